-- Until when each job of the timetable is done: what fell due later, while nobody was running, is made up for.
create table timetable (
  job        text primary key,
  done_until timestamptz not null
);
