import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openModels } from "../../src/models/open-models.ts";
import { type Answer, answerQuestion } from "../../src/policy/answer.ts";
import { testClock } from "../support/clock.ts";
import { type Knowledge, openKnowledge, TODAY } from "../support/knowledge.ts";
import { type RerankReply, type RerankServer, startRerankServer } from "../support/rerank-server.ts";
import { alwaysOne, rerankBy, reversed } from "../support/rerankers.ts";

/** One that several sentences answer, and one that is asked for a fact. */
const BROAD = "洛江对成品油流通有什么要求";
const FACT = "老板多久得亲自带队查一次？";

let knowledge: Knowledge;
let server: RerankServer;
beforeAll(async () => {
  [knowledge, server] = await Promise.all([openKnowledge(), startRerankServer(reversed)]);
});
afterAll(async () => {
  await knowledge.close();
  await server.close();
});

async function ask(text: string, models: Parameters<typeof answerQuestion>[0]["models"] = {}): Promise<Answer> {
  const needs = { db: knowledge.db, now: testClock(`${TODAY} 09:00`).now, models };
  return answerQuestion(needs, { text, asOf: TODAY, history: [] });
}

const said = ({ status, text, citations, nearest }: Answer) => ({ status, text, citations, nearest });
const quotes = ({ citations }: Answer) => citations.map(({ passageId, quote }) => `${passageId} ${quote}`).sort();

describe("an endpoint for reranking", () => {
  test("has another of the quoted sentences stand first, puts none in or out, and stands in the answer's account", async () => {
    const plain = await ask(BROAD);
    const rerank = rerankBy(reversed);
    const answer = await ask(BROAD, { rerank });
    expect(rerank.asked).toHaveLength(1);
    expect(rerank.asked[0]?.texts.length).toBeGreaterThan(1);
    expect(answer.text).not.toBe(plain.text);
    expect(quotes(answer)).toEqual(quotes(plain));
    expect(answer.model).toMatchObject({ isWorded: false, calls: [{ use: "rerank" }] });
    expect(plain.model).toBeUndefined();
  });

  test("that finds all alike changes nothing", async () => {
    expect(said(await ask(BROAD, { rerank: rerankBy(alwaysOne) }))).toEqual(said(await ask(BROAD)));
  });

  test.each([
    ["a fact is asked for", FACT],
    ["nothing answers", "食堂的菜谱多久换一次"],
    ["it is no question", "谢谢你"],
  ])("is not asked where %s", async (_, text) => {
    const rerank = rerankBy(reversed);
    expect(said(await ask(text, { rerank }))).toEqual(said(await ask(text)));
    expect(rerank.asked).toEqual([]);
  });

  const FAILURES: readonly [what: string, reply: RerankReply][] = [
    ["fails", { kind: "body", status: 500, body: "" }],
    ["does not answer in time", { kind: "silence" }],
    ["answers with something else", { kind: "body", body: '{"results": [{"index": 0, "relevance_score": null}]}' }],
    ["leaves texts out", { kind: "body", body: '{"results": [{"index": 0, "relevance_score": 1}]}' }],
  ];

  test.each(FAILURES)("that %s leaves exactly the answer that there is without it", async (_, reply) => {
    server.behaviour.reply = () => reply;
    const asked = server.requests.length;
    const timeoutMs = reply.kind === "silence" ? 500 : 10_000;
    const config = { baseUrl: server.baseUrl, apiKey: "key", model: "m", timeoutMs, concurrency: 4, prices: {} };
    const models = await openModels({ embedding: undefined, rerank: config });
    expect(said(await ask(BROAD, models))).toEqual(said(await ask(BROAD)));
    expect(server.requests.length).toBe(asked + 1);
  });
});
