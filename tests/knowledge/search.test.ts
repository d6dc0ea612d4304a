import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ingest } from "../../src/knowledge/ingest.ts";
import { termsOf, tokenise } from "../../src/knowledge/lexemes.ts";
import { listDocuments, passagesOf } from "../../src/knowledge/passages.ts";
import { rankPassages } from "../../src/knowledge/rank.ts";
import { searchPassages } from "../../src/knowledge/search.ts";
import { planSearch } from "../../src/knowledge/search-plan.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const QUESTIONS = ["企业负责人多久带队检查一次", "什么是双报告", "LNG 加气站由谁管", "燃气瓶改管道的期限", "消防"];

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await ingest({ db, models: {}, now: testClock().now, log: createLog("silent") }, { directory: "knowledge" });
});
afterAll(() => db.close());

/** Everything that is searched, with what the database counts of it, counted here. */
async function counted() {
  const documents = await listDocuments(db);
  const passages = (await Promise.all(documents.map(({ id }) => passagesOf(db, id)))).flat().filter(({ kind }) => kind !== "heading");
  const frequencies = new Map<string, { passages: number; occurrences: number }>();
  const measured = passages.map((passage) => {
    const headings = passage.trail.filter((heading) => !passage.body.startsWith(heading));
    const lexemes = tokenise([...headings, passage.body].join("\n"));
    for (const term of termsOf(lexemes)) {
      const before = frequencies.get(term) ?? { passages: 0, occurrences: 0 };
      const occurrences = before.occurrences + lexemes.filter((lexeme) => lexeme.term === term).length;
      frequencies.set(term, { passages: before.passages + 1, occurrences });
    }
    return { ...passage, lexemes: lexemes.length };
  });
  for (const [term, frequency] of frequencies) if (frequency.passages === 1) frequencies.delete(term);
  const meanLength = measured.reduce((sum, { lexemes }) => sum + lexemes, 0) / measured.length;
  return { passages: measured, statistics: { passages: measured.length, meanLength, frequencies } };
}

describe("the search of the database", () => {
  test("ranks as if every passage were counted and ranked in process, on every engine", async () => {
    const { passages, statistics } = await counted();
    for (const text of QUESTIONS) {
      const { terms } = planSearch(text, termsOf(tokenise(text)), statistics);
      const expected = rankPassages(passages, terms, statistics).slice(0, 10);
      const found = await searchPassages(db, { text, limit: 10 });
      expect(found.map(({ score }) => score.toFixed(6))).toEqual(expected.map(({ score }) => score.toFixed(6)));
      expect(found[0]?.id).toBe(expected[0]?.passage.id);
    }
  });

  test("gives back each passage word for word, as it is stored", async () => {
    const { passages } = await counted();
    const stored = new Map(passages.map(({ lexemes: _, ...passage }) => [passage.id, passage]));
    for (const text of QUESTIONS) {
      const found = await searchPassages(db, { text, limit: 100 });
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      for (const { score: _, ...passage } of found) expect(passage).toEqual(stored.get(passage.id));
    }
  });

  test("counts anew when a document goes", async () => {
    const before = await db.query<{ passages: number }>("select passages from index_statistics");
    await ingest({ db, models: {}, now: testClock().now, log: createLog("silent") }, { directory: "tests/knowledge/fixtures" });
    const after = await db.query<{ passages: number }>("select passages from index_statistics");
    const { statistics } = await counted();
    expect(after.rows[0]?.passages).toBe(statistics.passages);
    expect(after.rows[0]?.passages).not.toBe(before.rows[0]?.passages);
    const { rows } = await db.query<{ term: string; passages: number; occurrences: number }>(
      "select term, passages, occurrences from term_frequencies",
    );
    expect(new Map(rows.map(({ term, ...frequency }) => [term, frequency]))).toEqual(statistics.frequencies);
  });
});
