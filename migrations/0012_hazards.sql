-- The ledger of hazards: what was found, how it stands, and every step that led there.
-- Numbers of one day in the order of recording: drawn in the transaction that records, so that none is lost or given twice.
create table hazard_numbers (
  day  date primary key,
  last integer not null check (last > 0)
);

create table hazards (
  id                text primary key check (id ~ '^YH-\d{8}-\d{3,}$'),
  -- Of the message, form or line that brought it: the same one brings it once.
  origin            text not null unique,
  -- Goes up with every step: whoever takes one says which version they saw.
  version           integer not null check (version > 0),
  state             text not null check (state in ('registered', 'returned', 'accepted', 'rectifying', 'awaiting_reinspection',
                                                   'transferred', 'closed', 'void')),
  source            text not null check (source in ('enterprise', 'inspection', 'tip', 'referred', 'monitoring')),
  description       text not null check (description <> ''),
  reporting_unit    text,
  industry          text,
  enterprise_id     bigint references enterprises,
  enterprise_name   text,
  enterprise_type   text,
  credit_code       text,
  district          text,
  town_id           text references units,
  place             text,
  address           text,
  principal         text,
  contact           text,
  phone             text,
  location          text,
  category          text,
  risk_colour       text check (risk_colour in ('red', 'orange', 'yellow', 'blue')),
  basis             text,
  clause            text,
  inspector         text,
  inspection_method text,
  inspected_on      date,
  campaign          text,
  remark            text,
  -- Why the program thought of a major one. A flag for whoever judges.
  suspected_major   text,
  -- What could not wait: leak, fire, shock, collapse. Null: nothing.
  emergency         text,
  -- The chat in which it was reported; null: it came another way.
  chat_id           text,
  reporter_id       text not null,
  reporter_role     text not null,
  reporter_name     text,
  anonymous         boolean not null,
  followers         text[] not null,
  photo_ids         text[] not null,
  -- A person's word on the level, with who and when.
  judgement         jsonb,
  level             text generated always as (judgement ->> 'level') stored check (level in ('general', 'major')),
  assignment        jsonb,
  responsible_id    text generated always as (assignment ->> 'personId') stored,
  -- Until the end of this day in Shanghai.
  deadline          date,
  -- The rule of the office that set it; null: a person did.
  deadline_rule     text,
  deadline_source   text,
  extensions        jsonb not null,
  rectification     jsonb,
  reinspections     jsonb not null,
  transfer          jsonb,
  supervisions      jsonb not null,
  major_reports     jsonb not null,
  reopened          integer not null check (reopened >= 0),
  repeat_of         text references hazards,
  duplicate_of      text references hazards,
  recorded_at       timestamptz not null,
  changed_at        timestamptz not null,
  closed_at         timestamptz,
  check ((closed_at is not null) = (state = 'closed')),
  check (state <> 'rectifying' or deadline is not null)
);
create index hazards_enterprise on hazards (enterprise_id);
create index hazards_recorded on hazards (recorded_at);
create index hazards_deadline on hazards (deadline) where state = 'rectifying';
create index hazards_state on hazards (state, district);

-- The history. Folded from the first to the last, it is the case.
create table hazard_events (
  hazard_id  text not null references hazards,
  version    integer not null check (version > 0),
  at         timestamptz not null,
  actor_id   text not null,
  actor_role text not null,
  actor_name text,
  action     text not null,
  from_state text,
  to_state   text not null,
  -- The step as it was taken: why, with which photos, and what belongs to it.
  step       jsonb not null,
  primary key (hazard_id, version),
  check ((from_state is null) = (version = 1))
);

-- Pictures, kept as files named by their content; a row means that its files are there.
create table photos (
  id              bigint generated always as identity primary key,
  -- Of the bytes as they came, before the position and all else about the camera was taken out.
  original_sha256 text not null check (original_sha256 ~ '^[0-9a-f]{64}$'),
  file            text not null,
  thumbnail       text not null,
  media_type      text not null check (media_type in ('image/jpeg', 'image/png')),
  width           integer not null check (width > 0),
  height          integer not null check (height > 0),
  bytes           integer not null check (bytes > 0),
  -- Sixty-four bits: pictures of the same thing differ in few of them.
  perceptual_hash text not null check (perceptual_hash ~ '^[01]{64}$'),
  uploaded_by     text not null,
  uploaded_at     timestamptz not null
);
create index photos_original on photos (original_sha256);

create table hazard_photos (
  hazard_id text not null references hazards,
  photo_id  bigint not null references photos,
  -- Of the step that brought it.
  version   integer not null check (version > 0),
  primary key (hazard_id, photo_id)
);
create index hazard_photos_photo on hazard_photos (photo_id);
