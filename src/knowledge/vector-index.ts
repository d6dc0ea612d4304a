import type { Db } from "../storage/db.ts";
import { comparable, embeddingKey } from "./vectors.ts";

/** The only file that touches the indexes of vectors: one for the model that serves. */

/**
 * Creates the nearest-neighbour index for the vectors of one model, if it can have one: pgvector indexes up to 2,000
 * dimensions, as half-precision numbers up to 4,000; beyond, the search compares with every passage. Those of other models go.
 */
export async function ensureEmbeddingIndex(db: Db, model: string, dimensions: number): Promise<void> {
  const key = embeddingKey(model, dimensions);
  const { column, operators } = comparable(dimensions, "");
  if (operators) {
    const statement = await written(
      db,
      `select format('create index if not exists %I on passages using hnsw ((${column}) ${operators}) where embedding_model = %L',
         ${NAME}, $1) as statement`,
      key,
    );
    for (const create of statement) await db.query(create);
  }
  for (const drop of await written(db, OTHERS, key)) await db.query(drop);
}

const NAME = "'passages_embedding_' || left(md5($1), 12)";
const OTHERS = `select format('drop index if exists %I', indexname) as statement from pg_indexes
  where schemaname = current_schema() and indexname ~ '^passages_embedding_[0-9a-f]{12}$' and indexname <> ${NAME}`;

async function written(db: Db, sql: string, key: string): Promise<string[]> {
  const { rows } = await db.query<{ statement: string }>(sql, [key]);
  return rows.map(({ statement }) => statement);
}
