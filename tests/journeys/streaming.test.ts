import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import type { Message } from "../../src/simulator/views.ts";
import { type House, openHouse } from "../support/house.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { printCard } from "../support/print-card.ts";
import { type SteppedText, steppedText } from "../support/stepped-text.ts";

const QUESTION = "老板多久得亲自带队查一次？";
/** In the model's words, and as the clause has it. */
const STANDS = "商贸企业主要负责人每季度要带队检查至少1次[1]。";
const INVENTED = "逾期未查的罚款五千元[1]。";

let model: OpenAiServer;
let house: House;
let saying: SteppedText;
/** Every card that anybody ever saw. */
let seen: string[];
let stopWatching: () => void;

beforeAll(async () => {
  model = await startOpenAiServer();
  house = await openHouse({ variables: { OPENAI_BASE_URL: model.baseUrl, CHAT_MODEL: "scripted" } });
});
afterAll(async () => {
  await house.close();
  await model.close();
});
beforeEach(() => {
  saying = steppedText();
  model.behaviour.chat = () => ({ kind: "stepped", pieces: saying.pieces });
  seen = [];
  stopWatching = world().on((signal) => {
    if (signal.kind === "message" || signal.kind === "update") seen.push(signal.message.content);
  });
});
afterEach(() => stopWatching());

const world = () => house.simulator.world;

function group(): { person: string; chat: string } {
  const chat = world()
    .chats()
    .find(({ name }) => name.includes("洛江区商务局"));
  return { person: String(chat?.members[0]), chat: String(chat?.id) };
}

/** Asks, and waits until the model is asked. @returns what the bot has said since */
async function ask(): Promise<() => Message[]> {
  const { person, chat } = group();
  // The group's share of messages is whole again.
  house.clock.advance(5 * SECOND_MS);
  const chats = model.chats.length;
  const before = world().messages(chat).length;
  world().say(person, chat, { text: QUESTION, mentionBot: true });
  await expect.poll(() => model.chats.length, { timeout: 30_000 }).toBeGreaterThan(chats);
  return () =>
    world()
      .messages(chat)
      .slice(before)
      .filter(({ sender }) => sender === "bot");
}

const shown = (message: Message | undefined) => (message?.card ? printCard(message.card).replace(/\s+/g, "") : "");
const isGrowing = (message: Message | undefined) => message?.card?.config.streaming_mode === true;

async function grows(said: () => Message[], text: string): Promise<void> {
  await expect.poll(() => shown(said()[0]), { timeout: 30_000 }).toContain(text);
  expect(isGrowing(said()[0])).toBe(true);
}

describe("an answer in a model's words", () => {
  test("is reacted to at once, grows in a card that says so, and ends as the checked card", async () => {
    const said = await ask();
    const reactions = () =>
      world()
        .messages(group().chat)
        .at(-1)
        ?.reactions.map(({ emoji }) => emoji);
    await expect.poll(reactions, { timeout: 30_000 }).toEqual(["OnIt"]);
    expect(said()).toEqual([]);

    saying.say(STANDS);
    await grows(said, "生成中，尚未核对");
    await grows(said, "商贸企业主要负责人每季度要带队检查至少1次");
    saying.end();
    await house.settle(3);

    expect(said()).toHaveLength(1);
    expect(isGrowing(said()[0])).toBe(false);
    expect(shown(said()[0])).toContain("#方案里这样写");
    expect(shown(said()[0])).toContain("商贸企业主要负责人每季度要带队检查至少1次");
    // Cut from the clause by code.
    expect(shown(said()[0])).toContain("商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查");
    const { person } = group();
    await world().pressButton(person, String(said()[0]?.id), "👍 有用");
    expect(shown(said()[0])).toContain("[👍有用1]");
  });

  test("stands once below each of the questions of twenty people who ask at once", async () => {
    model.behaviour.chat = () => ({ kind: "text", text: STANDS + STANDS });
    const { chat } = group();
    const { members } = world().chat(chat);
    house.clock.advance(5 * SECOND_MS);
    const asked = Array.from({ length: 20 }, (_, at) => {
      const person = String(members[at % members.length]);
      return world().say(person, chat, { text: `第${at + 1}次问：${QUESTION}`, mentionBot: true }).id;
    });
    await house.settle(30);
    const said = world()
      .messages(chat)
      .filter(({ sender, quote }) => sender === "bot" && asked.includes(String(quote)));
    expect(said.map(({ quote }) => quote).sort()).toEqual([...asked].sort());
    expect(said.map(shown).filter((text) => !text.startsWith("#方案里这样写"))).toEqual([]);
    expect(said.filter(isGrowing)).toEqual([]);
  });

  test("never shows, not even while it grows, what no clause holds", async () => {
    const said = await ask();
    saying.say(STANDS);
    await grows(said, "至少1次");
    house.clock.advance(SECOND_MS);
    saying.say(INVENTED);
    saying.say(STANDS);
    saying.end();
    await house.settle(3);
    expect(said()).toHaveLength(1);
    expect(seen.join()).toContain("生成中");
    expect(seen.join()).not.toMatch(/罚款|五千/);
  });

  test("is the composed answer, in the same card, when the model is killed in mid-stream", async () => {
    const said = await ask();
    saying.say(STANDS);
    await grows(said, "至少1次");
    saying.say("同时应当");
    saying.cut();
    await house.settle(3);
    expect(said()).toHaveLength(1);
    expect(isGrowing(said()[0])).toBe(false);
    expect(shown(said()[0])).toContain("#方案里这样写");
    expect(shown(said()[0])).toContain("商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查");
    expect(shown(said()[0])).not.toContain("同时应当");
  });

  test("is one card where the platform lets no card grow", async () => {
    house.simulator.faults.next("POST /open-apis/cardkit/v1/cards", { kind: "refuse", code: 99991672 });
    const said = await ask();
    saying.say(STANDS);
    saying.say(STANDS);
    saying.end();
    await house.settle(3);
    expect(said()).toHaveLength(1);
    expect(shown(said()[0])).toContain("#方案里这样写");
    expect(seen.join()).not.toContain("生成中");
  });

  test("is one card, and none grows, when there is nothing for the model to say", async () => {
    const { person, chat } = group();
    house.clock.advance(5 * SECOND_MS);
    const before = world().messages(chat).length;
    world().say(person, chat, { text: "逾期不改罚多少钱", mentionBot: true });
    await house.settle(3);
    const said = world()
      .messages(chat)
      .slice(before + 1);
    expect(said).toHaveLength(1);
    expect(shown(said[0])).toContain("#方案里没有写");
    expect(seen.join()).not.toContain("生成中");
  });
});
