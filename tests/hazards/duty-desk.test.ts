import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dutyDesk, isAttended, officersIn } from "../../src/hazards/duty-desk.ts";
import { MessengerError, type PersonFacts } from "../../src/messenger.ts";
import { forgetMembers, lookWhoSits, membersLastSeen } from "../../src/registry/chat-members.ts";
import { rememberChat, setUpChat } from "../../src/registry/groups.ts";
import { takesInnerMatters } from "../../src/registry/inner-matters.ts";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { aSetup } from "../notices/notices.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

/** Who hears of what is for those on duty, as it is known who sits in their chat. */

const DISTRICT = "洛江区";
const CONFIGURED = { [DISTRICT]: "oc_duty" };
const CHAT = { kind: "chat", chatId: "oc_duty" } as const;
const LI = { kind: "person", openId: "ou_li" } as const;
const li: PersonFacts = { openId: "ou_li", name: "李文清" };
const stranger: PersonFacts = { openId: "ou_stranger", name: "陌生人" };

let db: Database;
const clock = testClock();

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["chats", "chat_members", "person_roles", "people"]) await db.query(`truncate ${table} cascade`);
});

async function appoint({ openId, name }: PersonFacts): Promise<void> {
  const { id: personId } = await notePerson(db, { openId, name }, clock.now());
  const place = { district: DISTRICT, unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { ...place, personId, role: "duty_officer", grantedBy: "system" }, clock.now());
}

/** @param members  undefined: the platform does not tell */
async function sits(...members: readonly PersonFacts[] | [undefined]): Promise<void> {
  await forgetMembers(db, CHAT.chatId);
  const refuse = () => Promise.reject(new MessengerError("refused", "no scope"));
  const tell = async () => members.filter((member) => member !== undefined);
  await lookWhoSits({ db, now: clock.now, messenger: { members: members[0] === undefined ? refuse : tell } }, CHAT.chatId);
}

test("staff alone: the chat hears all of it", async () => {
  await appoint(li);
  await sits(li);
  expect(await dutyDesk(db, CONFIGURED, DISTRICT)).toEqual({ recipients: [CHAT], officers: ["ou_li"] });
  expect(await officersIn(db, CHAT.chatId, [DISTRICT])).toEqual({ recipients: [CHAT], isOpen: false });
});

test.each([
  ["somebody without a role", () => sits(li, stranger)],
  ["nobody knows who", () => sits(undefined)],
  [
    "somebody came since it was asked",
    async () => {
      await sits(li);
      await forgetMembers(db, CHAT.chatId);
    },
  ],
])("%s sits there: those on duty hear it alone, and the chat of emergencies", async (_who, happen) => {
  await appoint(li);
  await happen();
  expect(await dutyDesk(db, CONFIGURED, DISTRICT)).toEqual({ recipients: [LI], open: [CHAT], officers: ["ou_li"] });
  expect(await officersIn(db, CHAT.chatId, [DISTRICT])).toEqual({ recipients: [LI], isOpen: false });
});

test("where nobody can be told alone the chat hears it all the same, as one in which others look on", async () => {
  await sits(stranger);
  const desk = await dutyDesk(db, CONFIGURED, DISTRICT);
  expect(desk).toEqual({ recipients: [CHAT], officers: [] });
  expect(isAttended(desk)).toBe(true);
  expect(await takesInnerMatters(db, CHAT.chatId)).toBe(false);
  expect(await officersIn(db, CHAT.chatId, [DISTRICT])).toEqual({ recipients: [CHAT], isOpen: true });
});

test("a colleague for whom the administrator vouched is no outsider", async () => {
  await appoint(li);
  await rememberChat(db, { chatId: CHAT.chatId, name: "值班群", external: false, isPrivate: false }, undefined, clock.now());
  await setUpChat(db, CHAT.chatId, aSetup({ kind: "inner", vouchedFor: ["ou_stranger"] }), { openId: "ou_lin", at: clock.now() });
  await sits(li, stranger);
  expect(await takesInnerMatters(db, CHAT.chatId)).toBe(true);
});

test("what the platform told within the hour holds while it does not answer", async () => {
  await appoint(li);
  await sits(li);
  clock.advance(30 * 60_000);
  const silent = { members: () => Promise.reject(new MessengerError("unreachable", "nobody there")) };
  await lookWhoSits({ db, now: clock.now, messenger: silent }, CHAT.chatId);
  expect(await membersLastSeen(db, CHAT.chatId)).toEqual([li]);
  clock.advance(31 * 60_000);
  await lookWhoSits({ db, now: clock.now, messenger: silent }, CHAT.chatId);
  expect(await membersLastSeen(db, CHAT.chatId)).toBe("unsure");
});
