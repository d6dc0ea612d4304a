-- Who did what to what, when and from where: rows that are only ever added. Each carries the hash of the one before,
-- so that a row that was changed, taken out or put in between shows.
create table audit_entries (
  id            bigint primary key check (id > 0),
  at            timestamptz not null,
  -- open_id, or 'system'.
  actor         text not null check (actor <> ''),
  action        text not null check (action <> ''),
  subject_kind  text not null,
  subject_id    text not null,
  chat_id       text,
  before        jsonb,
  after         jsonb,
  -- Unique: a chain has no forks.
  previous_hash text not null unique,
  hash          text not null unique
);

-- The text over which an entry is hashed: a JSON array, so that no two entries can read the same.
create function audit_seal(entry audit_entries) returns text language sql stable as $$
  select jsonb_build_array(entry.previous_hash, entry.id,
    to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    entry.actor, entry.action, entry.subject_kind, entry.subject_id, entry.chat_id, entry.before, entry.after)::text
$$;

-- One writer at a time, until its transaction ends; what it reads then is the last entry that was committed.
create function audit_append() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(4203117747);
  select e.id + 1, e.hash into new.id, new.previous_hash from audit_entries e order by e.id desc limit 1;
  if not found then
    new.id := 1;
    new.previous_hash := repeat('0', 64);
  end if;
  new.hash := encode(sha256(convert_to(audit_seal(new), 'UTF8')), 'hex');
  return new;
end
$$;
create trigger audit_entries_append before insert on audit_entries for each row execute function audit_append();

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are only ever added' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entries_keep before update or delete on audit_entries for each row execute function audit_refuse();
create trigger audit_entries_keep_all before truncate on audit_entries for each statement execute function audit_refuse();

-- The owner of a table may take rights from itself, too. A superuser does not mind; the triggers hold it as well.
revoke update, delete, truncate on audit_entries from current_user, public;
