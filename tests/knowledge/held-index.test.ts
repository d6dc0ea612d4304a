import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heldIndex, heldPassagesOf } from "../../src/knowledge/held-index.ts";
import { passagesOf, refreshStatistics, removeDocument, replaceDocument } from "../../src/knowledge/passages.ts";
import { searchPassages } from "../../src/knowledge/search.ts";
import { OPENED_MAX } from "../../src/knowledge/search-plan.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

let db: Database;
beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db.close());

const NOTHING_KNOWN = {
  issuer: undefined,
  district: undefined,
  number: undefined,
  issuedOn: undefined,
  inForceFrom: undefined,
  inForceTo: undefined,
  supersededBy: undefined,
  source: "",
  warnings: [],
};

async function store(id: string, bodies: readonly string[]): Promise<void> {
  const passages = bodies.map((body, index) => {
    return { kind: "clause" as const, path: `${id} ${index}`, trail: ["工作要求"], body, start: 0, end: body.length, cells: undefined };
  });
  const document = { ...NOTHING_KNOWN, id, title: id, file: id, contentHash: id };
  await db.inTransaction((tx) => replaceDocument(tx, document, passages, at("2026-11-21 09:00")));
  await db.inTransaction(refreshStatistics);
}

async function found(text: string): Promise<string[]> {
  return (await searchPassages(db, { text, limit: 3 })).map(({ path }) => path);
}

/** The same database, with the statements that pass to it. */
function listened(): { listening: Db; statements: string[] } {
  const statements: string[] = [];
  const listening: Db = {
    query: (sql, values) => {
      statements.push(sql);
      return db.query(sql, values);
    },
  };
  return { listening, statements };
}

describe("a small index", () => {
  test("is read once, also by two who ask at the same time; then one short statement serves a question", async () => {
    await store("冷库", ["冷库每季度检查一次", "商场每月自查一次"]);
    const { listening, statements } = listened();
    await Promise.all([heldIndex(listening), heldIndex(listening)]);
    expect(statements.filter((sql) => sql.includes("tsvector_to_array"))).toHaveLength(1);
    statements.length = 0;
    const first = await searchPassages(listening, { text: "冷库检查", limit: 1 });
    expect(first.map(({ path }) => path)).toEqual(["冷库 0"]);
    expect(statements).toHaveLength(1);
  });

  test("is never older than the database: what comes, changes and goes is found so at once", async () => {
    expect(await found("冷库检查")).toEqual([]);
    await store("冷库", ["冷库每季度检查一次"]);
    expect(await found("冷库检查")).toEqual(["冷库 0"]);
    await store("商场", ["商场内的冷库由商场检查"]);
    expect((await found("冷库检查")).toSorted()).toEqual(["冷库 0", "商场 0"]);
    await store("冷库", ["加油站每季度自查一次"]);
    expect(await found("冷库")).toEqual(["商场 0"]);
    await removeDocument(db, "商场");
    expect(await found("冷库")).toEqual([]);
  });

  test("gives the passages of a document as they are stored", async () => {
    await store("冷库", ["冷库每季度检查一次", "商场每月自查一次"]);
    expect(await heldPassagesOf(db, "冷库")).toEqual(await passagesOf(db, "冷库"));
  });

  test("is asked for anew after the database failed", async () => {
    await store("冷库", ["冷库每季度检查一次"]);
    let failures = 1;
    const failing: Db = {
      query: async (sql, values) => {
        if (sql.includes("tsvector_to_array") && failures-- > 0) throw new Error("connection lost");
        return db.query(sql, values);
      },
    };
    await expect(heldIndex(failing)).rejects.toThrow("connection lost");
    expect((await heldIndex(failing))?.passages).toHaveLength(1);
  });
});

test("an index that has grown large is not held, and the database finds the same", async () => {
  const common = Array.from({ length: OPENED_MAX }, (_, index) => `第${index}条 各单位每月检查一次`);
  await store("加油站", ["加油站油罐每季度检测一次", "油罐旁不得堆放杂物"]);
  const before = await found("油罐检测");
  expect(await heldIndex(db)).toBeDefined();
  await store("检查", common);
  expect(await heldIndex(db)).toBeUndefined();
  expect(await found("油罐检测")).toEqual(before);
  expect(await heldPassagesOf(db, "检查")).toEqual(await passagesOf(db, "检查"));
});
