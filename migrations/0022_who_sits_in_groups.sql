-- An inner group shows what only staff may see: whoever sits there without a role was vouched for by the administrator who set it up.
-- Whoever comes later was not.
alter table chats add column vouched_for text[] not null default '{}';

-- The platform did not tell what somebody is called: then there is no name, and none of ours stands in for it.
alter table binding_requests alter column name drop not null;
