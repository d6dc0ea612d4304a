import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { type House, openHouse } from "../support/house.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { printCard } from "../support/print-card.ts";

const QUESTION = "老板多久得亲自带队查一次？";
const WORDED = "商贸企业主要负责人每三个月至少要带队检查一次本单位重大事故隐患的排查整治情况";
const COMPOSED = "商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查";

let server: OpenAiServer;
let house: House;
beforeEach(async () => {
  server = await startOpenAiServer();
  server.behaviour.chat = () => ({ kind: "text", text: `${WORDED}[1]。逾期罚款五万元[1]。` });
});
afterEach(async () => {
  await house.close();
  await server.close();
});

function modelAt(baseUrl: string, more: Readonly<Record<string, string>> = {}) {
  return { OPENAI_BASE_URL: baseUrl, CHAT_MODEL: "scripted", CHAT_TIMEOUT_MS: "1000", CHAT_RETRIES: "0", ...more };
}

/** The last card in the staff's group of Luojiang, once everything is said. */
async function answerTo(text: string): Promise<string> {
  const { world } = house.simulator;
  const chat = world.chats().find(({ name }) => name.includes("洛江区商务局"));
  const [person] = chat?.members ?? [];
  if (!chat || !person) throw new Error("no such group");
  house.clock.advance(SECOND_MS);
  world.say(person, chat.id, { text, mentionBot: true });
  await house.settle(5);
  const cards = world.messages(chat.id).flatMap(({ sender, card }) => (sender === "bot" && card ? [printCard(card)] : []));
  return (cards.at(-1) ?? "").replace(/\s+/g, "");
}

describe("a house with a language model", () => {
  test("says what the clauses hold in the model's words, with the quote cut from the source, and records it", async () => {
    house = await openHouse({ variables: modelAt(server.baseUrl) });
    const said = await answerTo(QUESTION);
    expect(said).toContain(WORDED);
    expect(said).toContain(COMPOSED);
    expect(said).not.toContain("罚款");
    const { rows } = await house.db.query("select model from answers");
    expect(rows[0]).toMatchObject({
      model: { isWorded: true, dropped: 1, calls: [{ use: "answer", model: "scripted", inputTokens: 120 }] },
    });
  });

  test("answers as composed when the model breaks off", async () => {
    house = await openHouse({ variables: modelAt(server.baseUrl) });
    server.behaviour.chat = () => ({ kind: "cut", text: `${WORDED}[1]。` });
    const said = await answerTo(QUESTION);
    expect(said).toContain(COMPOSED);
    expect(said).not.toContain(WORDED);
  });

  test("tells the duty chats once that the day's tokens are used up", async () => {
    house = await openHouse({ variables: modelAt(server.baseUrl, { CHAT_TOKENS_PER_DAY: "100" }) });
    await answerTo(QUESTION);
    await house.settle(180);
    const { rows } = await house.db.query<{ key: string }>("select key from outbox where key like 'budget/%' order by key");
    const keys = rows.map(({ key }) => key);
    expect(keys.filter((key) => key.includes("oc_")).length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => key.startsWith("budget/2026-11-21/"))).toBe(true);
    expect(await answerTo("重点商贸企业多久组织一次疏散逃生演练？")).toContain("每年");
  });
});

describe("an endpoint that is no help", () => {
  test.each([
    ["dead", (): string => "http://127.0.0.1:9/v1", { kind: "silence" }],
    ["slow", (): string => server.baseUrl, { kind: "silence" }],
    ["without its key", (): string => server.baseUrl, { kind: "status", status: 401 }],
  ] as const)("is said to be %s once, and the house works", async (_, baseUrl, reply) => {
    server.behaviour.chat = () => reply;
    const { log, lines } = collectedLog();
    house = await openHouse({ variables: modelAt(baseUrl()), log });
    for (const question of [QUESTION, "企业办检查计划多久列一次？", "专班由谁牵头？"]) await answerTo(question);
    expect(await answerTo(QUESTION)).toContain(COMPOSED);
    const said = lines.filter(({ event }) => event === "language model did not answer, answers are composed");
    expect(said).toHaveLength(1);
    expect(said[0]?.level).toBe("warn");
  });
});
