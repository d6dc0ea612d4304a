-- Duties: what the plans oblige to, and what people have set themselves. Nothing of it is said before a person has confirmed it.
create table duties (
  id              bigint generated always as identity primary key,
  -- Goes up with every change: whoever confirms says which version they saw.
  version         integer not null default 1 check (version > 0),
  -- Of the plan and the sentence, or of the message: the same one brings a duty once.
  origin          text not null unique check (origin ~ '^(plan|person)/'),
  state           text not null check (state in ('draft', 'active', 'paused', 'ended')),
  document_id     text,
  document_title  text,
  district        text,
  -- What the plan says, as it was read last.
  duty            jsonb not null,
  -- What the plan said before its clause changed, until a person has looked at it again.
  changed_from    jsonb,
  -- What waits for a person to confirm it.
  proposal        jsonb,
  -- What a person has confirmed.
  settings        jsonb,
  -- Days on which it is left out.
  skipped         date[] not null default '{}',
  paused_on       date,
  -- The last day of the pause; null: until somebody resumes it.
  paused_until    date,
  -- Up to here every reminder is sent or settled.
  reminded_until  timestamptz,
  ended_because   text check (ended_because in ('declined', 'ended', 'withdrawn', 'superseded', 'over', 'lapsed')),
  confirmed_by    text,
  confirmed_at    timestamptz,
  created_by      text not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  check ((state = 'ended') = (ended_because is not null)),
  check (state <> 'draft' or (proposal is not null and settings is null)),
  check (state not in ('active', 'paused') or (settings is not null and reminded_until is not null and confirmed_at is not null)),
  check ((state = 'paused') = (paused_on is not null)),
  check (paused_until is null or paused_on is not null),
  check ((document_id is not null) = starts_with(origin, 'plan/'))
);
create index duties_document on duties (document_id);
create index duties_running on duties (id) where state = 'active';

-- What became of each reminder of each occurrence.
create table duty_reminders (
  duty_id  bigint not null references duties,
  due      date not null,
  -- "before-15", "due", "overdue".
  stage    text not null,
  outcome  text not null check (outcome in ('sent', 'day_passed', 'later_one_goes', 'done')),
  is_late  boolean not null,
  at       timestamptz not null,
  primary key (duty_id, due, stage)
);

-- What administrators were told, each once: "calendar/2027", "plan_end/luojiang-2024/30".
create table duty_tellings (
  key     text primary key,
  told_at timestamptz not null
);
