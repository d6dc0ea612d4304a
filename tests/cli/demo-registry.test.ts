import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedDemo } from "../../src/cli/demo-registry.ts";
import { createLog } from "../../src/log.ts";
import { hasAdministrator } from "../../src/registry/administrators.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { readCreditCode } from "../../src/registry/credit-code.ts";
import { listEnterprises } from "../../src/registry/enterprises.ts";
import { expiringItemsOf } from "../../src/registry/expiring-items.ts";
import { listChats, listDutyChats } from "../../src/registry/groups.ts";
import { countPeople, listPeople, notePerson } from "../../src/registry/people.ts";
import { type Action, mayI, type Where } from "../../src/registry/rights.ts";
import { riskPointsOf } from "../../src/registry/risk-points.ts";
import { grantsOf } from "../../src/registry/roles.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { dutyChatsOf } from "../../src/simulator/duty-chats.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const NOON = at("2026-11-21 12:00");
const PRIVATE: Where = { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" };

let db: Database;
let simulator: Simulator & { url: string };
beforeAll(async () => {
  [db, simulator] = await Promise.all([openTestDatabase(), startSimulator({ now: () => NOON, log: createLog("silent") })]);
});
afterAll(async () => {
  await simulator.close();
  await db.close();
});
beforeEach(async () => {
  for (const table of ["people", "enterprises", "chats", "units"]) await db.query(`delete from ${table}`);
});

async function seeded(): Promise<void> {
  await seedUnits(db, join(import.meta.dirname, "../../knowledge"));
  await seedDemo(db, simulator.world, NOON);
}

/** The names of those who may, each for what is their own enterprise's, or else for Luojiang's or Quangang's. */
async function allowed(action: Action, what: { district?: string; enterprise?: string } = {}): Promise<string[]> {
  const enterprise = (await listEnterprises(db)).find(({ name }) => name === what.enterprise);
  const thing = enterprise
    ? { district: enterprise.district, townId: enterprise.townId, enterpriseId: enterprise.id }
    : { district: what.district };
  const people = await listPeople(db);
  const grants = await Promise.all(people.map(({ id }) => grantsOf(db, id)));
  return people
    .filter(({ status }, index) => mayI({ status, grants: grants[index] ?? [] }, action, PRIVATE, thing).allowed)
    .map(({ name }) => name);
}

describe("the simulated offices", () => {
  beforeEach(seeded);

  test("each person of the page has what goes with their office", async () => {
    expect((await listPeople(db)).map(({ openId }) => openId).sort()).toEqual(
      simulator.world
        .people()
        .map(({ id }) => id)
        .sort(),
    );
    expect(new Set(await allowed("see_ledger", { district: "洛江区" }))).toEqual(new Set(["林国栋", "李文清", "陈美珊"]));
    expect(new Set(await allowed("see_ledger", { district: "泉港区" }))).toEqual(new Set(["庄志强", "郑晓燕"]));
    expect(new Set(await allowed("close_case", { enterprise: "河市小厨" }))).toEqual(new Set(["林国栋", "李文清", "陈美珊"]));
    expect(new Set(await allowed("rectify_case", { enterprise: "老福记酒楼" }))).toEqual(new Set(["王建福", "陈美珊", "林国栋", "李文清"]));
    expect(await allowed("approve_notice", { district: "洛江区" })).toEqual(["林国栋"]);
    expect(await allowed("set_up_chat", { district: "泉港区" })).toEqual(["庄志强"]);
    expect(await allowed("export_audit")).toEqual([]);
    expect(await hasAdministrator(db)).toBe(false);
  });

  test("both enterprises are there, with codes that check and what expires soon", async () => {
    const enterprises = await listEnterprises(db);
    expect(enterprises.map(({ name, principal }) => [name, principal]).sort()).toEqual([
      ["河市小厨", "吴秀兰"],
      ["老福记酒楼", "王建福"],
    ]);
    for (const { creditCode, id } of enterprises) {
      expect(readCreditCode(creditCode ?? "")).toEqual({ code: creditCode });
      expect((await riskPointsOf(db, [id])).map(({ colour }) => colour)).toEqual(["orange"]);
      expect((await expiringItemsOf(db, [id])).map(({ expiresOn }) => expiresOn)).toEqual(["2026-12-11", "2027-06-09"]);
    }
  });

  test("the groups are what the page says they are", async () => {
    const kinds = (await listChats(db)).map(({ name, kind, district }) => ({ name, kind, district }));
    const shown = simulator.world.chats().filter(({ kind }) => kind === "group");
    expect(kinds.sort((a, b) => a.name.localeCompare(b.name))).toEqual(
      shown.map(({ name, label, district }) => ({ name, kind: label, district })).sort((a, b) => a.name.localeCompare(b.name)),
    );
    expect(await listDutyChats(db)).toEqual(dutyChatsOf(simulator.world));
    expect((await listChats(db, { district: "泉港区" })).map(({ kind }) => kind)).toEqual(["inner"]);
  });

  test("a second start changes nothing, and it is on record that nobody did this by hand", async () => {
    const people = await listPeople(db);
    await seedDemo(db, simulator.world, NOON);
    expect(await listPeople(db)).toEqual(people);
    const entries = await auditEntries(db, { after: "0", limit: 100 });
    expect(entries.at(-1)).toMatchObject({ actor: "demo", action: "demo_seeded" });
  });
});

test("a registry that knows anybody is left alone", async () => {
  await notePerson(db, { openId: "ou_real", name: "真人" }, NOON);
  await seeded();
  expect(await countPeople(db)).toBe(1);
  expect(await listEnterprises(db)).toEqual([]);
});

test("a knowledge folder without units does not keep the house from starting", async () => {
  await seedDemo(db, simulator.world, NOON);
  expect(await countPeople(db)).toBe(7);
  expect(await allowed("see_ledger", { district: "洛江区" })).not.toContain("陈美珊");
});
