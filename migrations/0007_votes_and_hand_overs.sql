-- What people made of an answer, and the questions that went on to an officer: the office learns what its documents lack.
alter table answers add column message_id text;
update answers set message_id = event_id;

create table votes (
  answer_id bigint not null references answers on delete cascade,
  voter     text not null,
  verdict   text not null check (verdict in ('up', 'down')),
  reason    text check (reason in ('off_topic', 'wrong_clause', 'incomplete', 'outdated', 'other')),
  remark    text,
  voted_at  timestamptz not null,
  primary key (answer_id, voter),
  check (reason is null or verdict = 'down'),
  check (remark is null or reason is not null)
);

create table hand_overs (
  id              bigint generated always as identity primary key,
  -- A question is handed over once, whoever asks for it and however often.
  answer_id       bigint not null unique references answers on delete cascade,
  district        text,
  asker_name      text,
  requested_by    text not null,
  requested_at    timestamptz not null,
  -- The card that the question was answered by: it shows how the hand-over stands.
  card_message_id text not null,
  duty_chat_id    text not null,
  officer         text,
  officer_name    text,
  reply           text check (reply <> ''),
  -- Of the officer's message or press: one that is handled again is known by it.
  reply_event_id  text,
  replied_at      timestamptz,
  check ((officer is null) = (replied_at is null)),
  check ((reply is null) = (replied_at is null)),
  check ((reply_event_id is null) = (replied_at is null))
);

-- An officer may answer by quoting the duty card: the message leads back to what was sent.
create index outbox_message on outbox (message_id) where message_id is not null;
