-- What the language model was asked, and what it cost: the day's budget is counted here, and the office can see what it pays for.
create table model_calls (
  id            bigint generated always as identity primary key,
  use           text not null check (use <> ''),
  model         text not null check (model <> ''),
  prompt_hash   text not null,
  input_tokens  integer not null check (input_tokens >= 0),
  output_tokens integer not null check (output_tokens >= 0),
  cost_yuan     numeric(12, 6) not null check (cost_yuan >= 0),
  ms            integer not null check (ms >= 0),
  called_at     timestamptz not null
);
create index model_calls_called on model_calls (called_at);

-- Of an answer: whether the model's words were said, how many of its sentences did not stand, and the calls; null when it had no part in it.
alter table answers add column model jsonb;
