import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import type { BotNeeds } from "../../src/bot/needs.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import { receive } from "../../src/mailroom/inbox.ts";
import { ATTEMPTS_MAX, restMs, startInboxWorker } from "../../src/mailroom/inbox-worker.ts";
import type { EarlierMessage, InboundMembership, InboundMessage } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { texts } from "../../src/texts/bot.ts";
import { texts as help } from "../../src/texts/help.ts";
import { texts as joining } from "../../src/texts/joining.ts";
import { texts as reporting } from "../../src/texts/report.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, outgoing, unreachableMessenger } from "./bench.ts";

const ASKED = "老板多久得亲自带队查一次？";
const log = createLog("silent");
let db: Database;
let clock: TestClock;
let bot: Bot;

beforeAll(async () => {
  db = await openTestDatabase();
  clock = testClock();
  await ingest({ db, models: {}, now: clock.now, log }, { directory: "./knowledge" });
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = testClock();
  for (const table of ["outbox", "inbox", "sessions", "answers", "chats"]) await db.query(`delete from ${table}`);
  bot = openBot();
});

/** @param chats  names of the groups that the platform tells; any other is not reached */
function openBot(parts: { chats?: Record<string, string>; quoted?: EarlierMessage } & Partial<BotNeeds> = {}): Bot {
  const { chats = { oc_luojiang: "洛江区商务安全工作群" }, quoted, ...rest } = parts;
  const away = unreachableMessenger();
  const messenger = {
    ...away,
    chat: async (chatId: string) => ({ chatId, name: chats[chatId] ?? (await away.chat(chatId)).name, external: false, isPrivate: false }),
    message: async () => quoted,
  };
  return createBot(botNeeds(db, clock, { messenger, ...rest }));
}

function aMembership(change: InboundMembership["change"]): InboundMembership {
  return { kind: "membership", eventId: `ev_${change}`, chatId: "oc_luojiang", change };
}

/** Everything that was said, as text. */
async function said(): Promise<string[]> {
  const rows = await outgoing(db);
  return rows.filter((row) => row.delivery.kind !== "react").map((row) => JSON.stringify(row.delivery.content));
}

async function answers(): Promise<{ eventId: string; question: string; district: string | null; status: string }[]> {
  const { rows } = await db.query<{ eventId: string; question: string; district: string | null; status: string }>(
    `select event_id as "eventId", question, district, status from answers order by id`,
  );
  return rows;
}

describe("a question", () => {
  test("is answered under the message with the clause, word for word, after a sign that we are at it", async () => {
    await bot.handleInbound(aMessage({ eventId: "om_1", text: ASKED }));

    const [reaction, answer, ...more] = await outgoing(db);
    expect(reaction).toMatchObject({ key: "om_1:1", delivery: { kind: "react", messageId: "om_1", emoji: "OnIt" } });
    expect(answer).toMatchObject({ key: "om_1:2", delivery: { kind: "reply", messageId: "om_1", content: { kind: "card" } } });
    expect(JSON.stringify(answer?.delivery)).toMatch(/每季度.*至少开展\s*1\s*次检查/);
    expect(more).toEqual([]);
    expect(await answers()).toMatchObject([{ eventId: "om_1", question: ASKED, status: "answered" }]);
  });

  test("handled twice is answered and recorded once", async () => {
    await bot.handleInbound(aMessage({ eventId: "om_1", text: ASKED }));
    await openBot().handleInbound(aMessage({ eventId: "om_1", text: ASKED }));

    expect((await outgoing(db)).map((row) => row.key)).toEqual(["om_1:1", "om_1:2"]);
    expect(await answers()).toHaveLength(1);
  });

  test("in a group is about the group's district; the platform need not be reached twice", async () => {
    const question = "这份方案的文号是多少";
    await bot.handleInbound(aMessage({ eventId: "om_1", text: question }));
    await openBot({ chats: {} }).handleInbound(aMessage({ eventId: "om_2", speaker: "ou_wang", text: question }));
    await openBot({ chats: {} }).handleInbound(aMessage({ eventId: "om_3", chatId: "oc_unknown", text: question }));

    expect((await answers()).map((answer) => answer.status)).toEqual(["answered", "answered", "clarify"]);
  });

  test("in a private chat needs no mention and has no district of its own", async () => {
    await bot.handleInbound(aMessage({ chatKind: "private", chatId: "oc_private", text: "这份方案的文号是多少" }));
    expect(await answers()).toMatchObject([{ status: "clarify" }]);
  });

  test("of five hundred characters and more is asked for in fewer words", async () => {
    await bot.handleInbound(aMessage({ text: "检".repeat(501) }));
    expect(await said()).toEqual([expect.stringContaining(texts.tooLong({ characters: 501, limit: 500 }))]);
    expect(await answers()).toEqual([]);
  });

  test("that quotes a message of another chat, or one that cannot be read, is answered all the same", async () => {
    const elsewhere: EarlierMessage = { messageId: "om_q", chatId: "oc_secret", sender: "person", text: "泉港区" };
    const quoting = { quotedMessageId: "om_q", text: "这份方案的文号是多少" };
    await openBot({ quoted: elsewhere }).handleInbound(aMessage({ eventId: "om_1", ...quoting }));
    await openBot({ messenger: unreachableMessenger() }).handleInbound(aMessage({ eventId: "om_2", ...quoting }));
    expect((await answers()).map((answer) => answer.status)).toEqual(["answered", "answered"]);
  });
});

describe("the table of what is understood", () => {
  test("people who talk to each other hear nothing", async () => {
    await bot.handleInbound(aMessage({ addressed: false, text: ASKED }));
    expect(await outgoing(db)).toEqual([]);
  });

  test.each(["", "？", "?!", "……"])("%j is answered with what we can do", async (text) => {
    await bot.handleInbound(aMessage({ text }));
    expect(await said()).toEqual([expect.stringContaining(help.title)]);
  });

  test.each<[string, Partial<InboundMessage>]>([
    ["a sticker", { unreadable: "sticker" }],
    ["a file", { attachments: [{ kind: "file", key: "file_1", name: "方案.pdf" }] }],
  ])("%s in a private chat is answered with one sentence, in a group with none", async (_what, parts) => {
    const wordless = { text: "", chatId: "oc_private", ...parts };
    await bot.handleInbound(aMessage({ ...wordless, eventId: "om_1", chatKind: "private" }));
    await bot.handleInbound(aMessage({ ...wordless, eventId: "om_2", chatKind: "group", addressed: false }));
    expect(await said()).toEqual([expect.stringContaining(texts.unreadable)]);
  });

  test("a picture that cannot be fetched is asked for once more, and nothing is begun", async () => {
    const picture: Partial<InboundMessage> = { text: "", chatId: "oc_private", attachments: [{ kind: "image", key: "img_1" }] };
    await bot.handleInbound(aMessage({ ...picture, eventId: "om_1", chatKind: "private" }));
    await bot.handleInbound(aMessage({ ...picture, eventId: "om_2", chatKind: "group", addressed: false }));
    expect(await said()).toEqual([expect.stringContaining(reporting.said.photosLost({ count: 1 }))]);
  });

  test("a group that takes us in is greeted once", async () => {
    await bot.handleInbound(aMembership("bot_added"));
    await bot.handleInbound(aMembership("bot_added"));
    expect(await said()).toEqual([expect.stringContaining(texts.greeting.title), expect.stringContaining(joining.setup.title)]);
  });

  test.each(["bot_removed", "chat_dissolved", "chat_changed"] as const)("nothing is said on %s", async (change) => {
    await bot.handleInbound(aMembership(change));
    expect(await outgoing(db)).toEqual([]);
  });

  test("a renamed group is asked for its name again", async () => {
    const question = "这份方案的文号是多少";
    await bot.handleInbound(aMessage({ eventId: "om_1", text: question }));
    const renamed = openBot({ chats: { oc_luojiang: "全市商务安全工作群" } });
    await renamed.handleInbound(aMembership("chat_changed"));
    await renamed.handleInbound(aMessage({ eventId: "om_2", speaker: "ou_wang", text: question }));
    expect((await answers()).map((answer) => answer.status)).toEqual(["answered", "clarify"]);
  });
});

describe("a press", () => {
  const value = { do: "ask_again", question: "这份方案的文号是多少", district: "洛江区" };

  test("on the district of a card that asks back asks the question again, in the presser's lane, and is answered there", async () => {
    let received = 0;
    const asking = openBot({ onReceived: () => void received++ });
    await asking.handleInbound(aMessage({ eventId: "om_1", chatKind: "private", text: value.question }));
    const card = JSON.stringify((await outgoing(db)).at(-1)?.delivery);
    const button = /\{"do":"ask_again"[^}]*"district":"洛江区"\}/.exec(card)?.[0] ?? "no such button";
    await db.query("delete from outbox");
    await db.query("delete from answers");

    const reply = await asking.handlePress(aPress({ value: JSON.parse(button) }));

    expect(reply).toEqual({ toast: { type: "success", content: texts.press.asked({ district: "洛江区" }) } });
    expect(received).toBe(1);
    const worker = startInboxWorker({ db, now: clock.now, log }, async (inbound) => {
      if (inbound.kind === "message") await asking.handleInbound(inbound);
    });
    await worker.idle();
    await worker.close();
    expect(await answers()).toMatchObject([{ status: "answered", question: expect.stringContaining("文号") }]);
    expect(await said()).toEqual([expect.stringContaining("泉洛商务〔2024〕")]);
  });

  test("asks again in the topic of the card", async () => {
    await bot.handlePress(aPress({ value: { ...value, threadId: "omt_1" } }));
    const { rows } = await db.query<{ thread: string }>(`select payload->>'threadId' as thread from inbox`);
    expect(rows).toEqual([{ thread: "omt_1" }]);
  });

  test("of two people on the same button asks once", async () => {
    await bot.handlePress(aPress({ eventId: "ev_1", value }));
    const second = await bot.handlePress(aPress({ eventId: "ev_2", presser: "ou_wang", value }));

    expect(second).toEqual({ toast: { type: "info", content: texts.press.askedAlready } });
    expect((await db.query("select event_id from inbox")).rows).toHaveLength(1);
  });

  test.each([
    ["nothing", undefined],
    ["a text", "ask_again"],
    ["another act", { do: "close_hazard", hazardId: "1" }],
    ["a district that we do not know", { ...value, district: "鲤城区" }],
    ["an empty question", { ...value, question: "" }],
    ["a question beyond measure", { ...value, question: "检".repeat(501) }],
    ["more than we wrote", { ...value, role: "admin" }],
    ["a list", [value]],
  ])("that carries %s changes nothing and is answered politely", async (_what, tampered) => {
    expect(await bot.handlePress(aPress({ value: tampered }))).toEqual({ toast: { type: "warning", content: texts.press.unknown } });
    expect((await db.query("select event_id from inbox")).rows).toEqual([]);
    expect(await outgoing(db)).toEqual([]);
  });

  test("that fails is answered with a sentence, not with an error code of the platform", async () => {
    const broken: Database = { ...db, query: () => Promise.reject(new Error("database away")) };
    expect(await openBot({ db: broken }).handlePress(aPress({ value }))).toEqual({ toast: { type: "error", content: texts.press.failed } });
  });
});

test("what fails to the last is answered with one polite sentence", async () => {
  const broken: Database = {
    ...db,
    query: (sql, values) => (/from documents/.test(sql) ? Promise.reject(new Error("away")) : db.query(sql, values)),
  };
  const failing = openBot({ db: broken });
  await receive(db, aMessage({ eventId: "om_1" }), clock.now());
  const worker = startInboxWorker(
    { db, now: clock.now, log },
    (inbound) => (inbound.kind === "message" ? failing.handleInbound(inbound) : Promise.resolve()),
    { onGivenUp: failing.apologise },
  );

  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    await worker.idle();
    clock.advance(restMs(attempt));
  }
  await worker.close();

  expect(await said()).toEqual([expect.stringContaining(texts.failed)]);
});

test("nobody who has an answer hears an apology for it", async () => {
  const message = aMessage({ eventId: "om_1" });
  await bot.handleInbound(message);
  const answers = await said();
  await bot.apologise(message);
  expect(await said()).toEqual(answers);
});

test("nobody who did not address us hears an apology", async () => {
  await bot.apologise(aMessage({ addressed: false }));
  await bot.apologise(aMembership("bot_added"));
  expect(await outgoing(db)).toEqual([]);
});
