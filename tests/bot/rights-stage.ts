import { type Bot, createBot } from "../../src/bot/bot.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import { defaultSettings } from "../../src/registry/chat.ts";
import type { Enterprise } from "../../src/registry/enterprise.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import { notePrivateChat, rememberChat, setUpChat } from "../../src/registry/groups.ts";
import { notePerson } from "../../src/registry/people.ts";
import type { What, Where, Who } from "../../src/registry/rights.ts";
import { type Grant, ROLES } from "../../src/registry/role.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import type { Database } from "../../src/storage/db.ts";
import { anEnterprise } from "../registry/fixtures.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, type Outgoing, outgoing, unreachableMessenger } from "./bench.ts";

/** Six chats, somebody of each role, and what they may or may not do there: the stage of the matrices of rights. */

export const HOME = "洛江区";
export const AWAY = "泉港区";
export const TOWN = "luojiang-heshi";
const DUTY_CHAT = "oc_duty";

/** Whose matter it is: of the enterprise for which these people stand, in their town and district; or of none of them. */
export type Whose = "ours" | "another's";

/** One of each role, an administrator of everything, and one who has left. */
export const SPEAKERS = [...ROLES, "administrator_everywhere", "administrator_who_left"] as const;
export type Speaker = (typeof SPEAKERS)[number];

const NOBODYS = { district: undefined, unitId: undefined, enterpriseId: undefined };

/** A message or a press by somebody, somewhere. */
export type Attempt = { speaker: Speaker; openId: string; chatId: string; where: Where; eventId: string };

export type Stage = {
  db: Database;
  clock: TestClock;
  enterprises: Readonly<Record<Whose, Enterprise>>;
  speakers: Readonly<Record<Speaker, Who>>;
  chats: Readonly<Record<string, Where>>;
  say(attempt: Attempt, text: string, parts?: Parameters<typeof aMessage>[0]): Promise<void>;
  press(attempt: Attempt, value: object, form?: Record<string, unknown>): ReturnType<Bot["handlePress"]>;
  /** All that waits to be delivered. */
  outgoing(): Promise<Outgoing[]>;
  /** The same as text. */
  said(): Promise<string>;
  rowsOf(table: string): Promise<number>;
  empty(...tables: string[]): Promise<void>;
  /** What is sent where somebody sends a file. */
  workbook: Uint8Array;
  close(): Promise<void>;
};

/** @param workbook  what is sent where somebody sends a file */
export async function openRightsStage(workbook = new Uint8Array()): Promise<Stage> {
  const db = await openTestDatabase();
  const clock = testClock();
  await ingest({ db, models: {}, now: clock.now, log: createLog("silent") }, { directory: "./knowledge" });
  await seedUnits(db, "./knowledge");
  const enterprises = await twoEnterprises(db, clock.now());
  const chats = chatsOf(enterprises.ours.id);
  for (const [chatId, where] of Object.entries(chats)) await describeChat(db, { chatId, where }, clock.now());
  const messenger = { ...unreachableMessenger(), members: async () => [], resource: async () => workbook };
  const bot = createBot(botNeeds(db, clock, { messenger, dutyChats: { [HOME]: DUTY_CHAT } }));
  return {
    db,
    clock,
    enterprises,
    chats,
    speakers: await appointed(db, enterprises.ours.id, clock.now()),
    async say({ openId, chatId, where, eventId }, text, parts = {}) {
      const chatKind = where.kind === "private" ? "private" : "group";
      await bot.handleInbound(aMessage({ eventId, chatId, chatKind, speaker: openId, text, ...parts }));
    },
    press: ({ openId, chatId, eventId }, value, form = {}) => bot.handlePress(aPress({ eventId, chatId, presser: openId, value, form })),
    outgoing: () => outgoing(db),
    said: async () => JSON.stringify((await outgoing(db)).map(({ delivery }) => delivery)),
    rowsOf: async (table) => (await db.query(`select 1 from ${table}`)).rowCount,
    async empty(...tables) {
      for (const table of tables) await db.query(`delete from ${table}`);
    },
    workbook,
    close: () => db.close(),
  };
}

async function twoEnterprises(db: Database, now: Date): Promise<Stage["enterprises"]> {
  const [ours, theirs] = await insertEnterprises(
    db,
    [
      anEnterprise({ townId: TOWN, phone: "13805950001" }),
      anEnterprise({ name: "大海鲜排档", district: AWAY, townId: undefined, phone: "13805950002" }),
    ],
    now,
  );
  if (!ours || !theirs) throw new TypeError("the enterprises were not entered");
  return { ours, "another's": theirs };
}

function chatsOf(enterpriseId: string): Record<string, Where> {
  const open = { districts: [HOME], enterpriseId: undefined, asking: "everyone" } as const;
  return {
    oc_private: { ...open, kind: "private", districts: [] },
    oc_inner: { ...open, kind: "inner" },
    oc_inner_away: { ...open, kind: "inner", districts: [AWAY] },
    oc_enterprises: { ...open, kind: "enterprise" },
    oc_of_enterprise: { ...open, kind: "enterprise", enterpriseId, asking: "staff" },
    oc_external: { ...open, kind: "external", asking: "registered" },
  };
}

async function describeChat(db: Database, { chatId, where }: { chatId: string; where: Where }, now: Date): Promise<void> {
  const { kind, districts, asking, enterpriseId } = where;
  if (kind === "private") return notePrivateChat(db, chatId, now);
  await rememberChat(db, { chatId, name: "群", external: false, isPrivate: false }, undefined, now);
  const setup = { kind, district: districts[0], enterpriseId, tags: [], settings: { ...defaultSettings(), asking } };
  await setUpChat(db, chatId, setup, { openId: "ou_admin", at: now });
}

async function appointed(db: Database, enterpriseId: string, now: Date): Promise<Record<Speaker, Who>> {
  const speakers = await Promise.all(
    SPEAKERS.map(async (speaker): Promise<[Speaker, Who]> => {
      const grant = grantOf(speaker, enterpriseId);
      if (!grant) return [speaker, { status: "active", grants: [] }];
      const person = await notePerson(db, { openId: `ou_${speaker}`, name: speaker }, now);
      await grantRole(db, { ...grant, personId: person.id, grantedBy: "system" }, now);
      const hasLeft = speaker === "administrator_who_left";
      if (hasLeft) await db.query("update people set status = 'resigned' where id = $1", [person.id]);
      return [speaker, { status: hasLeft ? "resigned" : "active", grants: [grant] }];
    }),
  );
  return Object.fromEntries(speakers) as Record<Speaker, Who>;
}

function grantOf(speaker: Speaker, enterpriseId: string): Grant | undefined {
  switch (speaker) {
    case "reporter":
      return undefined;
    case "enterprise_principal":
    case "enterprise_safety_officer":
      return { ...NOBODYS, role: speaker, enterpriseId };
    case "administrator_everywhere":
    case "administrator_who_left":
      return { ...NOBODYS, role: "administrator" };
    default:
      return { ...NOBODYS, role: speaker, district: HOME, unitId: speaker === "town_staff" ? TOWN : undefined };
  }
}

/** What the table is asked about a matter of one of the enterprises. */
export function whatOf({ enterprises }: Pick<Stage, "enterprises">, whose: Whose): What {
  const { id, district, townId } = enterprises[whose];
  return { enterpriseId: id, district, townId };
}
