import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { type House, openHouse } from "../support/house.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { scrape } from "../support/prometheus.ts";
import { startRerankServer } from "../support/rerank-server.ts";
import { honest } from "../support/rerankers.ts";

const TOKEN = "metrics-token-0123456789abcdef0123456789";
const QUESTION = "老板多久得亲自带队查一次？";
const WORDED = "商贸企业主要负责人每三个月至少要带队检查一次本单位重大事故隐患的排查整治情况[1]。";

let server: OpenAiServer;
let house: House;
beforeEach(async () => {
  server = await startOpenAiServer();
  server.behaviour.chat = () => ({ kind: "text", text: WORDED });
});
afterEach(async () => {
  await house.close();
  await server.close();
});

function watched(more: Readonly<Record<string, string>> = {}) {
  return {
    METRICS_TOKEN: TOKEN,
    OPENAI_BASE_URL: server.baseUrl,
    CHAT_MODEL: "scripted",
    CHAT_TIMEOUT_MS: "1000",
    CHAT_RETRIES: "0",
    MODEL_PRICES: "scripted=1/4",
    ...more,
  };
}

async function ask(text: string): Promise<void> {
  const { world } = house.simulator;
  const chat = world.chats().find(({ name }) => name.includes("洛江区商务局"));
  const [person] = chat?.members ?? [];
  if (!chat || !person) throw new Error("no such group");
  house.clock.advance(SECOND_MS);
  world.say(person, chat.id, { text, mentionBot: true });
  await house.settle(5);
}

const shown = async () => (await scrape(house.url, TOKEN)).values;

describe("metrics of a house with a language model", () => {
  test("after a question they show the answer, its tokens and what it cost", async () => {
    house = await openHouse({ variables: watched({ CHAT_TOKENS_PER_DAY: "100000" }) });
    await ask(QUESTION);
    const values = await shown();
    expect(values.get('anxun_answers_total{status="answered",way="worded",reason=""}')).toBe(1);
    expect(values.get('anxun_answer_duration_seconds_count{status="answered",way="worded"}')).toBe(1);
    expect(values.get('anxun_model_calls_total{use="answer",model="scripted"}')).toBe(1);
    expect(values.get('anxun_model_tokens_total{use="answer",model="scripted",direction="in"}')).toBe(120);
    expect(values.get('anxun_model_tokens_total{use="answer",model="scripted",direction="out"}')).toBe(30);
    // (120 × 1 + 30 × 4) yuan per million.
    expect(values.get('anxun_model_cost_yuan_total{use="answer",model="scripted"}')).toBeCloseTo(0.00024, 9);
    expect(values.get("anxun_model_budget_tokens")).toBe(100_000);
    expect(values.get("anxun_model_budget_used_tokens")).toBeGreaterThanOrEqual(150);
    expect(values.get('anxun_model_circuit_open{kind="language",model="scripted"}')).toBe(0);
    expect(values.get('anxun_model_call_duration_seconds_count{use="answer",model="scripted",outcome="answered"}')).toBe(1);
    expect(values.get('anxun_deliveries_total{state="sent"}')).toBeGreaterThan(0);
    expect(values.get("anxun_inbox_waiting")).toBe(0);
    expect(values.get("anxun_outbox_waiting")).toBe(0);
    expect([...values].filter(([name, value]) => name.startsWith("anxun_scrape_errors_total") && value > 0)).toEqual([]);
  });

  test("they name each call of an answer in its row: model, tokens, cost, time, prompt", async () => {
    house = await openHouse({ variables: watched() });
    await ask(QUESTION);
    const { rows } = await house.db.query<{ model: { calls: unknown[] } }>("select model from answers");
    const [call] = rows[0]?.model.calls ?? [];
    expect(call).toEqual({
      ...{ use: "answer", model: "scripted", inputTokens: 120, outputTokens: 30, costYuan: 0.00024 },
      ...{ ms: expect.any(Number), promptHash: expect.stringMatching(/^[0-9a-f]+$/) },
    });
  });

  test("a model that is no help shows as fallbacks with their reasons, and as an open circuit", async () => {
    house = await openHouse({ variables: watched() });
    server.behaviour.chat = () => ({ kind: "text", text: "逾期罚款五万元[1]。" });
    await ask(QUESTION);
    server.behaviour.chat = () => ({ kind: "status", status: 500 });
    for (const question of [QUESTION, "企业办检查计划多久列一次？", "重点商贸企业多久组织一次疏散逃生演练？", QUESTION])
      await ask(question);
    const values = await shown();
    expect(values.get('anxun_answers_total{status="answered",way="fallback",reason="nothing_stood"}')).toBe(1);
    expect(values.get('anxun_answers_total{status="answered",way="fallback",reason="unavailable"}')).toBe(4);
    expect(values.get('anxun_model_failures_total{use="answer",model="scripted",reason="failed"}')).toBe(3);
    expect(values.get('anxun_model_failures_total{use="answer",model="scripted",reason="resting"}')).toBe(1);
    expect(values.get('anxun_model_circuit_open{kind="language",model="scripted"}')).toBe(1);
  });

  test("an endpoint for reranking has its own account, and none of the language model's budget", async () => {
    const reranking = await startRerankServer(honest);
    const ranking = { RERANK_MODEL: "ranker", RERANK_BASE_URL: reranking.baseUrl, RERANK_TIMEOUT_MS: "1500" };
    house = await openHouse({ variables: { METRICS_TOKEN: TOKEN, MODEL_PRICES: "ranker=0.5/0", ...ranking } });
    await ask("洛江对成品油流通有什么要求");
    const values = await shown();
    await reranking.close();
    expect(values.get('anxun_model_calls_total{use="rerank",model="ranker"}')).toBe(1);
    expect(values.get('anxun_model_tokens_total{use="rerank",model="ranker",direction="in"}')).toBe(42);
    expect(values.get('anxun_model_cost_yuan_total{use="rerank",model="ranker"}')).toBeCloseTo(0.000021, 9);
    expect(values.get('anxun_model_circuit_open{kind="rerank",model="ranker"}')).toBe(0);
    expect(values.get("anxun_model_budget_used_tokens")).toBe(0);
    expect(values.get('anxun_answers_total{status="answered",way="composed",reason=""}')).toBe(1);
  });

  test("an emergency shows as an open alarm and an open case, without a name or a word of it", async () => {
    house = await openHouse({ variables: watched() });
    await ask("洛江区老福记酒楼后厨燃气泄漏，味道很大");
    const response = await fetch(`${house.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const text = await response.text();
    expect(text).toContain('anxun_alarms_open{kind="gas"} 1');
    expect(text).not.toMatch(/老福记|燃气泄漏|oc_|ou_/);
    const { values } = await scrape(house.url, TOKEN);
    const cases = [...values].filter(([name]) => name.startsWith("anxun_hazards_open"));
    expect(cases).toEqual([['anxun_hazards_open{state="registered",district="洛江区"}', 1]]);
  });

  test("without a token there is no such page", async () => {
    house = await openHouse();
    expect((await fetch(`${house.url}/metrics`)).status).toBe(404);
  });
});
