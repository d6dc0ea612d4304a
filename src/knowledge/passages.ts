import type { Db } from "../storage/db.ts";
import type { DraftPassage } from "./clauses.ts";
import type { Passage, PassageKind, PlanDocument } from "./document.ts";
import {
  type Candidate,
  type CandidateRow,
  candidateOf,
  DOCUMENT_COLUMNS,
  type DocumentRow,
  documentOf,
  documentValues,
  indexed,
  type NewDocument,
  PASSAGE_COLUMNS,
  type PassageRow,
  passageOf,
  searchableText,
} from "./passage-row.ts";
import type { IndexStatistics } from "./search-plan.ts";
import { comparable, embeddingKey, vectorLiteral } from "./vectors.ts";

/** The only file that touches the tables documents and passages, and what is counted of them. */

/** Every document, by title. */
export async function listDocuments(db: Db): Promise<PlanDocument[]> {
  const { rows } = await db.query<DocumentRow>(`select ${DOCUMENT_COLUMNS} from documents order by title, id`);
  return rows.map(documentOf);
}

/** All passages of a document, headings included, in the order of its text. */
export async function passagesOf(db: Db, documentId: string): Promise<Passage[]> {
  const { rows } = await db.query<PassageRow>(`select ${PASSAGE_COLUMNS} from passages where document_id = $1 order by ordinal`, [
    documentId,
  ]);
  return rows.map(passageOf);
}

/** A passage with the different terms that open it, and how many lexemes it has. */
export type IndexedPassage = Passage & { terms: string[]; lexemes: number };

/** The whole index, headings included, in the order of documents and their texts. Only for one that is known to be small. */
export async function indexedPassages(db: Db): Promise<IndexedPassage[]> {
  const { rows } = await db.query<PassageRow & Pick<IndexedPassage, "terms" | "lexemes">>(
    `select ${PASSAGE_COLUMNS}, lexemes, tsvector_to_array(tsv) as terms from passages order by document_id, ordinal`,
  );
  return rows.map((row) => ({ ...passageOf(row), terms: row.terms, lexemes: row.lexemes }));
}

/** The text into which the offsets of its passages point. */
export async function documentSource(db: Db, documentId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ source: string }>("select source from documents where id = $1", [documentId]);
  return rows[0]?.source;
}

/** Where to look: ids of documents, all when null, and the kinds of passages. */
export type SearchScope = { documents: readonly string[] | null; kinds: readonly PassageKind[] };

/** What the first stage asks for: literals for tsquery, those of the tiers with the weight of their terms. */
export type WordQuery = { opening: string; tiers: readonly [WeighedQuery, WeighedQuery, WeighedQuery]; limit: number };
export type WeighedQuery = { literal: string; weight: number };

const IN_SCOPE = "($1::text[] is null or document_id = any($1)) and kind = any($2)";
const OPENED = `from passages where tsv @@ $3::tsquery and ${IN_SCOPE}
  order by ts_rank(tsv, $4::tsquery, 1) * $5::float8 + ts_rank(tsv, $6::tsquery, 1) * $7::float8 + ts_rank(tsv, $8::tsquery, 1) * $9::float8 desc,
    document_id, ordinal limit $10`;

/** The passages that the words of a question open, best of the first stage first. */
export async function candidatesByWords(db: Db, scope: SearchScope, words: WordQuery): Promise<Candidate[]> {
  const { rows } = await db.query<CandidateRow>(
    `select ${PASSAGE_COLUMNS}, lexemes, true as "isTold", null as "nearPlace" ${OPENED}`,
    wordValues(scope, words),
  );
  return rows.map(candidateOf);
}

/** Those, and the ones nearest in meaning, in one statement. */
export async function candidatesByWordsAndMeaning(
  db: Db,
  scope: SearchScope,
  words: WordQuery,
  near: { model: string; values: readonly number[]; limit: number },
): Promise<Candidate[]> {
  const { column, parameter } = comparable(near.values.length, "$11");
  const { rows } = await db.query<CandidateRow>(
    `with near as (
       select id as near_id, row_number() over (order by distance, id) as place from (
         select id, ${column} <=> ${parameter} as distance from passages
         where embedding_model = $12 and ${IN_SCOPE} order by ${column} <=> ${parameter} limit $13) as nearest),
     told as (select id as told_id ${OPENED})
     select ${PASSAGE_COLUMNS}, lexemes, told_id is not null as "isTold", place::int as "nearPlace"
     from passages left join near on near_id = id left join told on told_id = id
     where near_id is not null or told_id is not null order by document_id, ordinal`,
    [...wordValues(scope, words), vectorLiteral(near.values), embeddingKey(near.model, near.values.length), near.limit],
  );
  return rows.map(candidateOf);
}

function wordValues({ documents, kinds }: SearchScope, { opening, tiers, limit }: WordQuery): unknown[] {
  return [documents, kinds, opening, ...tiers.flatMap(({ literal, weight }) => [literal, weight]), limit];
}

/** What stands in the index, and from which content it was made. */
export type StoredDocument = { id: string; title: string; file: string; contentHash: string };

export async function storedDocuments(db: Db): Promise<StoredDocument[]> {
  const { rows } = await db.query<StoredDocument>(`select id, title, file, content_hash as "contentHash" from documents order by id`);
  return rows;
}

/** Rows of one insert: a statement of some megabytes is handed over in one piece. */
const INSERT_ROWS = 500;

/** Puts a document with its passages in the place of what stood under its id. Needs a transaction. */
export async function replaceDocument(tx: Db, document: NewDocument, passages: readonly DraftPassage[], now: Date): Promise<void> {
  await tx.query(
    `insert into documents (id, title, issuer, district, number, issued_on, in_force_from, in_force_to, superseded_by,
       file, content_hash, source, warnings, ingested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14)
     on conflict (id) do update set title = excluded.title, issuer = excluded.issuer, district = excluded.district,
       number = excluded.number, issued_on = excluded.issued_on, in_force_from = excluded.in_force_from,
       in_force_to = excluded.in_force_to, superseded_by = excluded.superseded_by, file = excluded.file,
       content_hash = excluded.content_hash, source = excluded.source, warnings = excluded.warnings, ingested_at = excluded.ingested_at`,
    [...documentValues(document), now],
  );
  await tx.query("delete from passages where document_id = $1", [document.id]);
  const rows = passages.map(indexed);
  for (let first = 0; first < rows.length; first += INSERT_ROWS) {
    await tx.query(
      `insert into passages (document_id, kind, ordinal, path, trail, body, start_offset, end_offset, cells, tsv, lexemes)
       select $1, kind, ordinal, path, trail, body, start, "end", cells, tsv::tsvector, lexemes
       from jsonb_to_recordset($2::jsonb) as passage
         (kind text, ordinal int, path text, trail text[], body text, start int, "end" int, cells text[], tsv text, lexemes int)`,
      [document.id, JSON.stringify(rows.slice(first, first + INSERT_ROWS))],
    );
  }
}

export async function removeDocument(db: Db, id: string): Promise<void> {
  await db.query("delete from documents where id = $1", [id]);
}

/** Counts terms and lengths anew: what a search weighs words by. Needs a transaction. Of two that count at once, the later stays. */
export async function refreshStatistics(tx: Db): Promise<void> {
  await tx.query("delete from term_frequencies");
  await tx.query(
    `insert into term_frequencies (term, passages, occurrences)
     select word, ndoc, nentry from ts_stat('select tsv from passages where kind <> ''heading''') where ndoc > 1
     on conflict (term) do update set passages = excluded.passages, occurrences = excluded.occurrences`,
  );
  await tx.query(
    `insert into index_statistics (passages, mean_length)
     select count(*), coalesce(avg(lexemes), 0) from passages where kind <> 'heading'
     on conflict (id) do update set passages = excluded.passages, mean_length = excluded.mean_length`,
  );
  await tx.query("analyze passages");
}

/**
 * How many passages were counted last, and a sign that is another one as soon as a document came, went or was counted:
 * the transaction that counted, the newest passage, the number of documents. Undefined before anything was counted.
 */
export async function indexVersion(db: Db): Promise<{ passages: number; sign: string } | undefined> {
  const { rows } = await db.query<{ passages: number; sign: string }>(
    `select passages, concat_ws(':', xmin, ctid, (select max(passages.id) from passages), (select count(*) from documents)) as sign
     from index_statistics`,
  );
  return rows[0];
}

/** What was counted last, of the whole index and of `terms`; of all terms when null. */
export async function indexStatistics(db: Db, terms: readonly string[] | null): Promise<IndexStatistics> {
  const { rows } = await db.query<{ size: number; meanLength: number; term: string | null; passages: number; occurrences: number }>(
    `select i.passages as size, i.mean_length as "meanLength", t.term, t.passages, t.occurrences
     from index_statistics as i left join term_frequencies as t on $1::text[] is null or t.term = any($1)`,
    [terms],
  );
  const counted = rows.flatMap(({ term, passages, occurrences }) => (term === null ? [] : [[term, { passages, occurrences }] as const]));
  return { passages: rows[0]?.size ?? 0, meanLength: rows[0]?.meanLength ?? 0, frequencies: new Map(counted) };
}

type EmbeddingModel = { model: string; dimensions: number };

const LACKING = "embedding_model is distinct from $1 and coming_model is distinct from $1 and kind <> 'heading'";

/** Passages that `model` has not embedded yet, with the text to embed. */
export async function passagesToEmbed(db: Db, model: EmbeddingModel, limit: number): Promise<{ id: string; text: string }[]> {
  const { rows } = await db.query<{ id: string; trail: string[]; body: string }>(
    `select id::text as id, trail, body from passages where ${LACKING} order by passages.id limit $2`,
    [embeddingKey(model.model, model.dimensions), limit],
  );
  return rows.map((row) => ({ id: row.id, text: searchableText(row) }));
}

/** How many passages `model` has still to embed. */
export async function countToEmbed(db: Db, model: EmbeddingModel): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`select count(*)::int as count from passages where ${LACKING}`, [
    embeddingKey(model.model, model.dimensions),
  ]);
  return rows[0]?.count ?? 0;
}

/** Beside a vector of another model, which goes on serving. A passage that was replaced in the meantime is left out. */
export async function storeEmbeddings(
  db: Db,
  model: EmbeddingModel,
  embeddings: readonly { id: string; values: readonly number[] }[],
): Promise<void> {
  await db.query(
    `update passages set
       embedding = case when embedding_model <> $3 then embedding else given.vector::vector end,
       embedding_model = case when embedding_model <> $3 then embedding_model else $3 end,
       coming_embedding = case when embedding_model <> $3 then given.vector::vector end,
       coming_model = case when embedding_model <> $3 then $3 end
     from unnest($1::bigint[], $2::text[]) as given (id, vector) where passages.id = given.id`,
    [embeddings.map(({ id }) => id), embeddings.map(({ values }) => vectorLiteral(values)), embeddingKey(model.model, model.dimensions)],
  );
}

/** Puts the vectors of `model` in the place of others, all in one statement; nothing while a passage lacks one. */
export async function letServe(db: Db, model: EmbeddingModel): Promise<void> {
  await db.query(
    `update passages set embedding = case when coming_model = $1 then coming_embedding else embedding end,
       embedding_model = case when coming_model = $1 then $1 else embedding_model end, coming_embedding = null, coming_model = null
     where coming_model is not null and not exists (select from passages where ${LACKING})`,
    [embeddingKey(model.model, model.dimensions)],
  );
}

/** A passage whose vector serves, though it is not of `model`: text and vector as they were. Undefined when there is none. */
export async function passageOfFormer(db: Db, model: EmbeddingModel): Promise<{ key: string; text: string; values: number[] } | undefined> {
  const { rows } = await db.query<{ key: string; trail: string[]; body: string; values: string }>(
    `select embedding_model as key, trail, body, embedding::text as values from passages
     where embedding_model < $1 or embedding_model > $1 order by passages.id limit 1`,
    [embeddingKey(model.model, model.dimensions)],
  );
  const [row] = rows;
  return row && { key: row.key, text: searchableText(row), values: JSON.parse(row.values) };
}
