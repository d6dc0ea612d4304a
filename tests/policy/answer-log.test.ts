import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAnswer } from "../../src/policy/answer-log.ts";
import { at } from "../support/clock.ts";
import { type Knowledge, openKnowledge, TODAY } from "../support/knowledge.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

test("an answer is kept with what it rested on, once for each event", async () => {
  const question = { text: "洛江多久列一次检查计划", asOf: TODAY, history: [] };
  const answer = await knowledge.ask(question.text);
  const entry = { eventId: "om_1", chatId: "oc_1", messageId: "om_1", asker: "ou_1", question, answer, askedAt: at("2026-11-21 09:00") };

  const id = await recordAnswer(knowledge.db, entry);
  expect(await recordAnswer(knowledge.db, { ...entry, asker: "ou_2" })).toBe(id);

  const { rows } = await knowledge.db.query<{ asker: string; status: string; understood: unknown; citations: unknown }>(
    "select asker, status, understood, citations from answers",
  );
  expect(rows).toEqual([
    {
      asker: "ou_1",
      status: "answered",
      understood: JSON.parse(JSON.stringify(answer.understood)),
      citations: JSON.parse(JSON.stringify(answer.citations)),
    },
  ]);
});
