import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS } from "../../src/clock.ts";
import { type Contact, type Directory, MessengerError, type PersonFacts } from "../../src/messenger.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { forgetMembers, membersForCertain, membersOf } from "../../src/registry/chat-members.ts";
import { contactOf, contactsCalled, forgetContact } from "../../src/registry/contacts.ts";
import { insertPerson, personOfAccount } from "../../src/registry/people.ts";
import { recheckPeople } from "../../src/registry/recheck-people.ts";
import { renamePerson } from "../../src/registry/rename-person.ts";
import { resignPerson } from "../../src/registry/resign.ts";
import { grantRole, grantsOf } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aPerson } from "./fixtures.ts";

const LI: Contact = { openId: "ou_li", name: "李文清", title: "股长", departments: ["洛江区商务局"], resigned: false };

let db: Database;
let clock: TestClock;
let platform: { contact: Contact; members: PersonFacts[]; asked: number; reachable: boolean };
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["contacts", "chat_members", "people"]) await db.query(`delete from ${table}`);
  clock = testClock();
  platform = { contact: LI, members: [LI], asked: 0, reachable: true };
});

function answer<Value>(value: Value): Promise<Value> {
  platform.asked += 1;
  return platform.reachable ? Promise.resolve(value) : Promise.reject(new MessengerError("unreachable", "no network"));
}
const messenger: Directory = {
  contact: () => answer(platform.contact),
  members: () => answer(platform.members.map(({ openId, name }) => ({ openId, name }))),
};
const who = () => contactOf({ db, messenger, now: clock.now }, LI.openId);
const here = () => membersOf({ db, messenger, now: clock.now }, "oc_1");

describe("a contact", () => {
  test("is asked for once a day, and again when the platform says that it changed", async () => {
    expect(await who()).toEqual(LI);
    clock.advance(23 * HOUR_MS);
    platform.contact = { ...LI, name: "李文青", title: undefined, departments: [] };
    expect(await who()).toEqual(LI);
    expect(platform.asked).toBe(1);
    await forgetContact(db, LI.openId);
    expect(await who()).toEqual(platform.contact);
    expect(await contactsCalled(db, "李文青")).toEqual([platform.contact]);
    expect(await contactsCalled(db, "李文清")).toEqual([]);
  });

  test("holds while the platform cannot be reached, and is unknown when it never was", async () => {
    platform.reachable = false;
    expect(await who()).toBeUndefined();
    platform.reachable = true;
    await who();
    clock.advance(25 * HOUR_MS);
    platform.reachable = false;
    expect(await who()).toEqual(LI);
  });

  test("who left is not offered by name", async () => {
    platform.contact = { ...LI, resigned: true };
    await who();
    expect(await contactsCalled(db, LI.name)).toEqual([]);
  });
});

describe("the members of a group", () => {
  test("are asked for once in six hours, and anew after we came or went", async () => {
    expect(await here()).toEqual([{ openId: "ou_li", name: "李文清" }]);
    platform.members = [];
    clock.advance(5 * HOUR_MS);
    expect(await here()).toHaveLength(1);
    clock.advance(2 * HOUR_MS);
    expect(await here()).toEqual([]);
    await forgetMembers(db, "oc_1");
    platform.reachable = false;
    expect(await here()).toEqual([]);
    // Where it decides what may be shown, those of the last time are not enough.
    expect(await membersForCertain({ db, messenger, now: clock.now }, "oc_1")).toBeUndefined();
  });
});

describe("somebody who left", () => {
  test("loses every role at once, and the audit says which; a second word changes nothing", async () => {
    const person = await insertPerson(db, aPerson(), clock.now());
    const place = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
    for (const role of ["bureau_staff", "duty_officer"] as const) {
      await grantRole(db, { ...place, role, personId: person.id, grantedBy: "ou_lin" }, clock.now());
    }
    expect(await resignPerson(db, LI.openId, "system", clock.now())).toMatchObject({ id: person.id, status: "resigned" });
    expect(await resignPerson(db, LI.openId, "system", clock.now())).toBeUndefined();
    expect(await grantsOf(db, person.id)).toEqual([]);
    expect(await personOfAccount(db, LI.openId)).toMatchObject({ status: "resigned" });
    const entries = await auditEntries(db, { after: "0", limit: 10 });
    expect(entries.slice(-1)).toMatchObject([
      {
        actor: "system",
        action: "person_resigned",
        before: { status: "active", roles: [{ role: "bureau_staff" }, { role: "duty_officer" }] },
      },
    ]);
  });

  test("without our being told is found by asking about all who have a role", async () => {
    const person = await insertPerson(db, aPerson(), clock.now());
    const place = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
    await grantRole(db, { ...place, role: "duty_officer", personId: person.id, grantedBy: "ou_lin" }, clock.now());
    const recheck = () => recheckPeople({ db, messenger, now: clock.now });
    expect(await recheck()).toBe(0);
    clock.advance(25 * HOUR_MS);
    platform.contact = { ...LI, resigned: true };
    platform.reachable = false;
    expect(await recheck()).toBe(0);
    platform.reachable = true;
    expect(await recheck()).toBe(1);
    expect(await grantsOf(db, person.id)).toEqual([]);
  });

  test("and was nobody of ours changes nothing", async () => {
    expect(await resignPerson(db, "ou_stranger", "system", clock.now())).toBeUndefined();
  });
});

test("somebody who is called otherwise is renamed once, and the audit says so", async () => {
  const person = await insertPerson(db, aPerson(), clock.now());
  const before = (await auditEntries(db, { after: "0", limit: 100 })).length;
  expect(await renamePerson(db, LI.openId, "李文青", clock.now())).toBe(true);
  expect(await renamePerson(db, LI.openId, "李文青", clock.now())).toBe(false);
  expect(await renamePerson(db, "ou_stranger", "李文青", clock.now())).toBe(false);
  expect(await personOfAccount(db, LI.openId)).toMatchObject({ id: person.id, name: "李文青" });
  expect((await auditEntries(db, { after: "0", limit: 100 })).slice(before)).toMatchObject([{ action: "person_renamed" }]);
});
