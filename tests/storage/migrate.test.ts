import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Database } from "../../src/storage/db.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

const log = createLog("silent");
const ORIGINAL = join(import.meta.dirname, "../../migrations");

let home: TestHome;
let database: Database;
let migrationsDir: string;
beforeAll(async () => {
  home = await createTestHome();
  database = await openDatabase({ ...home, now: systemClock, log });
});
afterAll(async () => {
  await database.close();
  await home.remove();
});
beforeEach(async () => {
  migrationsDir = await mkdtemp(join(tmpdir(), "anxun-migrations-"));
  await cp(ORIGINAL, migrationsDir, { recursive: true });
});
afterEach(() => rm(migrationsDir, { recursive: true }));

async function tableExists(name: string): Promise<boolean> {
  const { rows } = await database.query<{ exists: boolean }>("select to_regclass($1) is not null as exists", [name]);
  return rows[0]?.exists ?? false;
}

test("a schema that is up to date is left alone", async () => {
  expect(await migrate(database, { log })).toEqual({ applied: [] });
});

test("two starters at once: one applies, the other waits and finds nothing to do", async () => {
  await writeFile(join(migrationsDir, "9001_probe.sql"), "create table probe (id integer primary key);");
  const other = home.databaseUrl ? await openDatabase({ ...home, now: systemClock, log }) : database;
  const results = await Promise.all([migrate(database, { log, migrationsDir }), migrate(other, { log, migrationsDir })]);
  if (other !== database) await other.close();

  expect(results.map(({ applied }) => applied).sort()).toEqual([[], ["9001_probe"]]);
  expect(await tableExists("probe")).toBe(true);

  await rm(join(migrationsDir, "9001_probe.sql"));
  await expect(migrate(database, { log, migrationsDir })).rejects.toMatchObject({
    code: "migration_failed",
    hint: expect.stringContaining("9001_probe"),
  });
  await database.query("drop table probe");
  await database.query("delete from migrations where name = '9001_probe'");
  await database.query("delete from migration_contents where name = '9001_probe'");
});

test("a migration that SQL refuses leaves nothing behind, not even the ones before it", async () => {
  await writeFile(join(migrationsDir, "9001_good.sql"), "create table good (id integer);");
  await writeFile(join(migrationsDir, "9002_bad.sql"), "create table bad (id no_such_type);");
  await expect(migrate(database, { log, migrationsDir })).rejects.toMatchObject({
    code: "migration_failed",
    message: expect.stringContaining("no_such_type"),
  });
  expect(await tableExists("good")).toBe(false);
  expect(await migrate(database, { log })).toEqual({ applied: [] });
});

test("an applied migration that was edited is refused by name; other line ends are no edit", async () => {
  const name = "0001_mailroom";
  const file = join(migrationsDir, `${name}.sql`);
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replaceAll("\n", "\r\n"));
  expect(await migrate(database, { log, migrationsDir })).toEqual({ applied: [] });

  await writeFile(file, `${text}\nalter table inbox add column mood text;`);
  await expect(migrate(database, { log, migrationsDir })).rejects.toMatchObject({
    code: "migration_failed",
    message: `applied migration ${name} was edited`,
    hint: expect.stringContaining(name),
  });
});
