import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/clock.ts";
import { changedFields, draftOf } from "../../src/registry/enterprise.ts";
import { enterListing, listingsOf, removeListing } from "../../src/registry/enterprise-lists.ts";
import {
  enterprisesIn,
  enterprisesKnownAs,
  enterprisesWithIds,
  findEnterprise,
  insertEnterprises,
  listEnterprises,
  searchEnterprises,
  updateEnterprises,
} from "../../src/registry/enterprises.ts";
import { expiringItemsOf, itemsExpiring, putExpiringItem, removeExpiringItem } from "../../src/registry/expiring-items.ts";
import { INVITATION_DAYS, invite, redeemInvitation } from "../../src/registry/invitations.ts";
import {
  countPeople,
  findPerson,
  insertPerson,
  listPeople,
  notePerson,
  peopleWithIds,
  personOfAccount,
  setPersonStatus,
  updatePerson,
} from "../../src/registry/people.ts";
import { putRiskPoint, removeRiskPoint, riskPointsOf } from "../../src/registry/risk-points.ts";
import { grantRole, grantsOf, holdersOf, revokeAllRoles, revokeRole } from "../../src/registry/roles.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { findUnit, listUnits } from "../../src/registry/units.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise, aPerson } from "./fixtures.ts";

const NOON = at("2026-11-21 12:00");
const LATER = at("2026-11-21 15:00");

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await seedUnits(db, join(import.meta.dirname, "../../knowledge"));
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query("delete from enterprises");
  await db.query("delete from people");
});

describe("units", () => {
  test("both districts come with their bureaus, offices and the enterprise offices of their towns", async () => {
    const units = await listUnits(db);
    expect(new Set(units.map(({ district }) => district))).toEqual(new Set(["洛江区", "泉港区"]));
    for (const district of ["洛江区", "泉港区"]) {
      const kinds = units.filter((unit) => unit.district === district).map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(["district", "bureau", "office", "town"]));
    }
    expect(await findUnit(db, "luojiang-heshi")).toMatchObject({ name: "河市镇企业办", parentId: "luojiang" });
    expect(await findUnit(db, "nowhere")).toBeUndefined();
  });

  test("a second start finds them there", async () => {
    const before = await listUnits(db);
    await seedUnits(db, join(import.meta.dirname, "../../knowledge"));
    expect(await listUnits(db)).toEqual(before);
  });

  test("a folder without the file has none", async () => {
    await seedUnits(db, join(import.meta.dirname, "../../migrations"));
    expect((await listUnits(db)).length).toBeGreaterThan(0);
  });
});

describe("people", () => {
  test("whoever writes to us is noted once; what people entered stays", async () => {
    const entered = await insertPerson(db, aPerson({ title: "股长", unitId: "luojiang-trade" }), NOON);
    const noted = await notePerson(db, { openId: "ou_li", name: "李文卿" }, NOON);
    expect(noted).toEqual({ ...entered, name: "李文卿", checkedAt: NOON });
    expect(await countPeople(db)).toBe(1);
    expect(await personOfAccount(db, "ou_li")).toEqual(noted);
    expect(await notePerson(db, { openId: "ou_li", name: "姓名未知的人员", isPlaceholder: true }, LATER)).toEqual(noted);
    const nameless = await notePerson(db, { openId: "ou_new", name: "姓名未知的人员", isPlaceholder: true }, LATER);
    expect(nameless).toMatchObject({ name: "姓名未知的人员", checkedAt: undefined });
    expect(await notePerson(db, { openId: "ou_new", name: "黄安" }, LATER)).toMatchObject({ name: "黄安", checkedAt: LATER });
    expect(await personOfAccount(db, "ou_nobody")).toBeUndefined();
  });

  test("somebody from a workbook has no account until it is bound", async () => {
    const person = await insertPerson(db, aPerson({ openId: undefined, unitId: "luojiang-heshi" }), NOON);
    expect(person.openId).toBeUndefined();
    await insertPerson(db, aPerson({ openId: undefined, name: "林国栋" }), NOON);
    expect(await listPeople(db, { unitIds: ["luojiang-heshi"] })).toEqual([person]);
    expect((await listPeople(db)).map(({ name }) => name).sort()).toEqual(["李文清", "林国栋"].sort());
    const bound = await updatePerson(db, person.id, aPerson({ openId: "ou_li", unitId: "luojiang-heshi" }), NOON);
    expect(await findPerson(db, person.id)).toEqual(bound);
    expect(bound?.openId).toBe("ou_li");
    expect(await updatePerson(db, "0", aPerson({ openId: "ou_x" }), NOON)).toBeUndefined();
  });

  test("a person leaves once", async () => {
    const { id } = await insertPerson(db, aPerson(), NOON);
    expect(await setPersonStatus(db, id, "resigned", NOON)).toBe(true);
    expect(await setPersonStatus(db, id, "resigned", NOON)).toBe(false);
    expect(await peopleWithIds(db, [id])).toMatchObject([{ status: "resigned" }]);
  });
});

describe("roles", () => {
  const everywhere = { district: undefined, unitId: undefined, enterpriseId: undefined };

  test("a role is granted once and taken back once", async () => {
    const { id: personId } = await insertPerson(db, aPerson(), NOON);
    const request = { ...everywhere, personId, role: "bureau_staff", district: "洛江区", grantedBy: "ou_admin" } as const;
    const grant = await grantRole(db, request, NOON);
    expect(await grantRole(db, request, NOON)).toBeUndefined();
    expect(await grantsOf(db, personId)).toEqual([grant]);
    expect(await revokeRole(db, grant?.id ?? "", "ou_admin", NOON)).toEqual(grant);
    expect(await revokeRole(db, grant?.id ?? "", "ou_admin", NOON)).toBeUndefined();
    expect(await grantsOf(db, personId)).toEqual([]);
    expect(await grantRole(db, request, NOON)).toMatchObject({ role: "bureau_staff" });
    expect(await revokeAllRoles(db, personId, "system", NOON)).toHaveLength(1);
  });

  test("a role without the place that it needs is refused by the table itself", async () => {
    const { id: personId } = await insertPerson(db, aPerson(), NOON);
    const request = { ...everywhere, personId, grantedBy: "ou_admin" };
    await expect(grantRole(db, { ...request, role: "enterprise_principal" }, NOON)).rejects.toThrow("check");
    await expect(grantRole(db, { ...request, role: "town_staff", district: "洛江区" }, NOON)).rejects.toThrow("check");
    await expect(grantRole(db, { ...request, role: "duty_officer" }, NOON)).rejects.toThrow("check");
    expect(await grantsOf(db, personId)).toEqual([]);
  });

  test("holders are found by district, an administrator of everything in each", async () => {
    const [li, zhuang] = [await insertPerson(db, aPerson(), NOON), await insertPerson(db, aPerson({ openId: "ou_zhuang" }), NOON)];
    await grantRole(db, { ...everywhere, personId: li.id, role: "administrator", grantedBy: "system" }, NOON);
    await grantRole(db, { ...everywhere, personId: zhuang.id, role: "duty_officer", district: "泉港区", grantedBy: "system" }, NOON);
    const holders = async (district: string) => (await holdersOf(db, { district })).map(({ personId }) => personId);
    expect(await holders("洛江区")).toEqual([li.id]);
    expect(await holders("泉港区")).toEqual([li.id, zhuang.id]);
    expect(await holdersOf(db, { roles: ["duty_officer"], district: "洛江区" })).toEqual([]);
  });
});

describe("enterprises", () => {
  test("many are entered and changed by one statement each", async () => {
    const [first, second] = await insertEnterprises(
      db,
      [
        anEnterprise({ creditCode: "91350100M000100Y43", aliases: ["老福记"] }),
        anEnterprise({ name: "河市小厨", townId: "luojiang-heshi" }),
      ],
      NOON,
    );
    if (!first || !second) throw new Error("two were entered");
    expect(await findEnterprise(db, first.id)).toEqual(first);
    expect(await enterprisesWithIds(db, [second.id])).toEqual([second]);
    const [changed] = await updateEnterprises(
      db,
      [
        { ...first, phone: "0595-22000000" },
        { ...second, version: 9 },
      ],
      NOON,
    );
    expect(changed).toEqual({ ...first, version: 2, phone: "0595-22000000" });
    expect(await findEnterprise(db, second.id)).toEqual(second);
    expect(changed && changedFields(draftOf(first), draftOf(changed))).toEqual(["phone"]);
  });

  test("they are found by code, name, alias and a part of these, in their district", async () => {
    const [one, other] = await insertEnterprises(
      db,
      [
        anEnterprise({ creditCode: "91350100M000100Y43", aliases: ["老福记"] }),
        anEnterprise({ name: "老福记海鲜酒楼", district: "泉港区", townId: "quangang-tuling", industry: "supermarkets" }),
      ],
      NOON,
    );
    const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
    expect(ids(await enterprisesKnownAs(db, { creditCodes: ["91350100M000100Y43"], names: [] }))).toEqual([one?.id]);
    expect(ids(await enterprisesKnownAs(db, { creditCodes: [], names: ["老福记"] }))).toEqual([one?.id]);
    expect(ids(await searchEnterprises(db, "老福记", { limit: 10 }))).toEqual([one?.id, other?.id]);
    expect(ids(await searchEnterprises(db, "m000100", { limit: 10 }))).toEqual([one?.id]);
    expect(ids(await searchEnterprises(db, "老福记", { district: "泉港区", limit: 10 }))).toEqual([other?.id]);
    expect(ids(await enterprisesIn(db, "老福记海鲜酒楼的煤气管老化了", { limit: 10 }))).toEqual([other?.id, one?.id]);
    expect(ids(await listEnterprises(db, { district: "泉港区", townId: "quangang-tuling", industry: "supermarkets" }))).toEqual([
      other?.id,
    ]);
    expect(await listEnterprises(db, { district: "晋江市" })).toEqual([]);
  });

  test("the same shop is not entered twice", async () => {
    await insertEnterprises(db, [anEnterprise()], NOON);
    await expect(insertEnterprises(db, [anEnterprise()], NOON)).rejects.toThrow("enterprises_name");
    const coded = anEnterprise({ creditCode: "91350100M000100Y43" });
    await insertEnterprises(db, [coded], NOON);
    await expect(insertEnterprises(db, [{ ...coded, name: "别名" }], NOON)).rejects.toThrow("enterprises_credit_code");
  });

  test("risk points, certificates and lists stand under their enterprise", async () => {
    const [enterprise] = await insertEnterprises(db, [anEnterprise()], NOON);
    const enterpriseId = enterprise?.id ?? "";
    const point = { enterpriseId, name: "厨房燃气", place: undefined, measures: "报警器", responsible: undefined };
    const blue = await putRiskPoint(db, { ...point, name: "仓库", colour: "blue" }, NOON);
    await putRiskPoint(db, { ...point, colour: "yellow" }, NOON);
    const red = await putRiskPoint(db, { ...point, colour: "red" }, NOON);
    expect(await riskPointsOf(db, [enterpriseId])).toEqual([red, blue]);
    expect(await removeRiskPoint(db, blue.id, "0")).toBeUndefined();
    expect(await removeRiskPoint(db, blue.id, blue.enterpriseId)).toEqual(blue);
    expect(await riskPointsOf(db, [enterpriseId])).toEqual([red]);

    const item = { enterpriseId, category: "equipment", name: "灭火器", number: undefined, holder: "后厨" } as const;
    await putExpiringItem(db, { ...item, expiresOn: "2026-12-31" }, NOON);
    const renewed = await putExpiringItem(db, { ...item, expiresOn: "2027-12-31" }, NOON);
    expect(await expiringItemsOf(db, [enterpriseId])).toEqual([renewed]);
    expect(await itemsExpiring(db, { from: "2026-01-01", to: "2026-12-31" })).toEqual([]);
    expect(await itemsExpiring(db, { from: "2027-12-31", to: "2027-12-31" })).toEqual([renewed]);
    expect(await removeExpiringItem(db, renewed.id, "0")).toBeUndefined();
    expect(await removeExpiringItem(db, renewed.id, renewed.enterpriseId)).toEqual(renewed);

    const draft = {
      enterpriseId,
      list: "fire_blacklist",
      source: "区消防救援大队通报",
      reason: undefined,
      listedOn: "2026-11-01",
    } as const;
    const listing = await enterListing(db, { ...draft, enteredBy: "ou_li" }, NOON);
    expect(await enterListing(db, { ...draft, enteredBy: "ou_li" }, NOON)).toBeUndefined();
    const removed = await removeListing(db, listing?.id ?? "", { enterpriseId, removedOn: "2026-11-20", removedBy: "ou_li" });
    expect(await removeListing(db, listing?.id ?? "", { enterpriseId, removedOn: "2026-11-20", removedBy: "ou_li" })).toBeUndefined();
    expect(await listingsOf(db, [enterpriseId])).toEqual([removed]);
    expect(await enterListing(db, { ...draft, enteredBy: "ou_li" }, NOON)).toMatchObject({ removedOn: undefined });
  });
});

describe("invitations", () => {
  test("a code works once, as typed by hand, until its last day", async () => {
    const [enterprise] = await insertEnterprises(db, [anEnterprise()], NOON);
    const request = { enterpriseId: enterprise?.id ?? "", role: "enterprise_principal", createdBy: "ou_li" } as const;
    const { code, invitation } = await invite(db, request, NOON);
    expect(await redeemInvitation(db, ` ${code.toLowerCase().replaceAll("-", " ")} `, "ou_wang", NOON)).toEqual(invitation);
    expect(await redeemInvitation(db, code, "ou_wu", NOON)).toBeUndefined();
    const late = await invite(db, request, NOON);
    const after = new Date(NOON.getTime() + INVITATION_DAYS * DAY_MS);
    expect(await redeemInvitation(db, late.code, "ou_wu", after)).toBeUndefined();
    expect(await redeemInvitation(db, "ABCD-EFGH-JKLM", "ou_wu", NOON)).toBeUndefined();
  });

  test("the table does not know the code itself", async () => {
    const [enterprise] = await insertEnterprises(db, [anEnterprise()], NOON);
    const { code } = await invite(db, { enterpriseId: enterprise?.id ?? "", role: "enterprise_principal", createdBy: "ou_li" }, NOON);
    const { rows } = await db.query<{ row: string }>("select invitations::text as row from invitations");
    expect(JSON.stringify(rows)).not.toContain(code.slice(0, 4));
  });
});
