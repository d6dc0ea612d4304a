import { afterEach, beforeEach, expect, test } from "vitest";
import type { EmbeddingConfig } from "../../src/model-settings.ts";
import { openModels } from "../../src/models/open-models.ts";
import { bagOfBigrams, type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

const embedding = (changes: Partial<EmbeddingConfig> = {}): EmbeddingConfig => ({
  baseUrl: server.baseUrl,
  apiKey: "key-for-tests",
  model: "bigrams",
  dimensions: 64,
  timeoutMs: 5_000,
  ...changes,
});

async function open(changes: Partial<EmbeddingConfig> = {}) {
  const { embed } = await openModels({ embedding: embedding(changes) });
  if (!embed) throw new Error("an endpoint is configured, so there must be a model");
  return embed;
}

test("without an endpoint there is no model", async () => {
  expect(await openModels({ embedding: undefined })).toEqual({});
});

test("passages come back as one vector each, in order, asked for as floats with the configured dimensions", async () => {
  const embed = await open();
  const texts = Array.from({ length: 70 }, (_, index) => `第${index}条 定期开展应急演练`);
  const vectors = await embed.documents(texts);
  expect(vectors).toHaveLength(70);
  expect(vectors[69]).toEqual(bagOfBigrams(texts[69] ?? "", 64));
  expect(server.requests).toHaveLength(3);
  expect(server.requests[0]?.authorization).toBe("Bearer key-for-tests");
  expect(server.requests[0]?.body).toMatchObject({ model: "bigrams", dimensions: 64, encoding_format: "float" });
});

test("a question carries the retrieval instruction, a passage does not", async () => {
  const embed = await open();
  await embed.question("演练多久一次 $& {{question}}");
  await embed.documents(["演练"]);
  expect(server.requests[0]?.body.input).toMatch(/^Instruct: .+\nQuery: 演练多久一次 \$& \{\{question\}\}$/);
  expect(server.requests[1]?.body.input).toEqual(["演练"]);
});

test("a passage is tried again after 429 and 500, a question is not", async () => {
  const embed = await open();
  server.behaviour.failures = [500, 429];
  await expect(embed.documents(["演练"])).resolves.toHaveLength(1);
  expect(server.requests).toHaveLength(3);
  server.behaviour.failures = [500];
  await expect(embed.question("演练")).rejects.toMatchObject({ code: "model_unavailable" });
  expect(server.requests).toHaveLength(4);
});

test("a wrong key is not tried again", async () => {
  const embed = await open();
  server.behaviour.failures = [401, 401];
  await expect(embed.documents(["演练"])).rejects.toMatchObject({ code: "model_unavailable" });
  expect(server.requests).toHaveLength(1);
});

test("an endpoint that hangs up is not tried again: whoever waits for passages would wait for nothing", async () => {
  const embed = await open();
  server.behaviour.failures = ["hang up"];
  await expect(embed.documents(["演练"])).rejects.toMatchObject({ code: "model_unavailable" });
  expect(server.requests).toHaveLength(1);
});

test("a slow endpoint is given up after the time-out", async () => {
  const embed = await open({ timeoutMs: 150 });
  server.behaviour.delayMs = 30_000;
  await expect(embed.question("演练")).rejects.toMatchObject({ code: "model_unavailable" });
});

test("vectors of another length are refused", async () => {
  const embed = await open();
  server.behaviour.ignoreDimensions = true;
  await expect(embed.question("演练")).rejects.toThrow(/64 dimensions/);
});

test("an endpoint that is not there is model_unavailable", async () => {
  const embed = await open({ baseUrl: "http://127.0.0.1:9/v1" });
  await expect(embed.question("演练")).rejects.toMatchObject({ code: "model_unavailable" });
});
