import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DraftPassage } from "../../src/knowledge/clauses.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { refreshStatistics, replaceDocument, storeEmbeddings } from "../../src/knowledge/passages.ts";
import { searchPassages } from "../../src/knowledge/search.ts";
import { ensureEmbeddingIndex } from "../../src/knowledge/vector-index.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/storage/db.ts";
import { bagOfCharacters } from "../support/bag-of-characters.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const { now } = testClock();
const log = createLog("silent");

describe("the clause that answers is found", () => {
  let db: Database;
  const embed = bagOfCharacters(64);
  beforeAll(async () => {
    db = await openTestDatabase();
    await ingest({ db, models: { embed }, now, log }, { directory: "knowledge" });
  });
  afterAll(() => db.close());

  test.each([
    ["企业负责人隔多久带队检查一回", "二、主要任务（五）7"],
    ["燃气瓶换成管道", "三、保障措施（五）"],
    ["谁当领导小组组长", "六、工作要求（一）"],
    ["抄送给了哪些单位", "抄送"],
  ])("by words alone: %s", async (text, path) => {
    const found = await searchPassages(db, { text, limit: 5 });
    expect(found.map((passage) => passage.path)).toContain(path);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((one, other) => other - one));
  });

  test("by words and vector together: meaning decides only between those whose words tell nearly as much", async () => {
    const text = "每季度带队检查";
    const vector = { model: embed.model, values: await embed.question(text) };
    const told = await searchPassages(db, { text, limit: 50 });
    const near = await pathsFor({ text: "?!", vector });
    const fused = (await searchPassages(db, { text, vector, limit: 200 })).map(({ path }) => path);
    const [best, last] = [told[0]?.score ?? 0, told.at(-1)?.score ?? 0];
    const clearlyLess = told.filter(({ score }) => best - score > 0.3 * (best - last)).map(({ path }) => path);
    expect(clearlyLess.length).toBeGreaterThan(10);
    expect(clearlyLess).not.toContain(fused[0]);
    expect(fused).not.toEqual(told.map(({ path }) => path));
    expect(fused).toEqual(expect.arrayContaining([...near, ...told.map(({ path }) => path)]));
  });

  test("by its vector alone, when no word of the question is in the text", async () => {
    const [first] = await searchPassages(db, { text: "抄送", kinds: ["meta"], limit: 1 });
    const vector = { model: embed.model, values: await embed.question(first?.body ?? "") };
    const found = await searchPassages(db, { text: "?!", vector, limit: 1 });
    expect(found.map(({ path }) => path)).toEqual([first?.path]);
    expect(await searchPassages(db, { text: "?!", limit: 1 })).toEqual([]);
  });

  test("vectors of another model are not compared", async () => {
    const values = await embed.question("抄送：市商务局，区安办，各乡镇（街道）");
    expect(await searchPassages(db, { text: "?!", vector: { model: "other", values }, limit: 3 })).toEqual([]);
    expect(await searchPassages(db, { text: "?!", vector: { model: embed.model, values: [...values, 0] }, limit: 3 })).toEqual([]);
  });

  test.each([["words"], ["words and vector"]])("in the documents and of the kinds that are asked for, by %s", async (way) => {
    const text = "任务分工表责任单位按职责分工负责";
    const vector = way === "words" ? {} : { vector: { model: embed.model, values: await embed.question(text) } };
    const only = await searchPassages(db, { text, documents: ["quangang-2019"], limit: 60, ...vector });
    expect(new Set(only.map(({ documentId }) => documentId))).toEqual(new Set(["quangang-2019"]));
    const rows = await searchPassages(db, { text, kinds: ["row"], limit: 60, ...vector });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(["row"]));
    expect(rows[0]?.cells).toBeDefined();
    const unasked = await searchPassages(db, { text, limit: 100, ...vector });
    expect(unasked.map(({ kind }) => kind)).not.toContain("heading");
    expect(await searchPassages(db, { text, documents: [], limit: 3, ...vector })).toEqual([]);
  });

  test("whatever characters the question holds", async () => {
    for (const text of ["'; drop table passages; --", "\\", "a'b\\c & | ! ( ) <-> :*", "\u0000", "😀", "检查\ud800", "%_".repeat(5_000)]) {
      await expect(searchPassages(db, { text, limit: 3 })).resolves.toBeInstanceOf(Array);
    }
    expect((await searchPassages(db, { text: "'检查\\'", limit: 3 })).length).toBe(3);
  });

  async function pathsFor(query: { text: string; vector?: { model: string; values: number[] } }): Promise<string[]> {
    return (await searchPassages(db, { ...query, limit: 50 })).map(({ path }) => path);
  }
});

describe("in a large collection", () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
    const filler = Array.from({ length: 6_000 }, (_, number) => aClause(`第${number}项 安全检查工作按要求开展`, number));
    const answer = [aClause("冷库氨制冷设备每两年检验一次", 6_000)];
    await db.inTransaction((tx) => replaceDocument(tx, aDocument("large"), [...filler, ...answer], now()));
    await db.inTransaction(refreshStatistics);
  });
  afterAll(() => db.close());

  test("rare terms open the index, so that common ones do not rank thousands", async () => {
    const found = await searchPassages(db, { text: "安全检查工作里氨制冷怎么检验", limit: 10 });
    expect(found.map(({ body }) => body)).toEqual(["冷库氨制冷设备每两年检验一次"]);
  });

  test("a question of common terms alone is answered all the same", async () => {
    expect(await searchPassages(db, { text: "安全检查", limit: 10 })).toHaveLength(10);
  });
});

describe("the index of vectors", () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  test.each([
    [1_024, "vector(1024)"],
    [3_072, "halfvec(3072)"],
    [5_000, undefined],
  ])("fits %i dimensions, and the search agrees with it", async (dimensions, type) => {
    const model = `it's ${dimensions}`;
    const embed = bagOfCharacters(dimensions, model);
    const bodies = ["瓶装燃气", "仓库消防", "电梯维保"];
    await db.inTransaction((tx) => replaceDocument(tx, aDocument("few"), bodies.map(aClause), now()));
    const { rows } = await db.query<{ id: string; body: string }>("select id::text as id, body from passages");
    const vectors = await embed.documents(rows.map(({ body }) => body));
    await storeEmbeddings(
      db,
      embed,
      rows.map(({ id }, index) => ({ id, values: vectors[index] ?? [] })),
    );
    await ensureEmbeddingIndex(db, model, dimensions);
    await ensureEmbeddingIndex(db, model, dimensions);
    const found = await searchPassages(db, { text: "?!", vector: { model, values: await embed.question("消防") }, limit: 1 });
    expect(found[0]?.body).toBe("仓库消防");
    const indexes = await db.query<{ definition: string }>(
      "select indexdef as definition from pg_indexes where tablename = 'passages' and indexdef like '%hnsw%' and indexdef like '%' || $1 || '%'",
      [`${dimensions}`],
    );
    expect(indexes.rows.map(({ definition }) => /(?:half)?vec(?:tor)?\(\d+\)/.exec(definition)?.[0])).toEqual(type ? [type] : []);
  });
});

function aClause(body: string, number: number): DraftPassage {
  return { kind: "clause", path: `${number}`, trail: [], body, start: 0, end: body.length, cells: undefined };
}

function aDocument(id: string) {
  const unknown = { issuer: undefined, district: undefined, number: undefined, issuedOn: undefined, inForceFrom: undefined };
  return {
    id,
    title: id,
    ...unknown,
    inForceTo: undefined,
    supersededBy: undefined,
    file: `${id}.txt`,
    contentHash: id,
    source: "",
    warnings: [],
  };
}
