import { afterAll, beforeAll, expect, test } from "vitest";
import { listDocuments } from "../../src/knowledge/passages.ts";
import { warmUp } from "../../src/policy/answer.ts";
import { rehearsalQuestions } from "../../src/policy/rehearsal.ts";
import { testClock } from "../support/clock.ts";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

test("what is rehearsed is taken from all documents, each topic once, in every manner of asking", async () => {
  const documents = await listDocuments(knowledge.db);
  const questions = await rehearsalQuestions(knowledge.db, documents, 30);
  expect(new Set(questions).size).toBe(30);
  for (const asked of ["由谁负责", "多久一次", "什么时候完成"]) expect(questions.some((text) => text.includes(asked))).toBe(true);
  const ofOne = new Set(await rehearsalQuestions(knowledge.db, documents.slice(0, 1), 500));
  expect(questions.some((text) => ofOne.has(text))).toBe(true);
  expect(questions.every((text) => ofOne.has(text))).toBe(false);
});

test("without documents there is nothing to rehearse", async () => {
  expect(await rehearsalQuestions(knowledge.db, [], 30)).toEqual([]);
});

test("rehearsing changes no answer, and leaves nothing behind", async () => {
  const before = await knowledge.ask("企业负责人多久带队检查一次");
  await warmUp({ db: knowledge.db, now: testClock().now }, 5);
  const after = await knowledge.ask("企业负责人多久带队检查一次");
  expect({ ...after, elapsedMs: 0 }).toEqual({ ...before, elapsedMs: 0 });
  const { rows } = await knowledge.db.query<{ count: number }>("select count(*)::int as count from answers");
  expect(rows).toEqual([{ count: 0 }]);
});
