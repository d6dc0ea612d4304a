-- How often terms stand in the passages, so that a search can weigh rare words more without reading the whole index.
-- Terms of a single passage are left out: they are most of a vocabulary, and a term that is not here is as rare as can be.
create table term_frequencies (
  term        text primary key,
  passages    integer not null check (passages > 1),
  occurrences integer not null check (occurrences >= passages)
);

-- How long a passage is, with its headings: a word of a short one tells more.
alter table passages add column lexemes integer not null default 0 check (lexemes >= 0);
update passages set lexemes = (select coalesce(sum(array_length(positions, 1)), 0) from unnest(tsv));

-- One row: how many passages are searched, and how long they are on average.
create table index_statistics (
  id          boolean primary key default true check (id),
  passages    integer not null check (passages >= 0),
  mean_length double precision not null check (mean_length >= 0)
);

-- What is already indexed is counted here; from now on every ingest counts anew.
insert into term_frequencies (term, passages, occurrences)
select word, ndoc, nentry from ts_stat('select tsv from passages where kind <> ''heading''') where ndoc > 1;
insert into index_statistics (passages, mean_length)
select count(*), coalesce(avg(lexemes), 0) from passages where kind <> 'heading';

-- Ranking reads the lexemes of many passages: those of an ordinary clause stay in its row, uncompressed, where reading is cheap.
alter table passages set (toast_tuple_target = 8160);
