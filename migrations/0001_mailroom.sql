-- What came in and what goes out are rows: an event is acknowledged when its row is written,
-- a message is sent when its row says so. Nothing is lost, nothing is doubled.
create table inbox (
  event_id      text primary key,
  kind          text not null check (kind in ('message', 'press', 'membership')),
  lane          text not null,
  payload       jsonb not null,
  arrival       bigint generated always as identity,
  received_at   timestamptz not null,
  state         text not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts      integer not null default 0 check (attempts >= 0),
  claimed_by    text,
  claimed_until timestamptz,
  not_before    timestamptz not null,
  finished_at   timestamptz,
  failure       text
);
create index inbox_open on inbox (lane, arrival) where state in ('waiting', 'running');
create index inbox_finished on inbox (finished_at) where finished_at is not null;

create table outbox (
  id             uuid primary key,
  key            text not null unique,
  lane           text not null,
  delivery       jsonb not null,
  priority       smallint not null,
  position       bigint generated always as identity,
  created_at     timestamptz not null,
  state          text not null check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain')),
  attempts       integer not null default 0 check (attempts >= 0),
  claimed_by     text,
  claimed_until  timestamptz,
  not_before     timestamptz not null,
  first_tried_at timestamptz,
  finished_at    timestamptz,
  message_id     text,
  failure_code   text,
  failure        text
);
create index outbox_open on outbox (priority, position) where state in ('queued', 'sending');
create index outbox_lane on outbox (lane, position) where state in ('queued', 'sending');

create table rate_gates (
  key     text primary key,
  free_at timestamptz not null
);

create table sessions (
  key        text primary key,
  session    jsonb not null,
  updated_at timestamptz not null
);
