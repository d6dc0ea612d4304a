-- The task tables of the plans as understood: who does what until when, with what was repaired and how sure that is.
create table tasks (
  id          bigint generated always as identity primary key,
  document_id text not null references documents on delete cascade,
  ordinal     integer not null check (ordinal >= 0),
  row_no      integer not null check (row_no > 0),
  section     text,
  item        text,
  task        text not null check (task <> ''),
  responsible text,
  deadline    text,
  repaired    boolean not null,
  note        text not null,
  confidence  text not null check (confidence in ('high', 'medium', 'low')),
  printed     text[] not null,
  unique (document_id, ordinal)
);
