import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/clock.ts";
import { createLog, type Log } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Database } from "../../src/storage/db.ts";
import { migrate } from "../../src/storage/migrate.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const silent = createLog("silent");

/**
 * A fresh database with all tables, on the real engine: a throw-away database of the server at DATABASE_URL,
 * or the embedded one. `close()` removes it.
 */
export async function openTestDatabase(options: { log?: Log } = {}): Promise<Database> {
  const log = options.log ?? silent;
  const serverUrl = process.env.DATABASE_URL;
  return serverUrl ? openOnServer(serverUrl, log) : openEmbeddedCopy(log);
}

/** Creates an empty UTF-8 database on the server. */
export async function createServerDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `anxun_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(serverUrl, `drop database ${name} with (force)`) };
}

async function openOnServer(serverUrl: string, log: Log): Promise<Database> {
  const { url, drop } = await createServerDatabase(serverUrl);
  const database = await openDatabase({ databaseUrl: url, dataDir: "", now: systemClock, log });
  await migrate(database, { log });
  return closingWith(database, drop);
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: serverUrl, dataDir: "", now: systemClock, log: silent });
  try {
    await database.query(sql);
  } finally {
    await database.close();
  }
}

async function openEmbeddedCopy(log: Log): Promise<Database> {
  const dataDir = await mkdtemp(join(tmpdir(), "anxun-test-"));
  await cp(await migratedTemplate(), dataDir, { recursive: true });
  const database = await openDatabase({ dataDir, now: systemClock, log });
  return closingWith(database, () => rm(dataDir, { recursive: true, force: true }));
}

/**
 * A data directory that was initialised and migrated once, to be copied: a first start takes seconds.
 * Its name says what it was made from; two makers at once both finish, and the second one's work is thrown away.
 */
async function migratedTemplate(): Promise<string> {
  const cache = join(ROOT, "node_modules/.cache/anxun");
  const template = join(cache, `database-${await hashOfOrigins()}`);
  if (existsSync(template)) return template;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, "draft-"));
  const database = await openDatabase({ dataDir: draft, now: systemClock, log: silent });
  await migrate(database, { log: silent });
  await database.close();
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
  return template;
}

async function hashOfOrigins(): Promise<string> {
  const migrations = (await readdir(join(ROOT, "migrations"))).sort().map((name) => join(ROOT, "migrations", name));
  const sources = [...migrations, join(ROOT, "node_modules/@electric-sql/pglite/package.json"), join(ROOT, "src/storage/migrate.ts")];
  const hash = createHash("sha256");
  for (const source of sources) hash.update(await readFile(source)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

function closingWith(database: Database, after: () => Promise<void>): Database {
  return {
    ...database,
    close: async () => {
      await database.close();
      await after();
    },
  };
}
