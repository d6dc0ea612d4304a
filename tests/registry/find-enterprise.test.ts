import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHAT_KINDS } from "../../src/registry/chat.ts";
import type { Enterprise } from "../../src/registry/enterprise.ts";
import { reachOf } from "../../src/registry/enterprise-rights.ts";
import { insertEnterprises, listEnterprises } from "../../src/registry/enterprises.ts";
import { enterprisesMeant } from "../../src/registry/find-enterprise.ts";
import { ACTIONS, type Where, type Who } from "../../src/registry/rights.ts";
import { GRANTED_ROLES, type Grant } from "../../src/registry/role.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise } from "./fixtures.ts";

const NOON = at("2026-11-21 12:00");
const PRIVATE: Where = { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" };

let db: Database;
let [ours, neighbour, away]: Enterprise[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
  [ours, neighbour, away] = await insertEnterprises(
    db,
    [
      anEnterprise({ townId: "luojiang-heshi" }),
      anEnterprise({ name: "老福记海鲜楼" }),
      anEnterprise({ name: "老福记火锅店", district: "泉港区" }),
    ],
    NOON,
  );
});
afterAll(() => db.close());

function whoHolds(role: Grant["role"], place: Partial<Grant>): Who {
  return { status: "active", grants: [{ role, district: undefined, unitId: undefined, enterpriseId: undefined, ...place }] };
}

/** What was read, whether it was told or not. */
async function readFor(who: Who, said: string): Promise<{ told: string[]; read: string[] }> {
  const read = new Set<string>();
  const watched: Db = {
    async query<Row extends object>(sql: string, values?: readonly unknown[]) {
      const result = await db.query<Row>(sql, values);
      for (const row of result.rows) if ("name" in row) read.add(String(row.name));
      return result;
    },
  };
  const told = await enterprisesMeant(watched, said, reachOf(who, "see_enterprise", PRIVATE));
  return { told: told.map(({ name }) => name), read: [...read] };
}

describe("a name that is asked for", () => {
  test.each(["老福记", "老福记海鲜楼", "老富记海鲜楼", "老福记火锅店", "没有这家"])(
    "%s: of another's enterprise nothing is even read",
    async (said) => {
      const owner = whoHolds("enterprise_principal", { enterpriseId: ours?.id });
      const { told, read } = await readFor(owner, said);
      expect([...told, ...read].filter((name) => name !== "老福记酒楼")).toEqual([]);
      expect(await readFor({ status: "active", grants: [] }, said)).toEqual({ told: [], read: [] });
      expect(await readFor({ ...owner, status: "resigned" }, said)).toEqual({ told: [], read: [] });
      expect((await readFor(whoHolds("bureau_staff", { district: "洛江区" }), said)).read).not.toContain("老福记火锅店");
    },
  );

  test("is found within reach, by a part and by a slip", async () => {
    const officer = whoHolds("bureau_staff", { district: "洛江区" });
    expect((await readFor(officer, "老福记")).told).toEqual(["老福记酒楼", "老福记海鲜楼"]);
    expect((await readFor(officer, "老富记海鲜楼")).told).toEqual(["老福记海鲜楼"]);
    expect((await readFor(whoHolds("auditor", {}), "火锅")).told).toEqual(["老福记火锅店"]);
  });
});

test("whatever may be done to an enterprise here, that enterprise is among those that are looked at", async () => {
  const all = [ours, neighbour, away].flatMap((one) => one ?? []);
  const offices: Partial<Grant>[] = [{}, { district: "洛江区", unitId: "luojiang-heshi" }, { district: "泉港区" }];
  const placesOf = (role: Grant["role"]) => (role.startsWith("enterprise") ? [{ enterpriseId: ours?.id }] : offices);
  const wheres = CHAT_KINDS.flatMap((kind) =>
    [undefined, ours?.id].map((enterpriseId): Where => ({ kind, districts: ["洛江区"], enterpriseId, asking: "everyone" })),
  );
  for (const who of GRANTED_ROLES.flatMap((role) => placesOf(role).map((place) => whoHolds(role, place)))) {
    for (const where of wheres) {
      for (const action of ACTIONS.filter((one) => /enterprise|invite|risks|listing|phone/.test(one))) {
        const { scope, allows } = reachOf(who, action, where);
        const seen = scope ? (await scoped(scope)).map(({ id }) => id) : [];
        expect({ who, action, where, missed: all.filter((one) => allows(one) && !seen.includes(one.id)) }).toMatchObject({ missed: [] });
      }
    }
  }
});

const lists = new Map<string, Promise<Enterprise[]>>();

function scoped(scope: NonNullable<ReturnType<typeof reachOf>["scope"]>): Promise<Enterprise[]> {
  const key = JSON.stringify(scope);
  const known = lists.get(key) ?? listEnterprises(db, { scope });
  lists.set(key, known);
  return known;
}
