import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hasAdministrator, keepingAnAdministrator, LastAdministrator } from "../../src/registry/administrators.ts";
import { claimFirstAdministrator, issueFirstAdministratorCode } from "../../src/registry/first-administrator.ts";
import { insertPerson } from "../../src/registry/people.ts";
import { resignPerson } from "../../src/registry/resign.ts";
import { grantRole, grantsOf, revokeRole } from "../../src/registry/roles.ts";
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

/** @returns person and grant */
async function appoint(openId: string | undefined, district?: string): Promise<{ personId: string; grantId: string }> {
  const { id: personId } = await insertPerson(db, aPerson({ openId, name: openId ?? "林国栋" }), NOON);
  const grant = { role: "administrator" as const, district, unitId: undefined, enterpriseId: undefined };
  const granted = await grantRole(db, { ...grant, personId, grantedBy: "system" }, NOON);
  return { personId, grantId: granted?.id ?? "" };
}

const takeBack = (grantId: string) => db.inTransaction((tx) => keepingAnAdministrator(tx, () => revokeRole(tx, grantId, "ou_lin", NOON)));

test("the last one who may grant everything keeps it, whoever of one district remains", async () => {
  const last = await appoint("ou_lin");
  await appoint("ou_zhuang", "泉港区");
  await expect(takeBack(last.grantId)).rejects.toThrow(LastAdministrator);
  expect(await grantsOf(db, last.personId)).toHaveLength(1);
  await appoint("ou_li");
  expect(await takeBack(last.grantId)).toMatchObject({ id: last.grantId });
});

test("two that are taken back at once leave one", async () => {
  const [one, other] = [await appoint("ou_lin"), await appoint("ou_li")];
  const results = await Promise.allSettled([takeBack(one.grantId), takeBack(other.grantId)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await hasAdministrator(db)).toBe(true);
});

test("whoever left, or has no account, is nobody who could grant; of those the role is taken back", async () => {
  const unbound = await appoint(undefined);
  expect(await hasAdministrator(db)).toBe(false);
  expect(await takeBack(unbound.grantId)).toMatchObject({ id: unbound.grantId });
});

test("the last one may leave; then a new code makes another, who has not left", async () => {
  await appoint("ou_lin");
  expect(await issueFirstAdministratorCode(db, NOON)).toBeUndefined();
  await resignPerson(db, "ou_lin", "system", NOON);
  const code = (await issueFirstAdministratorCode(db, NOON)) ?? "";
  const claim = (openId: string) => claimFirstAdministrator(db, { code, openId, name: openId, chatId: "oc_1" }, NOON);
  expect(await claim("ou_lin")).toBe(false);
  expect(await claim("ou_li")).toBe(true);
  expect(await hasAdministrator(db)).toBe(true);
});
