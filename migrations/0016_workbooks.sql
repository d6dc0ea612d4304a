-- A workbook that somebody sent in a chat waits here for the press that applies it: exactly this file, or none.
create table workbook_uploads (
  id          bigint generated always as identity primary key,
  -- sha256 of the bytes, in hex.
  hash        text not null check (hash ~ '^[0-9a-f]{64}$'),
  kind        text not null check (kind in ('enterprises', 'people')),
  file_name   text not null,
  bytes       bytea not null,
  -- What the dry run said would become of each row: row number → fingerprint. Whatever has changed since is refused.
  outcomes    jsonb not null,
  chat_id     text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  expires_at  timestamptz not null,
  applied_at  timestamptz,
  applied_by  text,
  check ((applied_at is null) = (applied_by is null)),
  unique (chat_id, hash)
);

-- Files that we send: the outbox names them, delivery carries them up, once.
create table outgoing_files (
  id         uuid primary key,
  name       text not null check (name <> ''),
  bytes      bytea not null,
  created_at timestamptz not null,
  -- The platform's key, since it was carried up.
  file_key   text
);
