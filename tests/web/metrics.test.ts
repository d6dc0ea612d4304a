import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { createMetrics, type Metrics } from "../../src/web/metrics.ts";
import { createMetricsEndpoint } from "../../src/web/metrics-endpoint.ts";
import type { Readings } from "../../src/web/readings.ts";
import { at, testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { parseScrape } from "../support/prometheus.ts";

const TOKEN = "metrics-token-0123456789abcdef0123456789";
const NOON = at("2026-11-21 12:00");

function readings(changes: Partial<Readings> = {}): Readings {
  return {
    answers: async () => [
      { status: "answered", way: "worded", reason: "", count: 3 },
      { status: "answered", way: "worded", reason: "", count: 2 },
      { status: "answered", way: "fallback", reason: "unavailable", count: 1 },
    ],
    modelCalls: async () => [{ use: "answer", model: "m", calls: 5, inputTokens: 600, outputTokens: 150, costYuan: 0.0125 }],
    modelTokensToday: async () => 750,
    modelTokensPerDay: undefined,
    passagesWithoutVector: async () => undefined,
    inbox: async () => ({ waiting: 2, since: at("2026-11-21 11:58") }),
    outbox: async () => ({ waiting: 0, since: undefined }),
    openHazards: async () => [{ state: "rectifying", district: "洛江区", count: 4 }],
    openAlarms: async () => [],
    now: () => NOON,
    ...changes,
  };
}

function metricsOf(changes: Partial<Readings> = {}): { metrics: Metrics; lines: readonly { event: string }[] } {
  const { log, lines } = collectedLog();
  return { metrics: createMetrics({ readings: () => readings(changes), log, withinMs: 20 }), lines };
}

let server: FastifyInstance | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function served(metrics: Metrics): Promise<(authorization?: string) => Promise<{ status: number; type: string; text: string }>> {
  server = Fastify();
  await server.register(createMetricsEndpoint({ token: TOKEN, now: testClock().now, metrics }));
  const url = await server.listen({ port: 0, host: "127.0.0.1" });
  return async (authorization) => {
    const response = await fetch(`${url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
    return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() };
  };
}

test("what stands in tables is shown as it was read, rows of the same labels together", async () => {
  const { metrics } = metricsOf({ modelTokensPerDay: 10_000, passagesWithoutVector: async () => 7 });
  const { values, types } = parseScrape(await metrics.text());
  expect(Object.fromEntries([...values].filter(([name]) => name.startsWith("anxun_")))).toMatchObject({
    'anxun_answers_total{status="answered",way="worded",reason=""}': 5,
    'anxun_answers_total{status="answered",way="fallback",reason="unavailable"}': 1,
    'anxun_model_calls_total{use="answer",model="m"}': 5,
    'anxun_model_tokens_total{use="answer",model="m",direction="in"}': 600,
    'anxun_model_tokens_total{use="answer",model="m",direction="out"}': 150,
    'anxun_model_cost_yuan_total{use="answer",model="m"}': 0.0125,
    anxun_model_budget_used_tokens: 750,
    anxun_model_budget_tokens: 10_000,
    anxun_passages_without_vector: 7,
    anxun_inbox_waiting: 2,
    anxun_inbox_oldest_age_seconds: 120,
    anxun_outbox_waiting: 0,
    anxun_outbox_oldest_age_seconds: 0,
    'anxun_hazards_open{state="rectifying",district="洛江区"}': 4,
  });
  expect(types.get("anxun_answers_total")).toBe("counter");
  expect(types.get("anxun_inbox_waiting")).toBe("gauge");
  expect(types.get("anxun_answer_duration_seconds")).toBe("histogram");
  expect(values.get("process_resident_memory_bytes")).toBeGreaterThan(0);
  // Read anew, and not added to what was shown before.
  expect(parseScrape(await metrics.text()).values.get("anxun_inbox_waiting")).toBe(2);
});

test("what has no limit, no endpoint or no rows is absent rather than zero", async () => {
  const { values } = parseScrape(await metricsOf().metrics.text());
  expect(values.has("anxun_model_budget_tokens")).toBe(false);
  expect(values.has("anxun_passages_without_vector")).toBe(false);
  expect([...values.keys()].some((name) => name.startsWith("anxun_alarms_open"))).toBe(false);
});

test("a reading that hangs or fails is left out and counted, the others are shown, and it comes back", async () => {
  const told: { inbox: Promise<{ waiting: number; since: Date | undefined }>; asked: number } = { inbox: new Promise(() => {}), asked: 0 };
  const { metrics, lines } = metricsOf({
    inbox: () => {
      told.asked += 1;
      return told.inbox;
    },
    openHazards: () => Promise.reject(new Error("told to fail")),
  });
  for (const time of [1, 2]) {
    const { values } = parseScrape(await metrics.text());
    expect(values.has("anxun_inbox_waiting")).toBe(false);
    expect(values.has("anxun_inbox_oldest_age_seconds")).toBe(false);
    expect([...values.keys()].some((name) => name.startsWith("anxun_hazards_open"))).toBe(false);
    expect(values.get("anxun_outbox_waiting")).toBe(0);
    expect(values.get('anxun_scrape_errors_total{reading="inbox"}')).toBe(time);
    expect(values.get('anxun_scrape_errors_total{reading="outbox"}')).toBe(0);
  }
  // The statement that hangs is not sent once more.
  expect(told.asked).toBe(1);
  expect(lines.filter(({ event }) => event === "metrics not read")).toHaveLength(4);
});

test("a reading that answers late is read again the next time", async () => {
  const late = Promise.withResolvers<{ waiting: number; since: Date | undefined }>();
  const answers = [late.promise, Promise.resolve({ waiting: 9, since: NOON })];
  const { metrics } = metricsOf({ inbox: () => answers.shift() ?? Promise.reject(new Error("asked too often")) });
  expect(parseScrape(await metrics.text()).values.has("anxun_inbox_waiting")).toBe(false);
  late.resolve({ waiting: 1, since: NOON });
  await late.promise;
  await new Promise((resolve) => setImmediate(resolve));
  expect(parseScrape(await metrics.text()).values.get("anxun_inbox_waiting")).toBe(9);
});

test("what is counted while it happens has its own names, and two houses do not share them", async () => {
  const { metrics } = metricsOf();
  const { measures } = metrics;
  measures.answered({ status: "answered", way: "worded", seconds: 0.3, withoutMeaning: true });
  measures.modelAnswered({ use: "answer", model: "m", seconds: 1.5 });
  measures.modelFailed({ use: "rewrite", model: "m", reason: "resting", seconds: undefined });
  measures.modelFailed({ use: "answer", model: "m", reason: "timed_out", seconds: 7 });
  measures.modelRests({ kind: "language", model: "m" }, true);
  measures.delivered("sent");
  const { values } = parseScrape(await metrics.text());
  expect(values.get('anxun_answer_duration_seconds_bucket{le="0.25",status="answered",way="worded"}')).toBe(0);
  expect(values.get('anxun_answer_duration_seconds_bucket{le="0.5",status="answered",way="worded"}')).toBe(1);
  expect(values.get("anxun_answers_without_meaning_total")).toBe(1);
  expect(values.get('anxun_model_failures_total{use="rewrite",model="m",reason="resting"}')).toBe(1);
  expect(values.get('anxun_model_call_duration_seconds_count{use="answer",model="m",outcome="failed"}')).toBe(1);
  expect(values.has('anxun_model_call_duration_seconds_count{use="rewrite",model="m",outcome="failed"}')).toBe(false);
  expect(values.get('anxun_model_circuit_open{kind="language",model="m"}')).toBe(1);
  expect(values.get('anxun_deliveries_total{state="sent"}')).toBe(1);
  expect(parseScrape(await metricsOf().metrics.text()).values.get('anxun_deliveries_total{state="sent"}')).toBe(0);
});

test("while the house is starting there are the process's own metrics", async () => {
  const metrics = createMetrics({ readings: () => undefined, log: collectedLog().log });
  const { values } = parseScrape(await metrics.text());
  expect(values.get("process_start_time_seconds")).toBeGreaterThan(0);
  expect(values.has("anxun_inbox_waiting")).toBe(false);
});

test("only the bearer of the token sees them, and whoever tries too often is told to wait", async () => {
  const get = await served(metricsOf().metrics);
  const shown = await get(`Bearer ${TOKEN}`);
  expect([shown.status, shown.type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  expect(parseScrape(shown.text).values.get("anxun_inbox_waiting")).toBe(2);
  for (const wrong of [undefined, "", "Bearer", `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN]) {
    const refused = await get(wrong);
    expect([refused.status, refused.text]).toEqual([401, '{"error":"unauthorized"}']);
  }
  for (let time = 0; time < 23; time += 1) await get("Bearer wrong");
  expect((await get("Bearer wrong")).status).toBe(429);
  expect((await get(`Bearer ${TOKEN}`)).status).toBe(200);
});

test("where nobody may look there is no such page, also where another page answers for every address", async () => {
  server = Fastify();
  server.get("/*", async () => "the chat page");
  await server.register(createMetricsEndpoint(undefined));
  const url = await server.listen({ port: 0, host: "127.0.0.1" });
  expect((await fetch(`${url}/anything`)).status).toBe(200);
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect([response.status, await response.text()]).toEqual([404, '{"error":"not_found"}']);
});
