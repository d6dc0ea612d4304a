import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import { openHandOver } from "../../src/policy/hand-over.ts";
import { defaultSettings } from "../../src/registry/chat.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import { notePrivateChat, rememberChat, setUpChat } from "../../src/registry/groups.ts";
import { notePerson } from "../../src/registry/people.ts";
import { type Action, mayI, type Where, type Who } from "../../src/registry/rights.ts";
import { GRANTED_ROLES, type Grant, ROLES, type Role } from "../../src/registry/role.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import type { Database } from "../../src/storage/db.ts";
import { anEnterprise } from "../registry/fixtures.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, outgoing } from "./bench.ts";

/** What the table allows happens, and what it refuses does not: for every role and chat, through messages and buttons. */

const HOME = "洛江区";
const UNANSWERED = "洛江逾期不改罚多少钱";

let db: Database;
let clock: TestClock;
let enterpriseId: string;
let answers: ReadonlyMap<string, string>;

const CHATS: Readonly<Record<string, Where>> = {
  oc_private: { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" },
  oc_inner: { kind: "inner", districts: [HOME], enterpriseId: undefined, asking: "everyone" },
  oc_inner_away: { kind: "inner", districts: ["泉港区"], enterpriseId: undefined, asking: "everyone" },
  oc_enterprise: { kind: "enterprise", districts: [HOME], enterpriseId: undefined, asking: "everyone" },
  oc_enterprise_staff: { kind: "enterprise", districts: [HOME], enterpriseId: undefined, asking: "staff" },
  oc_external: { kind: "external", districts: [HOME], enterpriseId: undefined, asking: "registered" },
};

beforeAll(async () => {
  db = await openTestDatabase();
  clock = testClock();
  await ingest({ db, models: {}, now: clock.now, log: createLog("silent") }, { directory: "./knowledge" });
  await seedUnits(db, "./knowledge");
  const [enterprise] = await insertEnterprises(db, [anEnterprise()], clock.now());
  enterpriseId = enterprise?.id ?? "";
  for (const role of GRANTED_ROLES) {
    const person = await notePerson(db, { openId: `ou_${role}`, name: role }, clock.now());
    await grantRole(db, { ...grantOf(role), personId: person.id, grantedBy: "system" }, clock.now());
  }
  for (const [chatId, where] of Object.entries(CHATS)) await describeChat(chatId, where);
  answers = new Map(await Promise.all(Object.keys(CHATS).map(async (chatId) => [chatId, await answered(chatId)] as const)));
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["outbox", "inbox", "sessions", "hand_overs", "votes"]) await db.query(`delete from ${table}`);
});

function grantOf(role: Grant["role"]): Grant {
  const none = { district: undefined, unitId: undefined, enterpriseId: undefined };
  if (role === "enterprise_principal" || role === "enterprise_safety_officer") return { ...none, role, enterpriseId };
  return { ...none, role, district: HOME, unitId: role === "town_staff" ? "luojiang-heshi" : undefined };
}

async function describeChat(chatId: string, { kind, districts, asking }: Where): Promise<void> {
  if (kind === "private") return notePrivateChat(db, chatId, clock.now());
  await rememberChat(db, { chatId, name: "群", external: false, isPrivate: false }, undefined, clock.now());
  const setup = { kind, district: districts[0], enterpriseId: undefined, tags: [], settings: { ...defaultSettings(), asking } };
  await setUpChat(db, chatId, setup, { openId: "ou_admin", at: clock.now() });
}

/** The id of an answer that an officer was given in this chat. */
async function answered(chatId: string): Promise<string> {
  const eventId = `om_first_${chatId}`;
  await botOf({}).handleInbound(message("bureau_staff", chatId, { eventId, text: UNANSWERED }));
  const { rows } = await db.query<{ id: string }>("select id::text as id from answers where event_id = $1", [eventId]);
  return String(rows[0]?.id);
}

function botOf(dutyChats: Record<string, string>): Bot {
  return createBot(botNeeds(db, clock, { dutyChats }));
}

function message(role: Role, chatId: string, parts: { eventId: string; text: string }) {
  const chatKind = CHATS[chatId]?.kind === "private" ? ("private" as const) : ("group" as const);
  return aMessage({ chatId, chatKind, speaker: `ou_${role}`, ...parts });
}

function press(role: Role, chatId: string, value: object, form = {}) {
  return aPress({ eventId: "ev_matrix", chatId, presser: `ou_${role}`, value, form });
}

async function rowsOf(table: "votes" | "hand_overs"): Promise<number> {
  return (await db.query(`select 1 from ${table}`)).rowCount;
}

/** How each right is asked for, and whether it was had. */
const DOORS: Readonly<Partial<Record<Action, (role: Role, chatId: string) => Promise<boolean>>>> = {
  async ask(role, chatId) {
    const eventId = `om_${role}_${chatId}`;
    await botOf({}).handleInbound(message(role, chatId, { eventId, text: "主要负责人多久带队检查一次" }));
    return (await db.query("select id from answers where event_id = $1", [eventId])).rowCount === 1;
  },
  async vote(role, chatId) {
    await botOf({}).handlePress(press(role, chatId, { do: "vote", answerId: answers.get(chatId), verdict: "up" }));
    return (await rowsOf("votes")) === 1;
  },
  async hand_over(role, chatId) {
    await botOf({ [HOME]: "oc_inner" }).handlePress(press(role, chatId, { do: "hand_over", answerId: answers.get(chatId) }));
    return (await rowsOf("hand_overs")) === 1;
  },
  async answer_hand_over(role, chatId) {
    const opened = await openHandOver(
      db,
      {
        answerId: String(answers.get("oc_inner")),
        district: HOME,
        askerName: undefined,
        requestedBy: "ou_wang",
        cardMessageId: "om_card",
        dutyChatId: chatId,
      },
      clock.now(),
    );
    const value = { do: "reply_to_hand_over", handOverId: opened?.id };
    const { toast } = await botOf({}).handlePress(press(role, chatId, value, { reply: "请找区应急局。" }));
    const { rows } = await db.query<{ reply: string | null }>("select reply from hand_overs");
    expect(toast?.type === "success").toBe(rows[0]?.reply !== null);
    return rows[0]?.reply !== null;
  },
  async see_gaps(role, chatId) {
    await botOf({}).handleInbound(message(role, chatId, { eventId: "om_gaps", text: "待补知识" }));
    // What is lacking in Luojiang: a card without it shows nothing that is ours.
    return JSON.stringify(await outgoing(db)).includes(UNANSWERED);
  },
};

describe.each(Object.keys(DOORS) as Action[])("%s", (action) => {
  test.each(ROLES)("by %s", async (role) => {
    const who: Who = { status: "active", grants: role === "reporter" ? [] : [grantOf(role)] };
    for (const [chatId, where] of Object.entries(CHATS)) {
      for (const table of ["outbox", "hand_overs", "votes"]) await db.query(`delete from ${table}`);
      const had = await DOORS[action]?.(role, chatId);
      const { allowed } = mayI(who, action, where, { district: HOME });
      expect({ role, chatId, had }).toEqual({ role, chatId, had: allowed });
    }
  });
});
