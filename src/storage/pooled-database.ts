import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import { AppError, messageOf } from "../errors.ts";
import type { Database, Db } from "./db.ts";

/** Set while the code of a transaction runs, so that a query that slips past it is found on every engine. */
const transaction = new AsyncLocalStorage<{ pool: pg.Pool; open: boolean }>();

/**
 * The Database over a pool.
 * A connection that breaks is an AppError database_unavailable; what SQL itself refuses stays pg's own error.
 */
export function pooledDatabase(pool: pg.Pool, options: { embedded: boolean; close: () => Promise<void> }): Database {
  let closing: Promise<void> | undefined;
  return {
    embedded: options.embedded,
    query: (sql, values) => {
      refuseInsideTransaction(pool);
      return run(pool, sql, values);
    },
    inTransaction: (work) => {
      refuseInsideTransaction(pool);
      return inTransaction(pool, work);
    },
    onOwnConnection: async (work) => {
      refuseInsideTransaction(pool);
      const client = await connect(pool);
      try {
        return await work(dbOf(client));
      } finally {
        client.release(true);
      }
    },
    close: () => {
      closing ??= pool.end().then(options.close);
      return closing;
    },
  };
}

async function inTransaction<Result>(pool: pg.Pool, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const client = await connect(pool);
  const mark = { pool, open: true };
  let broken = false;
  try {
    await run(client, "begin");
    const result = await transaction.run(mark, () => work(dbOf(client)));
    await run(client, "commit");
    return result;
  } catch (error) {
    // A connection that cannot roll back is not given to the next one.
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    mark.open = false;
    client.release(broken);
  }
}

/** A pool of one would wait for itself; a larger one would write outside the transaction. Both are mistakes in our code. */
function refuseInsideTransaction(pool: pg.Pool): void {
  const mark = transaction.getStore();
  if (mark?.open && mark.pool === pool) throw new TypeError("inside a transaction only its own connection may be used");
}

function dbOf(client: pg.PoolClient): Db {
  return { query: (sql, values) => run(client, sql, values) };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw unavailable(error);
  }
}

async function run<Row extends object>(target: pg.Pool | pg.PoolClient, sql: string, values: readonly unknown[] = []) {
  try {
    const { rows, rowCount } = await target.query<Row>(sql, [...values]);
    return { rows, rowCount: rowCount ?? 0 };
  } catch (error) {
    throw isAnswer(error) ? error : unavailable(error);
  }
}

/** Whether the server spoke about the statement, and not about itself: its classes 08, 53, 57 and 58 mean "not now". */
function isAnswer(error: unknown): boolean {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57P|58)/.test(code);
}

function unavailable(error: unknown): AppError {
  return new AppError("database_unavailable", `the database did not answer: ${messageOf(error)}`, { cause: error });
}
