-- Every question and what was answered, with what it rested on: the office must be able to prove it.
create table answers (
  id         bigint generated always as identity primary key,
  event_id   text unique,
  chat_id    text,
  asker      text,
  question   text not null,
  district   text,
  as_of      date not null,
  status     text not null check (status in ('answered', 'clarify', 'not_found', 'declined', 'smalltalk')),
  answer     text not null,
  understood jsonb not null,
  citations  jsonb not null,
  nearest    jsonb not null,
  elapsed_ms integer not null check (elapsed_ms >= 0),
  asked_at   timestamptz not null
);
create index answers_asked on answers (asked_at);
