-- What came in and what goes out are rows: an event is acknowledged when its row is written,
-- a message is sent when its row says so. Nothing is lost, nothing is doubled.
-- Payloads are json, not jsonb: people's text may hold characters (U+0000, half a surrogate pair) that jsonb refuses.
create table inbox (
  event_id      text primary key,
  kind          text not null check (kind in ('message', 'press', 'membership')),
  lane          text not null,
  payload       json not null,
  arrival       bigint generated always as identity,
  received_at   timestamptz not null,
  state         text not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts      integer not null default 0 check (attempts >= 0),
  claimed_by    text,
  claimed_until timestamptz,
  not_before    timestamptz not null,
  finished_at   timestamptz,
  failure       text,
  check ((finished_at is not null) = (state in ('done', 'failed')))
);
create index inbox_waiting on inbox (arrival) where state = 'waiting';
create index inbox_lane on inbox (lane, arrival) where state in ('waiting', 'running');
create index inbox_finished on inbox (finished_at) where finished_at is not null;
-- The promise itself, whatever the claims of several processes see of each other.
create unique index inbox_one_running_per_lane on inbox (lane) where state = 'running';

create table outbox (
  id            uuid primary key,
  key           text not null unique,
  lane          text not null,
  delivery      json not null,
  priority      smallint not null,
  position      bigint generated always as identity,
  created_at    timestamptz not null,
  due_at        timestamptz not null,
  state         text not null check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain')),
  attempts      integer not null default 0 check (attempts >= 0),
  claimed_by    text,
  claimed_until timestamptz,
  not_before    timestamptz not null,
  -- Begin of the first attempt of which nobody knows whether the platform carried it out.
  unsure_since  timestamptz,
  finished_at   timestamptz,
  message_id    text,
  failure_code  text,
  failure       text,
  check ((finished_at is not null) = (state in ('sent', 'failed', 'uncertain')))
);
create index outbox_queued on outbox (priority, position) where state = 'queued';
create index outbox_lane on outbox (lane, priority, position) where state in ('queued', 'sending');
create index outbox_finished on outbox (finished_at) where finished_at is not null;
create unique index outbox_one_sending_per_lane on outbox (lane) where state = 'sending';

create table rate_gates (
  key     text primary key,
  free_at timestamptz not null
);

create table sessions (
  key        text primary key,
  session    jsonb not null,
  updated_at timestamptz not null
);
