import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MINUTE_MS } from "../../src/clock.ts";
import { type Directory, MessengerError } from "../../src/messenger.ts";
import { forgetMembers } from "../../src/registry/chat-members.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import { notePerson } from "../../src/registry/people.ts";
import { resignPerson } from "../../src/registry/resign.ts";
import type { Grant } from "../../src/registry/role.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { hasOutsiders, seatedIn } from "../../src/registry/seated.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise } from "./fixtures.ts";

const LI = { openId: "ou_li", name: "李文清" };
const WANG = { openId: "ou_wang", name: "王建福" };
const HUANG = { openId: "ou_huang", name: "黄安" };
const STAFF: Grant = { role: "bureau_staff", district: "洛江区", unitId: undefined, enterpriseId: undefined };

let db: Database;
let clock: TestClock;
/** What the platform says of the group: who sits there, or nothing. */
let platform: { members: (typeof LI)[]; answers: "at once" | "never" | "with a failure" };
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["chat_members", "people", "enterprises"]) await db.query(`delete from ${table}`);
  clock = testClock();
  platform = { members: [LI], answers: "at once" };
  await appoint(LI, STAFF);
});

const messenger: Pick<Directory, "members"> = {
  members: () => {
    if (platform.answers === "never") return new Promise(() => undefined);
    if (platform.answers === "at once") return Promise.resolve(platform.members);
    return Promise.reject(new MessengerError("unreachable", "nobody there"));
  },
};
const outsiders = (vouchedFor: readonly string[] = []) => hasOutsiders({ db, messenger, now: clock.now }, "oc_1", vouchedFor);

async function appoint(person: typeof LI, grant: Grant): Promise<void> {
  const { id } = await notePerson(db, person, clock.now());
  await grantRole(db, { ...grant, personId: id, grantedBy: "system" }, clock.now());
}

async function bind(person: typeof LI): Promise<void> {
  const [enterprise] = await insertEnterprises(db, [anEnterprise()], clock.now());
  const enterpriseId = enterprise?.id;
  await appoint(person, { role: "enterprise_principal", district: undefined, unitId: undefined, enterpriseId });
}

describe("an inner group", () => {
  test("of staff alone has nobody else in it", async () => {
    expect(await outsiders()).toBe(false);
  });

  test("is one no longer when somebody in it comes to stand for an enterprise, also an officer", async () => {
    platform.members = [LI, WANG];
    expect(await outsiders([WANG.openId])).toBe(false);
    await bind(WANG);
    expect(await outsiders([WANG.openId])).toBe(true);
    platform.members = [LI];
    await forgetMembers(db, "oc_1");
    expect(await outsiders()).toBe(false);
    await appoint(LI, { role: "enterprise_safety_officer", district: undefined, unitId: undefined, enterpriseId: await anyEnterprise() });
    expect(await outsiders()).toBe(true);
  });

  test("is one no longer when somebody joins for whom nobody vouched, at the latest ten minutes later", async () => {
    expect(await outsiders()).toBe(false);
    platform.members = [LI, HUANG];
    clock.advance(11 * MINUTE_MS);
    expect(await outsiders()).toBe(true);
    expect(await outsiders([HUANG.openId])).toBe(false);
  });

  test("is told at once where the platform tells that somebody came", async () => {
    expect(await outsiders()).toBe(false);
    platform.members = [LI, WANG];
    await forgetMembers(db, "oc_1");
    expect(await outsiders()).toBe(true);
  });

  test("is not taken for one while nobody can tell who sits there", async () => {
    expect(await outsiders()).toBe(false);
    await forgetMembers(db, "oc_1");
    for (const answers of ["never", "with a failure"] as const) {
      platform.answers = answers;
      expect(await outsiders()).toBe(true);
    }
  });

  test("has no place for somebody who left, vouched for or not", async () => {
    await resignPerson(db, LI.openId, "system", clock.now());
    expect(await outsiders([LI.openId])).toBe(true);
    expect(await seatedIn({ db, messenger, now: clock.now }, "oc_1")).toEqual({ owners: [], gone: [LI], unknown: [] });
  });
});

async function anyEnterprise(): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>("select id::text as id from enterprises");
  return rows[0]?.id;
}
