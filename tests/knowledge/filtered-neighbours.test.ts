import { afterAll, beforeAll, expect, test } from "vitest";
import type { DraftPassage } from "../../src/knowledge/clauses.ts";
import { refreshStatistics, replaceDocument, storeEmbeddings } from "../../src/knowledge/passages.ts";
import { searchPassages } from "../../src/knowledge/search.ts";
import { ensureEmbeddingIndex } from "../../src/knowledge/vector-index.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

/** All clauses are nearer to the question than any row. */
const CLAUSES = 3_000;
const ROWS = 12;
const MODEL = { model: "rings", dimensions: 8 };
const QUESTION = [1, 0, 0, 0, 0, 0, 0, 0];

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  const passages = Array.from({ length: CLAUSES + ROWS }, (_, number) => aPassage(number));
  await db.inTransaction((tx) => replaceDocument(tx, aDocument, passages, testClock().now()));
  const { rows } = await db.query<{ id: string; number: string }>("select id::text as id, path as number from passages");
  await storeEmbeddings(
    db,
    MODEL,
    rows.map(({ id, number }) => ({ id, values: vectorOf(Number(number)) })),
  );
  await ensureEmbeddingIndex(db, MODEL.model, MODEL.dimensions);
  await db.inTransaction(refreshStatistics);
});
afterAll(() => db.close());

test.each([
  // An index of this kind may miss some.
  ["relaxed_order", { least: ROWS / 2, most: ROWS }],
  // What it would be without: the index gives the nearest few, and none of them is a row.
  ["off", { least: 0, most: 0 }],
])("of what is filtered the index goes on until enough are found (iterative_scan %s)", async (mode, { least, most }) => {
  await db.inTransaction(async (tx) => {
    if (mode === "off") await tx.query("set local hnsw.iterative_scan = off");
    // So small a table would be read whole; a large one is not.
    await tx.query("set local enable_seqscan = off");
    await tx.query("set local enable_sort = off");
    const found = await searchPassages(tx, {
      text: "?!",
      kinds: ["row"],
      vector: { model: MODEL.model, values: QUESTION },
      limit: 50,
    });
    expect(found.length).toBeGreaterThanOrEqual(least);
    expect(found.length).toBeLessThanOrEqual(most);
    expect(await usesIndex(tx)).toBe(true);
  });
});

async function usesIndex(tx: Db): Promise<boolean> {
  const { rows } = await tx.query<{ "QUERY PLAN": string }>(
    `explain select id from passages where embedding_model = 'rings#8' and kind = any('{row}')
     order by (embedding::vector(8)) <=> '[1,0,0,0,0,0,0,0]'::vector(8) limit 50`,
  );
  return rows.some((row) => row["QUERY PLAN"].includes("passages_embedding_"));
}

/** Clauses around the question, rows on the other side. */
function vectorOf(number: number): number[] {
  const angle = (number * 2.399) % 6.283;
  const spread = [
    Math.cos(angle),
    Math.sin(angle),
    Math.cos(3 * angle),
    Math.sin(5 * angle),
    Math.cos(7 * angle),
    Math.sin(11 * angle),
    0.1,
  ];
  const side = number < CLAUSES ? 3 : -3;
  return [side, ...spread];
}

function aPassage(number: number): DraftPassage {
  const body = `第${number}项`;
  const kind = number < CLAUSES ? "clause" : "row";
  return { kind, path: `${number}`, trail: [], body, start: 0, end: body.length, cells: kind === "row" ? [body] : undefined };
}

const aDocument = {
  ...{ id: "plan", title: "plan", file: "plan.txt", contentHash: "plan", source: "", warnings: [] },
  ...{ issuer: undefined, district: undefined, number: undefined, issuedOn: undefined },
  ...{ inForceFrom: undefined, inForceTo: undefined, supersededBy: undefined },
};
