-- Reports on their way in: what somebody has told of a hazard and has not confirmed yet, alarms that nobody has taken yet,
-- and under which keys the platform knows the thumbnails that cards show.
create table hazard_drafts (
  id          bigint generated always as identity primary key,
  -- Goes up with every change: a card that shows an older one cannot confirm it.
  version     integer not null default 1 check (version > 0),
  state       text not null check (state in ('open', 'recorded', 'dropped', 'expired')),
  -- Of the message that began it.
  event_id    text not null unique,
  message_id  text not null,
  chat_id     text not null,
  is_private  boolean not null,
  -- open_id
  speaker     text not null,
  content     jsonb not null,
  -- Of every message that has gone into it, so that one that is handled again changes nothing.
  events      text[] not null,
  -- The cases that it became.
  hazard_ids  text[] not null default '{}',
  began_at    timestamptz not null,
  changed_at  timestamptz not null,
  reminded_at timestamptz,
  check ((state = 'recorded') = (hazard_ids <> '{}'))
);
create index hazard_drafts_speaker on hazard_drafts (chat_id, speaker, id desc);
create index hazard_drafts_open on hazard_drafts (changed_at) where state = 'open';
create index hazard_drafts_cases on hazard_drafts using gin (hazard_ids);

create table hazard_alarms (
  id         bigint generated always as identity primary key,
  event_id   text not null unique,
  kind       text not null check (kind in ('gas', 'oil', 'fire', 'smoke', 'shock', 'collapse', 'people')),
  -- What was said, by whom, and where it is, as far as it is known.
  said       jsonb not null,
  district   text,
  hazard_id  text references hazards,
  -- How often it has been raised; the next time is due at `next_at`, until somebody has taken it.
  rounds     integer not null check (rounds > 0),
  -- Where it was told, of all rounds: keys of the outbox, and to whom.
  told       jsonb not null,
  raised_at  timestamptz not null,
  next_at    timestamptz not null,
  taken_by   text,
  taken_name text,
  taken_at   timestamptz,
  check ((taken_at is null) = (taken_by is null))
);
create index hazard_alarms_ringing on hazard_alarms (next_at) where taken_at is null;

create table photo_images (
  photo_id    bigint primary key references photos,
  image_key   text not null,
  uploaded_at timestamptz not null
);
