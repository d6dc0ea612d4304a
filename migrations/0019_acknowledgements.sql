-- Who has acknowledged which notice: once each, in however many of its groups they sit.
create table acknowledgements (
  notice_id uuid not null references notices,
  open_id   text not null,
  name      text,
  -- Where it was said.
  chat_id   text not null,
  way       text not null check (way in ('button', 'words')),
  -- Of a notice that asks something.
  answer    text,
  -- After the time that the notice set.
  late      boolean not null,
  at        timestamptz not null,
  primary key (notice_id, open_id)
);

-- What was done about those who are missing: each step of the rule once, however often the clock is looked at.
create table notice_nags (
  notice_id uuid not null references notices,
  -- Of the rule, 'report', or made of the press of a person.
  step      text not null,
  -- open_id of whoever pressed, or 'system'.
  by        text not null,
  -- Whom it reached for.
  people    text[] not null,
  at        timestamptz not null,
  primary key (notice_id, step)
);

-- Single choices from the plans, sent to groups or people; questions with their right answers and sources as they were sent.
create table quiz_numbers (
  day  date primary key,
  last integer not null check (last > 0)
);

create table quizzes (
  id          uuid primary key,
  -- XC-YYYYMMDD-NNN
  number      text not null unique check (number ~ '^XC-\d{8}-\d{3,}$'),
  state       text not null check (state in ('draft', 'sent', 'reported')),
  title       text not null,
  district    text,
  questions   jsonb not null check (jsonb_array_length(questions) > 0),
  composed_by text not null,
  composed_in text not null,
  due_at      timestamptz not null,
  created_at  timestamptz not null,
  sent_at     timestamptz,
  check ((sent_at is null) = (state = 'draft'))
);
create index quizzes_open on quizzes (due_at) where state = 'sent';

create table quiz_targets (
  quiz_id   uuid not null references quizzes,
  -- chat_id, or open_id of a person.
  recipient text not null,
  kind      text not null check (kind in ('inner', 'enterprise', 'external', 'person')),
  name      text not null,
  -- Of the outbox.
  key       text not null unique,
  primary key (quiz_id, recipient)
);

-- One attempt each.
create table quiz_answers (
  quiz_id uuid not null references quizzes,
  open_id text not null,
  name    text,
  -- Which option of each question, counted from 0; -1: none.
  chosen  integer[] not null,
  score   integer not null check (score >= 0),
  at      timestamptz not null,
  primary key (quiz_id, open_id)
);
