-- The groups we stand in: what the platform says of them, and the district that their name tells.
create table chats (
  chat_id    text primary key,
  name       text not null,
  external   boolean not null,
  district   text,
  present    boolean not null,
  checked_at timestamptz not null
);
