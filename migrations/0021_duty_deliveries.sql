-- What was delivered for an occurrence of a duty, one row for each who owes it. What it said before stands in the audit.
create table duty_deliveries (
  id           bigint generated always as identity primary key,
  duty_id      text not null,
  due          date not null,
  bearer_kind  text not null check (bearer_kind in ('enterprise', 'unit')),
  bearer_id    text not null,
  -- Goes up whenever it is delivered anew or decided on: whoever decides says which version they saw.
  version      integer not null check (version > 0),
  state        text not null check (state in ('delivered', 'accepted', 'returned')),
  done_on      date not null,
  participants text not null,
  note         text not null,
  -- Industries that a plan covers, by id; people who were trained, by name.
  industries   text[] not null,
  trainees     text[] not null,
  photo_ids    bigint[] not null,
  file_ids     bigint[] not null,
  delivered_by text not null,
  delivered_at timestamptz not null,
  decided_by   text,
  decided_at   timestamptz,
  reason       text,
  check ((state = 'delivered') = (decided_by is null)),
  check ((state = 'returned') = (reason is not null)),
  unique (duty_id, due, bearer_kind, bearer_id)
);

-- Files that were sent as evidence: the platform's own keys do not live for ever.
create table evidence_files (
  id          bigint generated always as identity primary key,
  name        text not null,
  sha256      text not null,
  bytes       bytea not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
