-- How people and groups come in: requests to stand for an enterprise, and what the platform told of people and of who sits in a group.
create table binding_requests (
  id            bigint generated always as identity primary key,
  open_id       text not null,
  -- As the platform called them when they asked: what the officers read.
  name          text not null check (name <> ''),
  enterprise_id bigint not null references enterprises on delete cascade,
  role          text not null check (role in ('enterprise_safety_officer', 'enterprise_principal')),
  -- Where they asked, and where the officers decide.
  chat_id       text not null,
  duty_chat_id  text not null,
  requested_at  timestamptz not null,
  verdict       text check (verdict in ('confirmed', 'rejected')),
  decided_by    text,
  decided_name  text,
  decided_at    timestamptz,
  check ((verdict is null) = (decided_at is null)),
  check ((verdict is null) = (decided_by is null))
);
create unique index binding_requests_open on binding_requests (open_id, enterprise_id) where verdict is null;

-- What the platform says of a person, with the moment at which it said so.
create table contacts (
  open_id     text primary key,
  name        text not null,
  title       text,
  departments text[] not null default '{}',
  resigned    boolean not null,
  checked_at  timestamptz not null
);
create index contacts_name on contacts (name);

-- Who sits in a group: [{openId, name}].
create table chat_members (
  chat_id    text primary key,
  members    jsonb not null,
  checked_at timestamptz not null
);

-- Somebody left, or is called otherwise.
alter table inbox drop constraint inbox_kind_check;
alter table inbox add constraint inbox_kind_check check (kind in ('message', 'press', 'membership', 'contact'));
