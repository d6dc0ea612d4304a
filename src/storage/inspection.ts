import type { Clock } from "../clock.ts";
import type { Db } from "./db.ts";

/** What a database tells of itself, for people who look for a fault: `clock` is its own time, `readAt` ours at that moment. */
export type Inspection = { version: string; pgvector: string; clock: Date; readAt: Date };

/** Needs no tables. */
export async function inspectDatabase(db: Db, now: Clock): Promise<Inspection> {
  const { rows } = await db.query<Omit<Inspection, "readAt">>(
    `select current_setting('server_version') as version, clock_timestamp() as clock,
            (select coalesce(installed_version, default_version) from pg_available_extensions where name = 'vector') as pgvector`,
  );
  const [row] = rows;
  if (!row) throw new TypeError("a select without a table gives one row");
  return { ...row, readAt: now() };
}
