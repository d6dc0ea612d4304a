import { afterAll, beforeAll, expect, test } from "vitest";
import { openModels } from "../../src/models/open-models.ts";
import type { Answer } from "../../src/policy/answer.ts";
import { answerQuestion } from "../../src/policy/answer.ts";
import { GoldenQuestion, scoresOf } from "../../src/policy/scoring.ts";
import { testClock } from "../support/clock.ts";
import { honestReply } from "../support/honest-model.ts";
import { type Knowledge, openKnowledge, readGolden, TODAY } from "../support/knowledge.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { chatConfig } from "../support/wordings.ts";

const DISTRICTS = ["洛江", "泉港"];
const LATE_MS = 120_000;

let server: OpenAiServer;
let knowledge: Knowledge;
beforeAll(async () => {
  server = await startOpenAiServer();
  server.behaviour.chat = honestReply;
  knowledge = await openKnowledge();
});
afterAll(async () => {
  await knowledge.close();
  await server.close();
});

test.each(["questions.jsonl", "own-questions.jsonl"])(
  "with an honest model not one answer more is wrong: %s",
  async (file) => {
    const lines = readGolden(file).split("\n").filter(Boolean);
    const questions = lines.map((line) => GoldenQuestion.parse(JSON.parse(line)));
    const models = await openModels({ embedding: undefined, chat: chatConfig(server.baseUrl) });
    const needs = { db: knowledge.db, now: testClock(`${TODAY} 09:00`).now };
    const [composed, worded]: { question: GoldenQuestion; answer: Answer }[][] = [[], []];
    for (const question of questions) {
      const { question: text, history, as_of, district } = question;
      const asked = { text, history: history ?? [], asOf: as_of ?? TODAY, ...(district && { district }) };
      composed?.push({ question, answer: await answerQuestion({ ...needs, models: {} }, asked) });
      worded?.push({ question, answer: await answerQuestion({ ...needs, models }, asked) });
    }
    const score = (given: typeof composed = []) => scoresOf(given, { corpus: "", districts: DISTRICTS });
    const [without, withModel] = [score(composed), score(worded)];
    expect(withModel.right[0]).toBeGreaterThanOrEqual(without.right[0]);
    expect(withModel.evidence[0]).toBeGreaterThanOrEqual(without.evidence[0]);
    expect(withModel.refused).toEqual(without.refused);
    expect(worded?.map(({ answer }) => answer.status)).toEqual(composed?.map(({ answer }) => answer.status));
    // It does speak: a test in which the model is never heard would show nothing.
    const heard = worded?.filter(({ answer }) => answer.model?.isWorded).length ?? 0;
    expect(heard).toBeGreaterThan(questions.length / 5);
  },
  LATE_MS,
);
