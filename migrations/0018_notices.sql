-- What is told to many: a notice is written by one, approved by another, and what became of it in each group is kept.
create table notices (
  id              uuid primary key,
  -- TZ-YYYYMMDD-NNN, the day of its making in Shanghai.
  number          text not null unique check (number ~ '^TZ-\d{8}-\d{3,}$'),
  -- Goes up with every change: of two who decide at once, one comes too late.
  version         integer not null default 1 check (version > 0),
  state           text not null check (state in ('draft', 'submitted', 'approved', 'sent', 'rejected', 'withdrawn', 'recalled')),
  kind            text not null check (kind in ('risk', 'duty', 'information')),
  -- Whose matter it is; null: of no one district.
  district        text,
  -- For inner groups alone.
  inner_only      boolean not null,
  title           text not null check (title <> ''),
  paragraphs      jsonb not null,
  -- [{document, clause, quote}]: what is cited, word for word.
  sources         jsonb not null,
  -- [{fileId, name}]: of notice_files.
  attachments     jsonb not null,
  audience        jsonb not null,
  acknowledgement jsonb not null,
  -- Goes out in quiet hours, too.
  urgent          boolean not null,
  send_at         timestamptz,
  origin_kind     text not null check (origin_kind in ('person', 'duty', 'hazard_cluster', 'answer')),
  origin_ref      text not null,
  composed_by     text not null,
  -- The chat in which it was composed: its composer hears there what became of it.
  composed_in     text,
  approved_by     text,
  approved_at     timestamptz,
  -- Of a rejection, in the words of whoever rejected it.
  reason          text,
  ended_at        timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- Nobody approves what they wrote. What a duty says was confirmed with the duty.
  check (approved_by <> composed_by),
  check (state not in ('approved', 'sent', 'recalled') or approved_by is not null or origin_kind = 'duty')
);
create index notices_recent on notices (created_at, id);
create index notices_unfinished on notices (created_at) where state = 'approved';
-- A duty that falls due says so once.
create unique index notices_of_duty on notices (origin_ref) where origin_kind = 'duty';

create table notice_numbers (
  day  date primary key,
  last integer not null check (last > 0)
);

-- Files that go with a notice, as somebody sent them.
create table notice_files (
  id         uuid primary key,
  name       text not null check (name <> ''),
  bytes      bytea not null,
  kept_by    text not null,
  created_at timestamptz not null
);

-- One row for each group or person that a notice was meant for, also for those to whom it did not go, and why.
create table notice_targets (
  notice_id   uuid not null references notices,
  -- chat_id, or open_id of a person.
  recipient   text not null,
  kind        text not null check (kind in ('inner', 'enterprise', 'external', 'person')),
  -- What the group was called then.
  name        text not null,
  state       text not null check (state in ('queued', 'sent', 'skipped', 'failed', 'recalling', 'recalled')),
  -- A code: why it was skipped, failed, or could not be taken back.
  reason      text,
  -- Of the outbox; a retry has another one.
  key         text not null unique,
  attempt     integer not null default 1 check (attempt > 0),
  not_before  timestamptz not null,
  message_id  text,
  settled_at  timestamptz,
  -- [{openId, readAt}], as the platform told; it tells for seven days.
  readers     jsonb not null default '[]',
  read_at     timestamptz,
  read_reason text,
  primary key (notice_id, recipient),
  check ((reason is not null) or state not in ('skipped', 'failed'))
);
create index notice_targets_moving on notice_targets (notice_id) where state in ('queued', 'recalling');
create index notice_targets_message on notice_targets (message_id) where message_id is not null;

-- Which of the platform's calls a delivery is: each has limits of its own, and where one is used up the others go on.
alter table outbox add column api text;
update outbox set api = case delivery->>'kind'
  when 'send_file' then 'send' when 'amend' then 'update' else delivery->>'kind' end;
alter table outbox alter column api set not null;
create index outbox_api on outbox (api, priority, position) where state = 'queued';

-- Calls of the last minute, counted by the second: {"<epoch second>": calls}.
alter table rate_gates add column minute jsonb not null default '{}';

create function calls_since(minute jsonb, since bigint) returns integer language sql immutable as $$
  select coalesce(sum(value::integer), 0)::integer from jsonb_each_text(minute) where key::bigint > since
$$;

-- Counts one more call in `second`, and forgets those at or before `since`.
create function count_call(minute jsonb, second bigint, since bigint) returns jsonb language sql immutable as $$
  select jsonb_object_agg(key, calls) from (
    select key, sum(calls) as calls from (
      select key, value::integer as calls from jsonb_each_text(minute) where key::bigint > since
      union all select second::text, 1) as each_second
    group by key) as seconds
$$;

-- The last second that must be forgotten before there is room for one more; null: there is room.
create function crowded_until(minute jsonb, since bigint, most integer) returns bigint language sql immutable as $$
  select max(second) from (
    select key::bigint as second, sum(value::integer) over (order by key::bigint desc) as later
    from jsonb_each_text(minute) where key::bigint > since) as seconds
  where later >= most
$$;
