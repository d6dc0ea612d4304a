import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RerankConfig } from "../../src/model-settings.ts";
import { openModels } from "../../src/models/open-models.ts";
import { testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { type RerankReply, type RerankServer, startRerankServer } from "../support/rerank-server.ts";

const TEXTS = ["每季度至少检查一次", "每年组织一次演练", "定期培训"];

let server: RerankServer;
beforeEach(async () => {
  server = await startRerankServer((_, texts) => texts.map((text) => text.length));
});
afterEach(() => server.close());

function config(changes: Partial<RerankConfig> = {}): RerankConfig {
  const limits = { timeoutMs: 10_000, concurrency: 4, prices: { m: { input: 2, output: 0 } } };
  return { baseUrl: server.baseUrl, apiKey: "key", model: "m", ...limits, ...changes };
}

async function places(texts: readonly string[] = TEXTS, changes: Partial<RerankConfig> = {}) {
  const { rerank } = await openModels({ embedding: undefined, rerank: config(changes) });
  if (!rerank) throw new Error("not configured");
  return rerank.places("多久检查一次", texts);
}

const results = (...scored: readonly (readonly [index: unknown, score: unknown])[]) =>
  JSON.stringify({ results: scored.map(([index, relevance_score]) => ({ index, relevance_score })) });

describe("an endpoint for reranking", () => {
  test("is asked for all texts at once, and tells how many others tell more, of each", async () => {
    const reply = await places();
    expect(reply.places).toEqual([0, 1, 2]);
    expect(server.requests).toEqual([
      { path: "/v1/rerank", authorization: "Bearer key", body: { model: "m", query: "多久检查一次", documents: TEXTS, top_n: 3 } },
    ]);
    expect(reply.call).toMatchObject({ use: "rerank", model: "m", inputTokens: 42, outputTokens: 0, costYuan: 0.000084 });
  });

  test("may score with probabilities or any numbers; equal scores are equal places", async () => {
    server.behaviour.reply = () => ({ kind: "body", body: results([2, 7.5], [0, -11.25], [1, 7.5]) });
    expect((await places()).places).toEqual([2, 0, 0]);
    server.behaviour.reply = () => ({ kind: "body", body: results([0, 1], [1, 1], [2, 1]) });
    expect((await places()).places).toEqual([0, 0, 0]);
  });

  test("tells its tokens in one way or another, or not at all", async () => {
    const scored = JSON.parse(results([0, 1], [1, 2], [2, 3]));
    const replies: [extra: object, tokens: number][] = [
      [{ usage: { total_tokens: 815, prompt_tokens: 815 } }, 815],
      [{ meta: { tokens: { input_tokens: 150, output_tokens: 10 }, billed_units: { search_units: 1 } } }, 150],
      [{ meta: { billed_units: { search_units: 1 } } }, "多久检查一次".length * 3 + TEXTS.join("").length],
      [{ usage: "none", meta: null }, "多久检查一次".length * 3 + TEXTS.join("").length],
    ];
    for (const [extra, tokens] of replies) {
      server.behaviour.reply = () => ({ kind: "body", body: JSON.stringify({ ...scored, ...extra }) });
      expect((await places()).call.inputTokens).toBe(tokens);
    }
  });

  const USELESS: readonly [what: string, reply: RerankReply][] = [
    ["too few", { kind: "body", body: results([0, 1], [1, 2]) }],
    ["none", { kind: "body", body: results() }],
    ["one twice", { kind: "body", body: results([0, 1], [1, 2], [1, 3]) }],
    ["more than asked", { kind: "body", body: results([0, 1], [1, 2], [2, 3], [3, 4]) }],
    ["an index out of range", { kind: "body", body: results([0, 1], [1, 2], [3, 3]) }],
    ["a negative index", { kind: "body", body: results([0, 1], [1, 2], [-1, 3]) }],
    ["half an index", { kind: "body", body: results([0, 1], [1, 2], [1.5, 3]) }],
    ["an index in quotes", { kind: "body", body: results([0, 1], [1, 2], ["2", 3]) }],
    ["a score that is null", { kind: "body", body: results([0, 1], [1, 2], [2, null]) }],
    ["a score that is no number", { kind: "body", body: results([0, 1], [1, 2], [2, "0.9"]) }],
    [
      "a score beyond all numbers",
      { kind: "body", body: results([0, 1], [1, 2], [2, 3]).replace('"relevance_score":3', '"relevance_score":1e999') },
    ],
    ["NaN", { kind: "body", body: results([0, 1], [1, 2], [2, 3]).replace('"relevance_score":3', '"relevance_score":NaN') }],
    ["other JSON", { kind: "body", body: '{"data": []}' }],
    ["an array", { kind: "body", body: "[0.3, 0.2, 0.1]" }],
    ["half of it", { kind: "body", body: results([0, 1], [1, 2], [2, 3]).slice(0, 40) }],
    ["nothing", { kind: "body", body: "" }],
    ["a page", { kind: "body", body: "<html>" }],
    ["429", { kind: "body", status: 429, body: results([0, 1], [1, 2], [2, 3]) }],
    ["500", { kind: "body", status: 500, body: "" }],
    ["401", { kind: "body", status: 401, body: "" }],
    ["no end", { kind: "endless" }],
    ["silence", { kind: "silence" }],
    ["a way to another server", { kind: "redirect", to: "http://127.0.0.1:9/" }],
  ];

  test.each(USELESS)("that answers with %s is not to be had", async (_, reply) => {
    server.behaviour.reply = () => reply;
    const timeoutMs = reply.kind === "silence" ? 500 : 10_000;
    await expect(places(TEXTS, { timeoutMs })).rejects.toMatchObject({ code: "model_unavailable" });
  });

  test("that is not there is not to be had", async () => {
    await expect(places(TEXTS, { baseUrl: "http://127.0.0.1:9/v1" })).rejects.toMatchObject({ code: "model_unavailable" });
  });

  test("rests after failures, says so once, and answers again; what it used is written down, whatever the day's budget", async () => {
    const clock = testClock();
    const { log, lines } = collectedLog();
    const recorded: string[] = [];
    const meter = {
      tokensOn: () => Promise.reject(new Error("not asked")),
      record: async ({ use }: { use: string }) => void recorded.push(use),
    };
    const { rerank } = await openModels({ embedding: undefined, rerank: config() }, { now: clock.now, log, meter });
    const ask = () =>
      rerank?.places("问", TEXTS).then(
        ({ places }) => places,
        () => "none",
      );
    server.behaviour.reply = () => ({ kind: "body", status: 503, body: "" });
    for (let time = 0; time < 5; time += 1) expect(await ask()).toBe("none");
    expect(server.requests).toHaveLength(3);
    server.behaviour.reply = () => ({ kind: "body", body: results([0, 1], [1, 2], [2, 3]) });
    clock.advance(20_000);
    expect(await ask()).toEqual([2, 1, 0]);
    expect(recorded).toEqual(["rerank"]);
    const said = lines.filter(({ event }) => event === "reranking endpoint did not answer, sentences stay in the order of their words");
    expect(said).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain("每季度");
  });
});
