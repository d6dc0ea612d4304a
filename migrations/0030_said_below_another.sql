-- An urgent message whose call is at its limit is said in answer to an earlier one of ours: answers are another call of the platform, with
-- limits of its own. The way is written before it is taken, so that whoever tries again takes the same one.
alter table outbox
  -- The platform's id of that earlier message.
  add column below text check (below is null or api = 'reply'),
  -- Nothing is said in answer to this one any more: we took it back, or the platform does not let it be answered.
  add column withdrawn boolean not null default false;
create index outbox_standing on outbox (lane, finished_at desc)
  where state = 'sent' and message_id is not null and not withdrawn and (api = 'send' or below is not null);
