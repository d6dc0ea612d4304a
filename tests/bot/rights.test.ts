import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import { lackingAnswers } from "../../src/policy/answer-log.ts";
import { type ChatSetup, defaultSettings } from "../../src/registry/chat.ts";
import { rememberChat, setUpChat } from "../../src/registry/groups.ts";
import { notePerson } from "../../src/registry/people.ts";
import type { Grant } from "../../src/registry/role.ts";
import { grantRole } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { texts as botTexts } from "../../src/texts/bot.ts";
import { texts } from "../../src/texts/registry.ts";
import { at, type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, outgoing } from "./bench.ts";

const ASKED = "老板多久得亲自带队查一次？";

let db: Database;
let clock: TestClock;
let bot: Bot;

beforeAll(async () => {
  db = await openTestDatabase();
  clock = testClock();
  await ingest({ db, models: {}, now: clock.now, log: createLog("silent") }, { directory: "./knowledge" });
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = testClock();
  for (const table of ["outbox", "inbox", "sessions", "hand_overs", "votes", "answers", "chats", "people"])
    await db.query(`delete from ${table}`);
  bot = createBot(botNeeds(db, clock));
});

/** A group of Luojiang as its administrator described it. */
async function aGroup(chatId: string, parts: Omit<Partial<ChatSetup>, "settings"> & { settings?: Partial<ChatSetup["settings"]> } = {}) {
  const setup = { kind: "inner" as const, district: "洛江区", enterpriseId: undefined, tags: [], ...parts };
  await rememberChat(db, { chatId, name: "群", external: false, isPrivate: false }, undefined, clock.now());
  await setUpChat(db, chatId, { ...setup, settings: { ...defaultSettings(), ...parts.settings } }, { openId: "ou_admin", at: clock.now() });
}

async function appoint(openId: string, role: Grant["role"], reach: "district" | "everywhere" = "district"): Promise<void> {
  const person = await notePerson(db, { openId, name: openId }, clock.now());
  const place = { district: reach === "district" ? "洛江区" : undefined, unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { ...place, personId: person.id, role, grantedBy: "system" }, clock.now());
}

async function said(): Promise<string[]> {
  return (await outgoing(db)).filter(({ delivery }) => delivery.kind !== "react").map(({ delivery }) => JSON.stringify(delivery));
}

async function asked(): Promise<number> {
  return (await db.query("select id from answers")).rowCount;
}

describe("who may ask in a group is for its administrator to say", () => {
  test("only staff: anybody else is told why, by message and by button, and nothing is looked up", async () => {
    await aGroup("oc_1", { settings: { asking: "staff" } });
    await bot.handleInbound(aMessage({ chatId: "oc_1", speaker: "ou_wang", text: ASKED }));
    const why = texts.refusals.asking_limited({ to: "staff" });
    expect(await said()).toEqual([expect.stringContaining(why)]);
    const value = { do: "ask_again", question: ASKED, district: "洛江区" };
    expect(await bot.handlePress(aPress({ chatId: "oc_1", presser: "ou_wang", value }))).toEqual({
      toast: { type: "warning", content: why },
    });
    expect(await db.query("select event_id from inbox")).toMatchObject({ rowCount: 0 });
    expect(await asked()).toBe(0);
  });

  test("who lost it while an answer was written is told so where the draft stands", async () => {
    await aGroup("oc_1", { settings: { asking: "staff" } });
    const content = { kind: "card_entity", cardId: "7355372766134157313" } as const;
    const delivery = { kind: "reply", messageId: "om_1", chatId: "oc_1", content } as const;
    await enqueue(db, { key: "draft/om_1", delivery, priority: "answer" }, clock.now());
    await bot.handleInbound(aMessage({ eventId: "om_1", chatId: "oc_1", speaker: "ou_wang", text: ASKED }));
    const [, last] = (await outgoing(db)).map((row) => row.delivery);
    expect(last).toMatchObject({ kind: "finish", of: "draft/om_1", card: { header: { title: { content: "已中断" } } } });
    expect(JSON.stringify(last)).toContain(texts.refusals.asking_limited({ to: "staff" }));
  });

  test("only staff: an officer asks, and anybody may in private", async () => {
    await aGroup("oc_1", { settings: { asking: "staff" } });
    await appoint("ou_li", "bureau_staff");
    await bot.handleInbound(aMessage({ eventId: "om_1", chatId: "oc_1", speaker: "ou_li", text: ASKED }));
    await bot.handleInbound(aMessage({ eventId: "om_2", chatId: "oc_private", chatKind: "private", speaker: "ou_wang", text: ASKED }));
    expect(await asked()).toBe(2);
  });

  test("a button in a group that asks once more, asks as in that group", async () => {
    await aGroup("oc_1", { settings: { asking: "everyone" } });
    const value = { do: "ask_again", question: "这份方案的文号是多少", district: "泉港区" };
    await bot.handlePress(aPress({ chatId: "oc_1", presser: "ou_wang", value }));
    const { rows } = await db.query<{ kind: string }>(`select payload->>'chatKind' as kind from inbox`);
    expect(rows).toEqual([{ kind: "group" }]);
    const { rows: kinds } = await db.query(`select chat_id as id from chats where kind = 'private'`);
    expect(kinds).toEqual([]);
  });
});

describe("a group that has its questions answered without a mention", () => {
  const unaddressed = (text: string, eventId: string) => aMessage({ eventId, chatId: "oc_1", addressed: false, text });

  test("hears answers that the documents give, and nothing to anything else", async () => {
    await aGroup("oc_1", { settings: { onlyWhenMentioned: false } });
    await bot.handleInbound(unaddressed(ASKED, "om_1"));
    for (const [index, text] of ["好的收到", "？", "今晚聚餐去哪", "逾期不改罚多少钱", "", "谢谢"].entries()) {
      await bot.handleInbound(unaddressed(text, `om_more_${index}`));
    }
    const deliveries = await said();
    expect(deliveries).toHaveLength(1);
    expect(deliveries[0]).toMatch(/每季度/);
    expect(await asked()).toBe(1);
  });

  test("is one that was asked to be: any other hears nothing", async () => {
    await aGroup("oc_1");
    await bot.handleInbound(unaddressed(ASKED, "om_1"));
    expect(await outgoing(db)).toEqual([]);
  });

  test("hears nothing at all when somebody asks who may not", async () => {
    await aGroup("oc_1", { settings: { onlyWhenMentioned: false, asking: "staff" } });
    await bot.handleInbound(unaddressed(ASKED, "om_1"));
    expect(await outgoing(db)).toEqual([]);
  });
});

describe("what the documents lack", () => {
  const gaps = (chatId: string, speaker: string, eventId: string, chatKind: "group" | "private" = "group") =>
    bot.handleInbound(aMessage({ eventId, chatId, chatKind, speaker, text: "待补知识" }));

  beforeEach(async () => {
    for (const [index, text] of ["洛江逾期不改罚多少钱", "泉港逾期不改罚多少钱"].entries()) {
      await bot.handleInbound(aMessage({ eventId: `om_lack_${index}`, chatKind: "private", chatId: "oc_owner", speaker: "ou_wang", text }));
    }
    await db.query("delete from outbox");
    await appoint("ou_li", "bureau_staff");
    await appoint("ou_lin", "administrator", "everywhere");
  });

  test("is shown to officers of the district, in its inner group or in private", async () => {
    await aGroup("oc_1");
    await gaps("oc_1", "ou_li", "om_1");
    await gaps("oc_li", "ou_li", "om_2", "private");
    const cards = await said();
    expect(cards).toHaveLength(2);
    for (const card of cards) {
      expect(card).toContain("洛江逾期不改");
      expect(card).not.toContain("泉港逾期不改");
    }
  });

  test("is shown of every district to whoever may see all, and in a group only of the group's own", async () => {
    await aGroup("oc_1");
    await gaps("oc_lin", "ou_lin", "om_1", "private");
    await gaps("oc_1", "ou_lin", "om_2");
    const [all, own] = await said();
    expect(all).toContain("泉港逾期不改");
    expect(own).not.toContain("泉港逾期不改");
  });

  test.each([
    ["in a group of enterprises", { kind: "enterprise" as const }, texts.refusals.only_offices],
    ["in an inner group of nobody knows which district", { district: undefined }, texts.refusals.chat_without_district],
  ])("is not shown %s", async (_where, setup, why) => {
    await aGroup("oc_1", setup);
    await gaps("oc_1", "ou_lin", "om_1");
    expect(await said()).toEqual([expect.stringContaining(why)]);
  });

  test("is not shown in a group that nobody has described, nor to whoever left", async () => {
    await rememberChat(db, { chatId: "oc_2", name: "洛江区商务局工作群", external: false, isPrivate: false }, "洛江区", clock.now());
    await gaps("oc_2", "ou_li", "om_1");
    await db.query("update people set status = 'resigned' where open_id = 'ou_li'");
    await gaps("oc_li", "ou_li", "om_2", "private");
    const [undescribed, left] = await said();
    expect(undescribed).toContain(texts.refusals.only_offices);
    expect(left).not.toContain("洛江逾期不改");
  });

  test("is shown in the duty chat that the operator named, also under the district's short name", async () => {
    bot = createBot(botNeeds(db, clock, { dutyChats: { 洛江: "oc_duty" } }));
    await gaps("oc_duty", "ou_li", "om_1");
    const [card] = await said();
    expect(card).toContain("洛江逾期不改");
    expect(card).not.toContain("泉港逾期不改");
  });

  test("is not shown in a group that strangers have joined, whatever was said of it before", async () => {
    await aGroup("oc_1");
    await rememberChat(db, { chatId: "oc_1", name: "群", external: true, isPrivate: false }, undefined, clock.now());
    await gaps("oc_1", "ou_li", "om_1");
    expect(await said()).toEqual([expect.stringContaining(texts.refusals.only_offices)]);
  });
});

describe("a group that its administrator made the duty chat", () => {
  async function handOver() {
    await bot.handleInbound(
      aMessage({ eventId: "om_1", chatKind: "private", chatId: "oc_owner", speaker: "ou_wang", text: "洛江逾期不改罚多少钱" }),
    );
    const [answer] = await lackingAnswers(db, { since: at("2026-01-01 00:00"), ids: [] });
    const value = { do: "hand_over", answerId: answer?.id };
    return bot.handlePress(aPress({ eventId: "ev_hand", chatId: "oc_owner", messageId: "om_card", presser: "ou_wang", value }));
  }

  test("receives what is handed over, before one that the operator named", async () => {
    await aGroup("oc_duty", { settings: { isDutyChat: true } });
    bot = createBot(botNeeds(db, clock, { dutyChats: { 洛江: "oc_former", 泉港区: "oc_other" } }));
    expect((await handOver()).toast?.type).toBe("success");
    expect((await outgoing(db)).at(-1)?.delivery).toMatchObject({ to: { chatId: "oc_duty" } });
  });

  test.each([
    ["we were removed from it", async () => void (await db.query("update chats set present = false"))],
    ["strangers joined it", async () => void (await db.query("update chats set external = true"))],
    ["it is no inner group any more", () => aGroup("oc_duty", { kind: "enterprise", settings: { isDutyChat: true } })],
  ])("receives nothing once %s", async (_why, change) => {
    await aGroup("oc_duty", { settings: { isDutyChat: true } });
    await change();
    expect((await handOver()).toast?.type).toBe("warning");
    expect(await db.query("select id from hand_overs")).toMatchObject({ rowCount: 0 });
  });
});

test("a press in a chat that nobody knows may do what is done anywhere, and nothing else", async () => {
  const unknown = aPress({ chatId: "oc_nowhere", value: { do: "vote", answerId: "1", verdict: "up" } });
  expect(await bot.handlePress(unknown)).toEqual({ toast: { type: "warning", content: botTexts.press.unknown } });
  await appoint("ou_li", "bureau_staff");
  await bot.handleInbound(aMessage({ chatId: "oc_nowhere", text: "待补知识" }));
  expect(await said()).toEqual([expect.stringContaining(texts.refusals.only_offices)]);
});
