import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../src/clock.ts";
import { hasAdministrator } from "../../src/registry/administrators.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { claimFirstAdministrator, issueFirstAdministratorCode } from "../../src/registry/first-administrator.ts";
import { insertPerson, personOfAccount } from "../../src/registry/people.ts";
import { grantRole, grantsOf, revokeAllRoles } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aPerson } from "./fixtures.ts";

const NOON = at("2026-11-21 12:00");

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query("delete from people");
  await db.query("delete from first_administrator_codes");
});

async function issued(): Promise<string> {
  const code = await issueFirstAdministratorCode(db, NOON);
  if (!code) throw new Error("there is an administrator");
  return code;
}

function claim(code: string, openId = "ou_lin", now = NOON): Promise<boolean> {
  return claimFirstAdministrator(db, { code, openId, name: "林国栋", chatId: "oc_private" }, now);
}

test("whoever knows the code becomes administrator of everything, and that is on record", async () => {
  const code = await issued();
  expect(await claim(code.toLowerCase().replaceAll("-", ""))).toBe(true);
  const person = await personOfAccount(db, "ou_lin");
  expect(await grantsOf(db, person?.id ?? "")).toMatchObject([{ role: "administrator", district: undefined, grantedBy: "ou_lin" }]);
  const entries = await auditEntries(db, { after: "0", limit: 100 });
  expect(entries.at(-1)).toMatchObject({ actor: "ou_lin", action: "first_administrator_claimed", subject: { id: person?.id } });
  expect(JSON.stringify(entries)).not.toContain(code.slice(0, 4));
});

test("a code makes one administrator, whoever else knows it, and there is no other as long as there is one", async () => {
  const [first, second] = [await issued(), await issued()];
  expect(await claim(first)).toBe(true);
  expect(await claim(first, "ou_wang")).toBe(false);
  expect(await claim(second, "ou_wang")).toBe(false);
  expect(await issueFirstAdministratorCode(db, NOON)).toBeUndefined();
});

test("the same message handled twice is told the same", async () => {
  const code = await issued();
  expect([await claim(code), await claim(code)]).toEqual([true, true]);
  expect(await db.query("select id from person_roles")).toMatchObject({ rowCount: 1 });
});

test("two codes claimed at once make one administrator", async () => {
  const codes = [await issued(), await issued(), await issued(), await issued()];
  const outcomes = await Promise.all(codes.map((code, index) => claim(code, `ou_${index}`)));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await db.query("select id from person_roles")).toMatchObject({ rowCount: 1 });
});

test("a wrong or late code makes nobody administrator", async () => {
  const code = await issued();
  expect(await claim("ABCD-EFGH-JKLM")).toBe(false);
  expect(await claim("")).toBe(false);
  expect(await claim(code, "ou_lin", new Date(NOON.getTime() + 7 * DAY_MS))).toBe(false);
  expect(await hasAdministrator(db)).toBe(false);
  expect(await personOfAccount(db, "ou_lin")).toBeUndefined();
});

test("an administrator of one district is not the first; one who left makes room", async () => {
  const person = await insertPerson(db, aPerson(), NOON);
  const place = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { ...place, personId: person.id, role: "administrator", grantedBy: "system" }, NOON);
  expect(await claim(await issued())).toBe(true);
  const lin = await personOfAccount(db, "ou_lin");
  await revokeAllRoles(db, lin?.id ?? "", "system", NOON);
  expect(await issueFirstAdministratorCode(db, NOON)).toBeDefined();
});
