import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/storage/db.ts";
import { openTestDatabase } from "../support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("values come back in the house's types", async () => {
  const { rows } = await database.query<{ at: Date; day: string; big: string; vector: number[] }>(
    `select '2026-11-21 09:00+08'::timestamptz as at, '2026-11-21'::date as day, 9007199254740993::bigint as big, '[1,2,3]'::vector as vector`,
  );
  expect(rows).toEqual([{ at: new Date("2026-11-21T01:00:00Z"), day: "2026-11-21", big: "9007199254740993", vector: [1, 2, 3] }]);
});
