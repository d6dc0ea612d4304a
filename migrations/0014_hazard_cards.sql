-- Where the card of a case stands, so that every one of them is true again after each step.
create table hazard_cards (
  -- Of the outbox: the platform's message id is found by it.
  key       text primary key,
  hazard_id text not null references hazards,
  -- To a chat or to a person, as the outbox has it.
  recipient jsonb not null,
  -- open_id of whoever alone sees it: it draws what they may do. Null: a group, where each press is checked.
  viewer    text,
  sent_at   timestamptz not null
);
create index hazard_cards_hazard on hazard_cards (hazard_id, sent_at);
