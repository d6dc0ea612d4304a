import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/clock.ts";
import { createLog, type Log } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Database } from "../../src/storage/db.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { makeTestFolder } from "./test-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const silent = createLog("silent");

/** Where a database stands: several processes of a test may open it. */
export type TestHome = { databaseUrl: string | undefined; dataDir: string; remove(): Promise<void> };

/** For as long as the process lives. */
let engine: Promise<WebAssembly.Module> | undefined;

/**
 * A fresh database with all tables, on the real engine: a throw-away database of the server at DATABASE_URL,
 * or the embedded one. `close()` removes it.
 */
export async function openTestDatabase(options: { log?: Log } = {}): Promise<Database> {
  const home = await createTestHome();
  const database = await openDatabase({ ...home, now: systemClock, log: options.log ?? silent }).catch(async (error: unknown) => {
    await home.remove();
    throw error;
  });
  const close = async () => {
    await database.close();
    await home.remove();
  };
  return { ...database, close };
}

/** The same, not opened yet. */
export async function createTestHome(): Promise<TestHome> {
  const dataDir = makeTestFolder("test");
  const removeDirectory = () => rm(dataDir, { recursive: true, force: true });
  const serverUrl = process.env.DATABASE_URL;
  if (!serverUrl) {
    await warmEngine();
    // A thousand small files: all in one go costs a fraction of what it does one by one.
    cpSync(await migratedTemplate(), dataDir, { recursive: true });
    return { databaseUrl: undefined, dataDir, remove: removeDirectory };
  }
  const { url, drop } = await createServerDatabase(serverUrl);
  await openMigrated({ databaseUrl: url, dataDir });
  const remove = async () => {
    await drop();
    await removeDirectory();
  };
  return { databaseUrl: url, dataDir, remove };
}

/**
 * Compiles the embedded engine. While anybody holds it, every thread of this process that starts the engine shares it, together with
 * what was optimised since; alone, each of them would begin anew.
 */
function warmEngine(): Promise<WebAssembly.Module> {
  engine ??= readFile(join(ROOT, "node_modules/@electric-sql/pglite/dist/pglite.wasm")).then((bytes) => WebAssembly.compile(bytes));
  return engine;
}

/** Creates an empty UTF-8 database on the server. */
async function createServerDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `anxun_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`) };
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: serverUrl, dataDir: "", now: systemClock, log: silent });
  try {
    await database.query(sql);
  } finally {
    await database.close();
  }
}

async function openMigrated(place: { databaseUrl?: string; dataDir: string }): Promise<void> {
  const database = await openDatabase({ ...place, now: systemClock, log: silent });
  await migrate(database, { log: silent });
  await database.close();
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
  await openMigrated({ dataDir: draft });
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
