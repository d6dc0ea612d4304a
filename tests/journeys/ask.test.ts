import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { type House, openHouse } from "../support/house.ts";
import { printCard } from "../support/print-card.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const world = () => house.simulator.world;

/** A member of the group whose name holds `name`. */
function someoneIn(name: string): { person: string; chat: string } {
  const chat = world()
    .chats()
    .find((one) => one.name.includes(name));
  const [person] = chat?.members ?? [];
  if (!chat || !person) throw new Error(`no group ${name}`);
  return { person, chat: chat.id };
}

async function ask(place: { person: string; chat: string }, text: string, mentionBot = true): Promise<string> {
  // A second later than the last: the group's share of five messages is whole again.
  house.clock.advance(SECOND_MS);
  world().say(place.person, place.chat, { text, mentionBot });
  const { card } = await world().nextBotMessage(place.chat);
  if (!card) throw new Error("not a card");
  return withoutSpace(printCard(card));
}

/** The plans print blanks around figures here and there. */
function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}

/** What the bot said in the chat, once everything has been handled. */
async function saidByBot(chat: string): Promise<number> {
  await house.settle();
  return world()
    .messages(chat)
    .filter((message) => message.sender === "bot").length;
}

describe("a question in a chat", () => {
  test("a staff member of Luojiang gets the verbatim sentence and its clause", async () => {
    const said = await ask(someoneIn("洛江区商务局"), "老板多久得亲自带队查一次？");
    expect(said).toContain("商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查");
    expect(said).toContain("（五）7");
    expect(said).toContain("泉洛商务〔2024〕19号");
  });

  test("what the documents do not tell is said to be missing, with the nearest clauses", async () => {
    const said = await ask(someoneIn("洛江区商务局"), "逾期不改罚多少钱");
    expect(said).toMatch(/没有|未找到|未写|没写/);
    expect(said).not.toMatch(/[0-9一二三四五六七八九十]+(元|万)/);
    expect(said).toContain("全区商务系统安全生产治本攻坚三年行动方案");
  });

  test("a message without a mention in a group gets nothing", async () => {
    const { person, chat } = someoneIn("泉港区商务局");
    const before = await saidByBot(chat);
    world().say(person, chat, { text: "老板多久得亲自带队查一次？" });
    expect(await saidByBot(chat)).toBe(before);
  });

  test("in a private chat no mention is needed", async () => {
    const { person } = someoneIn("洛江区商务局");
    const said = await ask({ person, chat: world().privateChat(person).id }, "洛江的方案抄送哪些单位", false);
    expect(said).toContain("市商务局，区安办，各乡镇（街道）");
  });

  test("an event that the platform delivers twice is answered once", async () => {
    const { person, chat } = someoneIn("洛江区商务局");
    const before = await saidByBot(chat);
    house.simulator.faults.duplicateEvents(3);
    await ask({ person, chat }, "区商务局多久督导一次企业办？");
    expect(await saidByBot(chat)).toBe(before + 1);
  });

  test("twenty people who ask at once are each answered under their own message", async () => {
    const { chat } = someoneIn("洛江区商务局");
    const { members } = world().chat(chat);
    const asked = Array.from({ length: 20 }, (_, index) => {
      const person = String(members[index % members.length]);
      return world().say(person, chat, { text: `第${index}问：检查计划多久列一次？`, mentionBot: true }).id;
    });
    await house.settle(10);
    const quoted = world()
      .messages(chat)
      .filter((message) => message.sender === "bot")
      .map((message) => message.quote);
    for (const id of asked) expect(quoted.filter((quote) => quote === id)).toHaveLength(1);
  });
});
