import pg from "pg";
import { registerTypes } from "pgvector/pg";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";

/** PostgreSQL's number for the type `date`. */
const DATE_OID = pg.types.builtins.DATE;

/**
 * A pool whose every connection reads rows as this house does: timestamptz as Date, date as "YYYY-MM-DD"
 * (a day has no zone), bigint and uuid as string, vector as number[].
 */
export function createPool(settings: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    onConnect: (client) => prepare(client, log),
  });
  // An idle connection that the server drops says so here; unheard, it would end the process. The pool opens another.
  pool.on("error", (error) => log.warn("database connection lost", { reason: messageOf(error) }));
  return pool;
}

function typeParser(oid: number, format: "text" | "binary"): unknown {
  if (oid === DATE_OID && format !== "binary") return (day: string) => day;
  return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
}

async function prepare(client: pg.ClientBase, log: Log): Promise<void> {
  // While a connection is lent out, the pool does not listen for its end.
  client.on("error", (error) => log.debug("database connection failed", { reason: messageOf(error) }));
  // Without it a filtered HNSW search may find nothing at all.
  await client.query("set hnsw.iterative_scan = relaxed_order");
  // No disk turns here: with the price of one, a search in words reads all passages rather than those its index names.
  await client.query("set random_page_cost = 1.1");
  const { rows } = await client.query<{ present: boolean }>("select to_regtype('vector') is not null as present");
  if (rows[0]?.present) await registerTypes(client);
}
