-- What cannot wait (an emergency) is handled before everything else, in a lane of its own beside the speaker's.
alter table inbox add column urgent boolean not null default false;
create index inbox_urgent on inbox (arrival) where state = 'waiting' and urgent;
