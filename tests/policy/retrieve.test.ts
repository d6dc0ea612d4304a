import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openModels } from "../../src/models/open-models.ts";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";

let server: OpenAiServer;
let knowledge: Knowledge;
beforeAll(async () => {
  server = await startOpenAiServer();
  const models = await openModels({
    embedding: { baseUrl: server.baseUrl, apiKey: "key-for-tests", model: "bigrams", dimensions: 64, timeoutMs: 400 },
  });
  knowledge = await openKnowledge({ models });
});
afterAll(async () => {
  await knowledge.close();
  await server.close();
});
beforeEach(() => {
  server.requests.length = 0;
  server.behaviour.failures = [];
  server.behaviour.delayMs = 0;
});

const QUESTION = "洛江企业负责人多久带队检查一次";

test("with an embedding endpoint the question's vector takes part in the search", async () => {
  const answer = await knowledge.ask(QUESTION);
  expect(server.requests).toHaveLength(1);
  expect(answer).toMatchObject({ status: "answered", withoutModel: false });
  expect(answer.text).toContain("每季度");
});

test("an endpoint that fails is done without, and the answer says so to whoever logs it", async () => {
  server.behaviour.failures = [500];
  expect(await knowledge.ask(QUESTION)).toMatchObject({ status: "answered", withoutModel: true });
});

test("an endpoint that does not answer is waited for no longer than its time-out", async () => {
  server.behaviour.delayMs = 60_000;
  const answer = await knowledge.ask(QUESTION);
  expect(answer).toMatchObject({ status: "answered", withoutModel: true });
  expect(answer.elapsedMs).toBeLessThan(2_500);
});

test("small talk asks no model", async () => {
  await knowledge.ask("谢谢");
  expect(server.requests).toEqual([]);
});
