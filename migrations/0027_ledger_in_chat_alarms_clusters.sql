-- Three more ways around the ledger: its workbook sent in a chat, alarms of monitoring systems, and clusters that propose a risk notice.
alter table workbook_uploads drop constraint workbook_uploads_kind_check;
alter table workbook_uploads add constraint workbook_uploads_kind_check check (kind in ('enterprises', 'people', 'ledger'));

-- What monitoring systems have told. An alarm is told once however often it is sent; which case it became stands beside it.
create table monitoring_alarms (
  system      text not null,
  -- Idempotency key: chosen by the system, of this alarm alone.
  key         text not null,
  -- sha256 of what was sent, in hex: the same key with other words is a mistake of the sender.
  body_hash   text not null check (body_hash ~ '^[0-9a-f]{64}$'),
  device      text not null,
  hazard_id   text not null references hazards,
  -- False: the case began with it. True: it was added to one that stood open.
  joined      boolean not null,
  -- When the device noticed it, by its own clock.
  noticed_at  timestamptz not null,
  received_at timestamptz not null,
  primary key (system, key)
);
create index monitoring_alarms_device on monitoring_alarms (system, device, received_at);

-- Similar hazards of one industry in one district within a period: each was proposed for a notice once.
create table hazard_clusters (
  id          bigint generated always as identity primary key,
  district    text not null,
  industry    text not null,
  -- What they are about, of knowledge/hazards/clusters.yaml.
  topic       text not null,
  cases       integer not null check (cases > 0),
  enterprises integer not null check (enterprises >= 0),
  -- Days in Shanghai, both counted.
  first_day   date not null,
  last_day    date not null check (last_day >= first_day),
  proposed_at timestamptz not null
);
create index hazard_clusters_of on hazard_clusters (district, industry, topic, proposed_at);
