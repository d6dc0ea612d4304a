import type { Db } from "../storage/db.ts";
import type { DraftPassage } from "./clauses.ts";
import type { Passage, PassageKind, PlanDocument, ScoredPassage } from "./document.ts";
import { termsOf, tokenise, toTsquery, toTsvector } from "./lexemes.ts";

/** The only file that touches the tables documents and passages. */

const DOCUMENT_COLUMNS = `id, title, issuer, district, number, issued_on::text as "issuedOn", in_force_from::text as "inForceFrom",
  in_force_to::text as "inForceTo", superseded_by as "supersededBy"`;
const PASSAGE_COLUMNS = `id::text as id, document_id as "documentId", kind, ordinal, path, trail, body, start_offset as start, end_offset as "end", cells`;

type Nullable<Shape> = { [Key in keyof Shape]: Exclude<Shape[Key], undefined> | null };
type DocumentRow = Nullable<PlanDocument> & Pick<PlanDocument, "id" | "title">;
type PassageRow = Omit<Passage, "cells"> & { cells: string[] | null };

/** Every document, by title. */
export async function listDocuments(db: Db): Promise<PlanDocument[]> {
  const { rows } = await db.query<DocumentRow>(`select ${DOCUMENT_COLUMNS} from documents order by title, id`);
  return rows.map((row) => ({
    ...row,
    issuer: row.issuer ?? undefined,
    district: row.district ?? undefined,
    number: row.number ?? undefined,
    issuedOn: row.issuedOn ?? undefined,
    inForceFrom: row.inForceFrom ?? undefined,
    inForceTo: row.inForceTo ?? undefined,
    supersededBy: row.supersededBy ?? undefined,
  }));
}

/** All passages of a document, headings included, in the order of its text. */
export async function passagesOf(db: Db, documentId: string): Promise<Passage[]> {
  const { rows } = await db.query<PassageRow>(`select ${PASSAGE_COLUMNS} from passages where document_id = $1 order by ordinal`, [
    documentId,
  ]);
  return rows.map(passageOf);
}

/** The text into which the offsets of its passages point. */
export async function documentSource(db: Db, documentId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ source: string }>("select source from documents where id = $1", [documentId]);
  return rows[0]?.source;
}

export type PassageQuery = {
  /** The question, normalised or not. */
  text: string;
  /** The question's vector; passages embedded by another model are not compared with it. */
  vector?: { model: string; values: readonly number[] };
  /** Ids to look into; all documents when undefined. */
  documents?: readonly string[];
  /** What to look for; clauses, formal lines and rows when undefined. */
  kinds?: readonly PassageKind[];
  limit: number;
};

const SEARCHED_KINDS: readonly PassageKind[] = ["clause", "meta", "row"];

/**
 * The passages that fit best, best first. `score` compares within one answer only: ts_rank without a vector, else the
 * reciprocal rank fusion of both lists.
 */
export async function searchPassages(db: Db, query: PassageQuery): Promise<ScoredPassage[]> {
  const lexemes = tokenise(query.text);
  const all = toTsquery(lexemes);
  const filter = [query.documents ?? null, query.kinds ?? SEARCHED_KINDS];
  if (!query.vector && !all) return [];
  const gate = await selectiveTerms(db, termsOf(lexemes));
  const opening = toTsquery(lexemes.filter(({ term }) => gate.has(term)));
  const { rows } = query.vector
    ? await db.query<PassageRow & { score: number }>(hybridSearch(query.vector.values.length), [
        all,
        opening,
        ...filter,
        query.limit,
        vectorLiteral(query.vector.values),
        embeddingKey(query.vector.model, query.vector.values.length),
      ])
    : await db.query<PassageRow & { score: number }>(LEXICAL_SEARCH, [all, opening, ...filter, query.limit]);
  return rows.map((row) => ({ ...passageOf(row), score: row.score }));
}

const LEXICAL_SEARCH = `
  select ${PASSAGE_COLUMNS}, ts_rank(tsv, $1::tsquery, 1)::float8 as score from passages
  where tsv @@ $2::tsquery and ($3::text[] is null or document_id = any($3)) and kind = any($4)
  order by score desc, document_id, ordinal limit $5`;

/** Candidates of each list that the fusion looks at, and its constant. */
const FUSED_CANDIDATES = 50;
const FUSION_CONSTANT = 60;

function hybridSearch(dimensions: number): string {
  const { column, parameter } = comparable(dimensions, "$6");
  return `
  with near as (
    select id, row_number() over (order by distance, id) as place from (
      select id, ${column} <=> ${parameter} as distance from passages
      where embedding_model = $7 and ($3::text[] is null or document_id = any($3)) and kind = any($4)
      order by ${column} <=> ${parameter} limit ${FUSED_CANDIDATES}) as nearest),
  told as (
    select id, row_number() over (order by score desc, id) as place from (
      select id, ts_rank(tsv, $1::tsquery, 1) as score from passages
      where tsv @@ $2::tsquery and ($3::text[] is null or document_id = any($3)) and kind = any($4)
      order by score desc, id limit ${FUSED_CANDIDATES}) as ranked),
  fused as (
    select id as fused_id, (coalesce(1.0 / (${FUSION_CONSTANT} + near.place), 0) + coalesce(1.0 / (${FUSION_CONSTANT} + told.place), 0))::float8 as score
    from near full join told using (id))
  select ${PASSAGE_COLUMNS}, score from fused join passages on id = fused_id
  order by score desc, document_id, ordinal limit $5`;
}

/** From this many passages on, terms that stand in every twentieth passage rank but no longer open the index. */
const LARGE_CORPUS = 5_000;
const COMMON_SHARE = 0.05;
const OPENING_TERMS_MIN = 2;

/** The terms that open the index: all in a small corpus, the rarer ones in a large one, as its last analyze counted them. */
async function selectiveTerms(db: Db, terms: readonly string[]): Promise<Set<string>> {
  const { rows: sizes } = await db.query<{ size: number }>(`select reltuples::int as size from pg_class where oid = 'passages'::regclass`);
  // Asking the statistics costs as much as a search of a small corpus.
  if ((sizes[0]?.size ?? 0) < LARGE_CORPUS) return new Set(terms);
  const { rows } = await db.query<{ term: string }>(
    `select term from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) as common (term, share)
     where schemaname = any(current_schemas(false)) and tablename = 'passages' and attname = 'tsv' and term = any($1) and share >= $2`,
    [terms, COMMON_SHARE],
  );
  const common = new Set(rows.map(({ term }) => term));
  const rare = terms.filter((term) => !common.has(term));
  return new Set(rare.length >= OPENING_TERMS_MIN ? rare : terms);
}

/** What stands in the index, and from which content it was made. */
export type StoredDocument = { id: string; title: string; file: string; contentHash: string };

export async function storedDocuments(db: Db): Promise<StoredDocument[]> {
  const { rows } = await db.query<StoredDocument>(`select id, title, file, content_hash as "contentHash" from documents order by id`);
  return rows;
}

export type NewDocument = PlanDocument & { file: string; contentHash: string; source: string; warnings: readonly string[] };

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
    [
      document.id,
      document.title,
      document.issuer ?? null,
      document.district ?? null,
      document.number ?? null,
      document.issuedOn ?? null,
      document.inForceFrom ?? null,
      document.inForceTo ?? null,
      document.supersededBy ?? null,
      document.file,
      document.contentHash,
      document.source,
      JSON.stringify(document.warnings),
      now,
    ],
  );
  await tx.query("delete from passages where document_id = $1", [document.id]);
  const rows = passages.map((passage, ordinal) => ({ ...passage, ordinal, tsv: toTsvector(tokenise(searchableText(passage))) }));
  for (let first = 0; first < rows.length; first += INSERT_ROWS) {
    await tx.query(
      `insert into passages (document_id, kind, ordinal, path, trail, body, start_offset, end_offset, cells, tsv)
       select $1, kind, ordinal, path, trail, body, start, "end", cells, tsv::tsvector
       from jsonb_to_recordset($2::jsonb) as passage
         (kind text, ordinal int, path text, trail text[], body text, start int, "end" int, cells text[], tsv text)`,
      [document.id, JSON.stringify(rows.slice(first, first + INSERT_ROWS))],
    );
  }
}

/** The passage and the headings above it: a clause is also found by the words of its section. */
function searchableText({ trail, body }: Pick<Passage, "trail" | "body">): string {
  return [...trail.filter((heading) => !body.startsWith(heading)), body].join("\n");
}

export async function removeDocument(db: Db, id: string): Promise<void> {
  await db.query("delete from documents where id = $1", [id]);
}

/** Counts terms anew, for the choice of terms that open the index. The embedded engine does not do it by itself. */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.query("analyze passages");
}

/** Passages that `model` has not embedded yet, with the text to embed. */
export async function passagesToEmbed(
  db: Db,
  model: { model: string; dimensions: number },
  limit: number,
): Promise<{ id: string; text: string }[]> {
  const { rows } = await db.query<{ id: string; trail: string[]; body: string }>(
    `select id::text as id, trail, body from passages
     where embedding_model is distinct from $1 and kind <> 'heading' order by passages.id limit $2`,
    [embeddingKey(model.model, model.dimensions), limit],
  );
  return rows.map((row) => ({ id: row.id, text: searchableText(row) }));
}

/** A passage that was replaced in the meantime is no longer there, and is left out. */
export async function storeEmbeddings(
  db: Db,
  model: { model: string; dimensions: number },
  embeddings: readonly { id: string; values: readonly number[] }[],
): Promise<void> {
  await db.query(
    `update passages set embedding = given.embedding::vector, embedding_model = $3
     from unnest($1::bigint[], $2::text[]) as given (id, embedding) where passages.id = given.id`,
    [embeddings.map(({ id }) => id), embeddings.map(({ values }) => vectorLiteral(values)), embeddingKey(model.model, model.dimensions)],
  );
}

/**
 * Creates the nearest-neighbour index for the vectors of one model, if it can have one: pgvector indexes up to 2,000
 * dimensions, as half-precision numbers up to 4,000; beyond, the search compares with every passage.
 */
export async function ensureEmbeddingIndex(db: Db, model: string, dimensions: number): Promise<void> {
  const { column, operators } = comparable(dimensions, "");
  if (!operators) return;
  const { rows } = await db.query<{ statement: string }>(
    `select format('create index if not exists %I on passages using hnsw ((${column}) ${operators}) where embedding_model = %L',
       'passages_embedding_' || left(md5($1), 12), $1) as statement`,
    [embeddingKey(model, dimensions)],
  );
  if (rows[0]) await db.query(rows[0].statement);
}

const VECTOR_INDEX_MAX = 2_000;
const HALFVEC_INDEX_MAX = 4_000;

/** The same expressions in index and query, or the index is not used. `dimensions` is a count, never text from outside. */
function comparable(dimensions: number, parameter: string): { column: string; parameter: string; operators: string | undefined } {
  const size = Math.trunc(dimensions);
  if (size <= VECTOR_INDEX_MAX) {
    return { column: `(embedding::vector(${size}))`, parameter: `${parameter}::vector(${size})`, operators: "vector_cosine_ops" };
  }
  if (size <= HALFVEC_INDEX_MAX) {
    return { column: `(embedding::halfvec(${size}))`, parameter: `${parameter}::halfvec(${size})`, operators: "halfvec_cosine_ops" };
  }
  return { column: "embedding", parameter: `${parameter}::vector`, operators: undefined };
}

/** A model that is asked for another number of dimensions is another model. */
function embeddingKey(model: string, dimensions: number): string {
  return `${model}#${dimensions}`;
}

function vectorLiteral(values: readonly number[]): string {
  return `[${values.join(",")}]`;
}

function passageOf(row: PassageRow): Passage {
  return {
    id: row.id,
    documentId: row.documentId,
    kind: row.kind,
    ordinal: row.ordinal,
    path: row.path,
    trail: row.trail,
    body: row.body,
    start: row.start,
    end: row.end,
    cells: row.cells ?? undefined,
  };
}
