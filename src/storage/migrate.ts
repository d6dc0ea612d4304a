import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runner } from "node-pg-migrate";
import type { ClientBase } from "pg";
import { AppError, isAppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { texts } from "../texts/storage.ts";
import type { Database, Db } from "./db.ts";

const DEFAULT_DIR = fileURLToPath(new URL("../../migrations", import.meta.url));
/** Any number that is ours alone: PostgreSQL's advisory locks are numbers. */
const LOCK_NUMBER = 4_203_117_745;

/**
 * Brings the schema up to date: forward only, all or nothing, one starter at a time (another waits, then finds nothing to do).
 * @throws AppError migration_failed when a file that was applied is gone or was edited, or when SQL refuses
 */
export async function migrate(database: Database, options: { log: Log; migrationsDir?: string }): Promise<{ applied: string[] }> {
  const files = await readMigrations(options.migrationsDir ?? DEFAULT_DIR);
  const applied = await database.onOwnConnection(async (connection) => {
    await connection.query("select pg_advisory_lock($1)", [LOCK_NUMBER]);
    await refuseForeignHistory(connection, files);
    const names = await run(connection, options.migrationsDir ?? DEFAULT_DIR);
    await remember(connection, files);
    return names;
  });
  if (applied.length > 0) options.log.info("schema brought up to date", { applied });
  return { applied };
}

/** Name without extension → hash of its content. A checkout with CRLF counts as the same content. */
async function readMigrations(directory: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort();
  const entries = names.map(async (name): Promise<[string, string]> => {
    const text = await readFile(join(directory, name), "utf8");
    return [name.slice(0, -".sql".length), createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex")];
  });
  return new Map(await Promise.all(entries));
}

async function refuseForeignHistory(connection: Db, files: ReadonlyMap<string, string>): Promise<void> {
  await connection.query("create table if not exists migration_contents (name text primary key, sha256 text not null)");
  const { rows } = await connection.query<{ name: string; sha256: string }>("select name, sha256 from migration_contents order by name");
  for (const { name, sha256 } of rows) {
    const present = files.get(name);
    if (!present)
      throw new AppError("migration_failed", `applied migration ${name} is missing`, { hint: texts.migrationMissing({ name }) });
    if (present !== sha256) {
      throw new AppError("migration_failed", `applied migration ${name} was edited`, { hint: texts.migrationEdited({ name }) });
    }
  }
}

async function run(connection: Db, directory: string): Promise<string[]> {
  const failures: string[] = [];
  const quiet = () => {};
  const logger = { debug: quiet, info: quiet, warn: quiet, error: (text: string) => failures.push(text) };
  try {
    const done = await runner({
      // The runner asks of a client no more than `query`.
      dbClient: connection as unknown as ClientBase,
      dir: directory,
      direction: "up",
      migrationsTable: "migrations",
      count: Number.POSITIVE_INFINITY,
      checkOrder: true,
      singleTransaction: true,
      noLock: true,
      logger,
    });
    return done.map(({ name }) => name);
  } catch (error) {
    if (isAppError(error)) throw error;
    const reason = messageOf(error);
    throw new AppError("migration_failed", failures.at(-1)?.trim() ?? reason, { cause: error, hint: texts.migrationFailed({ reason }) });
  }
}

/** Written after the run and under the same lock; what a crash left out is written by the next start. */
async function remember(connection: Db, files: ReadonlyMap<string, string>): Promise<void> {
  await connection.query(
    `insert into migration_contents (name, sha256)
     select f.name, f.sha256 from unnest($1::text[], $2::text[]) as f(name, sha256) join migrations using (name)
     on conflict (name) do nothing`,
    [[...files.keys()], [...files.values()]],
  );
}
