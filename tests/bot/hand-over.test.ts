import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import { type GivenAnswer, lackingAnswers } from "../../src/policy/answer-log.ts";
import { type DutyChats, dutyFor } from "../../src/policy/duty-chat.ts";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { texts } from "../../src/texts/hand-over.ts";
import { at, type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, outgoing } from "./bench.ts";

const BOTH: DutyChats = { 洛江区: "oc_duty", 泉港: "oc_other" };

let db: Database;
let clock: TestClock;
let bot: Bot;

beforeAll(async () => {
  db = await openTestDatabase();
  clock = testClock();
  await appoint(["ou_lin", "ou_li"]);
  await ingest({ db, models: {}, now: clock.now, log: createLog("silent") }, { directory: "./knowledge" });
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = testClock();
  for (const table of ["outbox", "inbox", "sessions", "hand_overs", "votes", "answers", "chats"]) await db.query(`delete from ${table}`);
  // Its platform is never reached: no name of anybody.
  bot = createBot(botNeeds(db, clock, { dutyChats: BOTH }));
});

/** Makes people officers on duty of Luojiang. */
async function appoint(openIds: readonly string[]): Promise<void> {
  for (const openId of openIds) {
    const person = await notePerson(db, { openId, name: openId }, clock.now());
    const place = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
    await grantRole(db, { ...place, personId: person.id, role: "duty_officer", grantedBy: "system" }, clock.now());
  }
}

/** The id of an answer to `text` that did not tell. */
async function unanswered(text: string): Promise<GivenAnswer> {
  await bot.handleInbound(aMessage({ eventId: "om_1", chatKind: "private", chatId: "oc_private", text }));
  const [answer] = await lackingAnswers(db, { since: at("2026-01-01 00:00"), ids: [] });
  if (!answer) throw new Error("it was answered");
  return answer;
}

async function handOver({ id: answerId }: GivenAnswer) {
  const value = { do: "hand_over", answerId };
  return bot.handlePress(aPress({ eventId: "ev_hand", chatId: "oc_private", messageId: "om_card", value }));
}

/** What the platform's answer to the delivery would have left in the row. */
async function dutyCardSent(): Promise<void> {
  await db.query("update outbox set message_id = 'om_duty' where key like 'hand-over:%' and lane = 'oc_duty'");
}

async function keys(): Promise<string[]> {
  return (await outgoing(db)).map(({ key }) => key.replace(/\d+:/, "N:").replace(/:\d+$/, ":N"));
}

describe("a hand-over", () => {
  test("goes to the duty chat of the question's district, also when the platform tells no name", async () => {
    const { toast } = await handOver(await unanswered("洛江逾期不改罚多少钱"));
    expect(toast).toEqual({ type: "success", content: texts.requested({ district: "洛江区" }) });
    const duty = (await outgoing(db)).at(-1);
    expect(duty?.delivery).toMatchObject({ kind: "send", to: { kind: "chat", chatId: "oc_duty" } });
    expect(JSON.stringify(duty?.delivery)).toContain("一位同志");
  });

  test("whose reply is handled twice, after a crash, is answered once and nobody is told of a rival", async () => {
    await handOver(await unanswered("洛江逾期不改罚多少钱"));
    await dutyCardSent();
    const reply = aMessage({ eventId: "om_reply", chatId: "oc_duty", speaker: "ou_lin", text: "找应急局。", quotedMessageId: "om_duty" });
    await bot.handleInbound(reply);
    const once = await keys();
    await bot.handleInbound(reply);
    expect(await keys()).toEqual(once);
    expect(once).toContain("hand-over:N:reply");
    expect(JSON.stringify(await outgoing(db))).not.toContain("先答复了");
  });

  test("takes a quote of another message in the duty chat for a question", async () => {
    await handOver(await unanswered("洛江逾期不改罚多少钱"));
    await dutyCardSent();
    const text = "洛江多久列一次检查计划？";
    await bot.handleInbound(aMessage({ eventId: "om_q", chatId: "oc_duty", text, quotedMessageId: "om_something" }));
    const { rows } = await db.query("select reply from hand_overs");
    expect(rows).toEqual([{ reply: null }]);
    expect((await db.query("select id from answers")).rows).toHaveLength(2);
  });

  test("is not answered by nothing, nor by a whole document", async () => {
    await handOver(await unanswered("洛江逾期不改罚多少钱"));
    const { rows } = await db.query<{ id: string }>("select id::text as id from hand_overs");
    const value = { do: "reply_to_hand_over", handOverId: rows[0]?.id };
    for (const reply of ["", "  ", "答".repeat(1001)]) {
      const { toast } = await bot.handlePress(aPress({ eventId: "ev_reply", chatId: "oc_duty", value, form: { reply } }));
      expect(toast).toEqual({ type: "warning", content: texts.unusableReply({ limit: 1000 }) });
    }
    expect((await db.query("select reply from hand_overs")).rows).toEqual([{ reply: null }]);
  });
});

describe("the right to answer it", () => {
  test.each(["ou_wang", "ou_zhuang"])("is not %s's, who sits in the duty chat and is no officer of the district", async (presser) => {
    const person = await notePerson(db, { openId: "ou_zhuang", name: "庄志强" }, clock.now());
    const place = { district: "泉港区", unitId: undefined, enterpriseId: undefined };
    await grantRole(db, { ...place, personId: person.id, role: "duty_officer", grantedBy: "system" }, clock.now());
    await handOver(await unanswered("洛江逾期不改罚多少钱"));
    await dutyCardSent();
    const { rows } = await db.query<{ id: string }>("select id::text as id from hand_overs");
    const value = { do: "reply_to_hand_over", handOverId: rows[0]?.id };
    const { toast } = await bot.handlePress(aPress({ eventId: "ev_r", chatId: "oc_duty", presser, value, form: { reply: "不用改。" } }));
    expect(toast).toEqual({ type: "warning", content: expect.stringMatching(/。$/) });
    const quote = aMessage({ eventId: "om_r", chatId: "oc_duty", speaker: presser, text: "不用改。", quotedMessageId: "om_duty" });
    await bot.handleInbound(quote);
    expect(await outgoing(db)).toContainEqual(
      expect.objectContaining({ delivery: expect.objectContaining({ content: { kind: "text", text: toast?.content } }) }),
    );
    expect((await db.query("select reply from hand_overs")).rows).toEqual([{ reply: null }]);
  });
});

describe("whose duty a question is", () => {
  const answer: GivenAnswer = {
    id: "1",
    chatId: "oc_1",
    messageId: "om_1",
    asker: "ou_1",
    question: "罚多少钱",
    status: "not_found",
    text: "没有写。",
    citations: [],
    nearest: [],
    about: [],
    chatDistrict: undefined,
    askedAt: at("2026-11-21 09:00"),
  };
  const nearest = [{ documentId: "quangang-2019", title: "", number: undefined, path: "", quote: "", passageId: "1", inForce: true }];

  test.each<[string, Partial<GivenAnswer>, DutyChats, { district: string | undefined; chatId: string | undefined }]>([
    ["that of the district asked about", { about: ["洛江区"], chatDistrict: "泉港区" }, BOTH, { district: "洛江区", chatId: "oc_duty" }],
    ["else that of the chat, under its short name too", { chatDistrict: "泉港区" }, BOTH, { district: "泉港区", chatId: "oc_other" }],
    ["else that of the clauses that came nearest", { nearest }, BOTH, { district: "泉港区", chatId: "oc_other" }],
    ["of two districts nobody's", { about: ["洛江区", "泉港区"] }, BOTH, { district: undefined, chatId: undefined }],
    ["where only one is on duty, theirs", {}, { 洛江区: "oc_duty" }, { district: undefined, chatId: "oc_duty" }],
    ["not another district's", { about: ["泉港区"] }, { 洛江区: "oc_duty" }, { district: "泉港区", chatId: undefined }],
  ])("%s", async (_whose, parts, dutyChats, duty) => {
    expect(await dutyFor({ db, dutyChats }, { ...answer, ...parts })).toEqual(duty);
  });
});
