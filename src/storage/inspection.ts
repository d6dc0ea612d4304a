import type { Db } from "./db.ts";

/** What a database tells of itself, for people who look for a fault. `clock` is its own time. */
export type Inspection = { version: string; pgvector: string; clock: Date };

export async function inspectDatabase(db: Db): Promise<Inspection> {
  const { rows } = await db.query<Inspection>(
    `select current_setting('server_version') as version, extversion as pgvector, clock_timestamp() as clock
     from pg_extension where extname = 'vector'`,
  );
  const [inspection] = rows;
  if (!inspection) throw new TypeError("the vector extension is not installed: run migrate first");
  return inspection;
}
