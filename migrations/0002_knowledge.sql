-- The plan documents, cut into passages that can be quoted in place: offsets count UTF-16 units of documents.source.
create extension if not exists vector;

create table documents (
  id            text primary key,
  title         text not null,
  issuer        text,
  district      text,
  number        text,
  issued_on     date,
  in_force_from date,
  in_force_to   date,
  superseded_by text,
  file          text not null,
  content_hash  text not null,
  source        text not null,
  warnings      jsonb not null,
  ingested_at   timestamptz not null,
  check (in_force_to is null or in_force_from is null or in_force_from <= in_force_to)
);

create table passages (
  id              bigint generated always as identity primary key,
  document_id     text not null references documents on delete cascade,
  kind            text not null check (kind in ('clause', 'meta', 'row', 'heading')),
  ordinal         integer not null,
  path            text not null,
  trail           text[] not null,
  body            text not null,
  start_offset    integer not null check (start_offset >= 0),
  end_offset      integer not null,
  cells           text[],
  tsv             tsvector not null,
  embedding       vector,
  embedding_model text,
  unique (document_id, ordinal),
  check (start_offset <= end_offset)
);
create index passages_tsv on passages using gin (tsv);
