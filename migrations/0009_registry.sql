-- Who people are, for which unit or enterprise, and what each group is: every later feature asks before it shows or does something.
-- Districts, their bureaus, the bureaus' offices and the enterprise offices of the towns.
create table units (
  id        text primary key,
  kind      text not null check (kind in ('district', 'bureau', 'office', 'town')),
  name      text not null check (name <> ''),
  aliases   text[] not null default '{}',
  -- By its name, as the plans' catalogue calls it: 「洛江区」.
  district  text not null,
  parent_id text references units,
  unique (district, name)
);

create table enterprises (
  id              bigint generated always as identity primary key,
  -- Goes up with every change: whoever changes what they saw says which version that was.
  version         integer not null default 1 check (version > 0),
  name            text not null check (name <> ''),
  aliases         text[] not null default '{}',
  credit_code     text check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  district        text not null,
  -- The town that it belongs to: of units.
  town_id         text references units,
  -- Of knowledge/lexicon/industries.yaml.
  industry        text not null,
  type            text,
  address         text,
  principal       text,
  safety_officer  text,
  phone           text,
  standardisation text not null default 'none'
    check (standardisation in ('none', 'in_progress', 'small_enterprise', 'level_3', 'level_2', 'level_1')),
  status          text not null default 'operating' check (status in ('operating', 'suspended', 'closed')),
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);
create unique index enterprises_credit_code on enterprises (credit_code) where credit_code is not null;
-- Two shops of one name are told apart by their credit codes; without one they are the same.
create unique index enterprises_name on enterprises (district, name) where credit_code is null;
create index enterprises_town on enterprises (town_id);

create table risk_points (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprises on delete cascade,
  name          text not null check (name <> ''),
  place         text,
  colour        text not null check (colour in ('red', 'orange', 'yellow', 'blue')),
  measures      text,
  responsible   text,
  updated_at    timestamptz not null,
  unique nulls not distinct (enterprise_id, name, place)
);

-- Certificates of an enterprise or of its people, and equipment that must be renewed or inspected until a day.
create table expiring_items (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprises on delete cascade,
  category      text not null check (category in ('certificate', 'equipment')),
  name          text not null check (name <> ''),
  number        text,
  -- Whose certificate it is, or where the equipment stands.
  holder        text,
  expires_on    date not null,
  updated_at    timestamptz not null,
  unique nulls not distinct (enterprise_id, category, name, number, holder)
);
create index expiring_items_expiry on expiring_items (expires_on);

-- 安全生产失信联合惩戒「黑名单」, 消防安全严重失信主体名单, and the bureaus' own: entered by a person from a named source.
create table enterprise_lists (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprises on delete cascade,
  list          text not null check (list in ('safety_blacklist', 'fire_blacklist', 'commerce_blacklist')),
  source        text not null check (source <> ''),
  reason        text,
  listed_on     date not null,
  entered_by    text not null,
  entered_at    timestamptz not null,
  removed_on    date check (removed_on >= listed_on),
  removed_by    text,
  check ((removed_on is null) = (removed_by is null))
);
create unique index enterprise_lists_standing on enterprise_lists (enterprise_id, list) where removed_on is null;

create table people (
  id         bigint generated always as identity primary key,
  -- Unknown of somebody who was entered from a workbook and has not written to us yet.
  open_id    text unique,
  name       text not null check (name <> ''),
  title      text,
  unit_id    text references units,
  phone      text,
  status     text not null default 'active' check (status in ('active', 'resigned')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When the platform was last asked who this is.
  checked_at timestamptz
);
create index people_name on people (name);
create index people_unit on people (unit_id);

-- What somebody may do is the sum of what was granted and not revoked. Whoever has nothing here is a reporter.
create table person_roles (
  id            bigint generated always as identity primary key,
  person_id     bigint not null references people on delete cascade,
  role          text not null check (role in ('enterprise_safety_officer', 'enterprise_principal', 'town_staff', 'bureau_staff',
                                              'duty_officer', 'approver', 'administrator', 'auditor')),
  -- Null: of an administrator or auditor, all districts.
  district      text,
  unit_id       text references units,
  enterprise_id bigint references enterprises on delete cascade,
  granted_by    text not null,
  granted_at    timestamptz not null,
  revoked_by    text,
  revoked_at    timestamptz,
  check ((revoked_at is null) = (revoked_by is null)),
  check ((enterprise_id is not null) = (role in ('enterprise_safety_officer', 'enterprise_principal'))),
  check ((unit_id is not null) or role <> 'town_staff'),
  check (district is not null or role in ('enterprise_safety_officer', 'enterprise_principal', 'administrator', 'auditor'))
);
create unique index person_roles_standing on person_roles (person_id, role, district, unit_id, enterprise_id) nulls not distinct
  where revoked_at is null;
create index person_roles_enterprise on person_roles (enterprise_id) where revoked_at is null;

-- What a group is, as a person said: where nobody has, its facts tell. The district of a group that a person set is kept.
alter table chats add column kind text check (kind in ('inner', 'enterprise', 'external', 'private'));
alter table chats add column district_set boolean not null default false;
-- An enterprise group of one enterprise alone may show what is that enterprise's.
alter table chats add column enterprise_id bigint references enterprises on delete set null;
alter table chats add column tags text[] not null default '{}';
alter table chats add column settings jsonb not null default '{}';
alter table chats add column set_up_by text;
alter table chats add column set_up_at timestamptz;

-- One person may use it once, to stand for an enterprise. Only the hash is kept.
create table invitations (
  id            bigint generated always as identity primary key,
  code_hash     text not null unique,
  enterprise_id bigint not null references enterprises on delete cascade,
  role          text not null check (role in ('enterprise_safety_officer', 'enterprise_principal')),
  created_by    text not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  used_by       text,
  used_at       timestamptz,
  check ((used_at is null) = (used_by is null))
);

-- The code that makes the first administrator, printed in the terminal while there is none.
create table first_administrator_codes (
  code_hash  text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_by    text,
  used_at    timestamptz,
  check ((used_at is null) = (used_by is null))
);
