import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Database } from "../../src/storage/db.ts";
import { problemOf } from "../../src/storage/server-check.ts";
import { openTestDatabase } from "../support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.query("create table notes (note text not null)");
});
afterAll(() => database.close());

const notes = async () => (await database.query<{ note: string }>("select note from notes order by note")).rows.map(({ note }) => note);

test("values come back in the house's types", async () => {
  const { rows } = await database.query<{ at: Date; day: string; big: string; vector: number[] }>(
    `select '2026-11-21 09:00+08'::timestamptz as at, '2026-11-21'::date as day, 9007199254740993::bigint as big, '[1,2,3]'::vector as vector`,
  );
  expect(rows).toEqual([{ at: new Date("2026-11-21T01:00:00Z"), day: "2026-11-21", big: "9007199254740993", vector: [1, 2, 3] }]);
});

test("every connection searches vectors iteratively", async () => {
  const { rows } = await database.query<{ setting: string }>("select current_setting('hnsw.iterative_scan') as setting");
  expect(rows).toEqual([{ setting: "relaxed_order" }]);
});

test("a transaction that throws leaves nothing, one that ends keeps all, and the connection serves on", async () => {
  const failed = database.inTransaction(async (tx) => {
    await tx.query("insert into notes (note) values ('lost')");
    throw new Error("changed my mind");
  });
  await expect(failed).rejects.toThrow("changed my mind");
  await database.inTransaction((tx) => tx.query("insert into notes (note) values ('kept')"));
  expect(await notes()).toEqual(["kept"]);
});

test("what SQL refuses keeps its code, and a transaction broken by it is rolled back", async () => {
  const failed = database.inTransaction(async (tx) => {
    await tx.query("insert into notes (note) values ('lost')");
    await tx.query("insert into notes (note) values (null)");
  });
  await expect(failed).rejects.toMatchObject({ code: "23502" });
  expect(await notes()).toEqual(["kept"]);
});

test("a query that slips past its transaction is refused at once, on every engine", async () => {
  const slipped = database.inTransaction(() => database.query("select 1"));
  await expect(slipped).rejects.toThrow("only its own connection");
  await expect(database.inTransaction(() => database.inTransaction(async () => {}))).rejects.toThrow("only its own connection");
  expect(await notes()).toEqual(["kept"]);
});

test("many callers share the connections, each gets its own rows", async () => {
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  const answers = await Promise.all(numbers.map((number) => database.query<{ number: number }>("select $1::int as number", [number])));
  expect(answers.map(({ rows }) => rows[0]?.number)).toEqual(numbers);
});

test("a connection that the server ends costs the query under way, not the process", async () => {
  const failures = await Promise.allSettled([
    database.onOwnConnection(async (connection) => {
      await connection.query(database.embedded ? "select 1" : "select pg_terminate_backend(pg_backend_pid())");
      await connection.query("select 1");
    }),
    database.onOwnConnection(() => Promise.reject(new Error("its own failure"))),
  ]);
  expect(failures[1]).toMatchObject({ status: "rejected", reason: new Error("its own failure") });
  if (!database.embedded) expect(failures[0]).toMatchObject({ status: "rejected", reason: { code: "database_unavailable" } });
  expect(await notes()).toEqual(["kept"]);
});

test("closing twice is closing once", async () => {
  const other = await openTestDatabase();
  await Promise.all([other.close(), other.close()]);
  await expect(other.query("select 1")).rejects.toMatchObject({ code: "database_unavailable" });
});

test("a server that is not there is one sentence that names it, and never the password", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  const opened = openDatabase({
    databaseUrl: `postgres://anxun:s3cret@127.0.0.1:${port}/anxun`,
    dataDir: "",
    now: systemClock,
    log: createLog("silent"),
  });
  const error = await opened.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "database_unavailable", hint: expect.stringContaining(`连不上数据库（127.0.0.1:${port}）`) });
  expect(`${(error as Error).message} ${(error as { hint: string }).hint}`).not.toContain("s3cret");
});

test.each(["anxun", "postgres://anxun:s3cret%zz@127.0.0.1/anxun", "postgres://anxun:s3cret@127.0.0.1/%zz"])(
  "an address that cannot be read is a sentence without the password: %s",
  async (databaseUrl) => {
    const opened = openDatabase({ databaseUrl, dataDir: "", now: systemClock, log: createLog("silent") });
    const error: { code?: string; hint?: string } = await opened.then(
      () => ({}),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code: "database_unavailable", hint: expect.stringContaining("DATABASE_URL") });
    expect(String(error) + error.hint).not.toContain("s3cret");
  },
);

test("a server that could not hold Chinese, or search it, is refused with what to do", () => {
  const good = { version: 18, encoding: "UTF8", ctype: "C.UTF-8", vectorVersion: "0.8.0" };
  expect(problemOf(good)).toBeUndefined();
  expect(problemOf({ ...good, version: 14 })?.hint).toContain("PostgreSQL 14");
  expect(problemOf({ ...good, ctype: "zh_CN.UTF-8", vectorVersion: "1.0" })).toBeUndefined();
  expect(problemOf({ ...good, encoding: "SQL_ASCII" })?.hint).toContain("SQL_ASCII");
  expect(problemOf({ ...good, ctype: "C" })?.hint).toContain("不认得汉字");
  expect(problemOf({ ...good, ctype: "POSIX" })?.hint).toContain("POSIX");
  expect(problemOf({ ...good, vectorVersion: null })?.hint).toContain("pgvector");
  expect(problemOf({ ...good, vectorVersion: "0.7.4" })?.hint).toContain("0.7.4");
});

const serverUrl = process.env.DATABASE_URL;
if (serverUrl) {
  const open = (change: (url: URL) => void) => {
    const url = new URL(serverUrl);
    change(url);
    return openDatabase({ databaseUrl: url.href, dataDir: "", now: systemClock, log: createLog("silent") });
  };

  test("a database that does not exist, or a wrong password, is said as such", async () => {
    const missing = open((url) => {
      url.pathname = "/no_such_database";
    });
    await expect(missing).rejects.toMatchObject({
      code: "database_unavailable",
      hint: expect.stringContaining("“no_such_database”不存在"),
    });
    const wrong = open((url) => {
      url.password = "wrong";
    });
    await expect(wrong).rejects.toMatchObject({ code: "database_unavailable", hint: expect.stringContaining("拒绝了登录") });
  });
}
