import { readXlsx, writeXlsx } from "hucre";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "../../src/registry/audit.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import { EVERY_RIGHT } from "../../src/registry/import-rights.ts";
import { insertPerson, listPeople, notePerson, updatePeople } from "../../src/registry/people.ts";
import { grantRole, grantsOf } from "../../src/registry/roles.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { EVERYTHING, exportRegistry } from "../../src/registry/workbook-export.ts";
import { readWorkbookFile } from "../../src/registry/workbook-file.ts";
import { applyImport, dryRun } from "../../src/registry/workbook-import.ts";
import { countsOf } from "../../src/registry/workbook-plan.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise, aPerson } from "./fixtures.ts";

const NOW = at("2026-11-21 09:00");
const HEAD = ["姓名", "飞书账号", "单位", "电话", "角色", "状态"];

let db: Database;
beforeEach(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
});
afterEach(() => db.close());

async function requestOf(rows: (string | null)[][]) {
  const bytes = await writeXlsx({ sheets: [{ name: "人员", rows: [HEAD, ...rows] }] });
  const workbook = await readWorkbookFile(bytes, "人员.xlsx");
  const order = { promised: undefined, goodRowsOnly: false, actor: "ou_lin", hash: "b".repeat(64) };
  return { kind: "people" as const, workbook, rights: EVERY_RIGHT, ...order };
}

const apply = async (...rows: (string | null)[][]) => applyImport({ db, now: NOW }, await requestOf(rows));
const plan = async (...rows: (string | null)[][]) => dryRun({ db, now: NOW }, await requestOf(rows));

describe("a list of people", () => {
  test("does not take the last administrator's role, by one row or by two together", async () => {
    const accounts: Record<string, string> = { 林国栋: "ou_lin", 李文清: "ou_li" };
    const everywhere = { role: "administrator", district: undefined, unitId: undefined, enterpriseId: undefined } as const;
    const appoint = async (name: string) => {
      const { id } = await notePerson(db, { openId: accounts[name] ?? "", name }, NOW);
      await grantRole(db, { ...everywhere, personId: id, grantedBy: "system" }, NOW);
      return id;
    };
    const lin = await appoint("林国栋");
    const row = (name: string) => [name, accounts[name] ?? null, null, null, null, null];
    expect((await plan(row("林国栋"))).rows).toMatchObject([{ kind: "wrong", faults: [{ header: "角色" }] }]);
    await appoint("李文清");
    await expect(apply(row("林国栋"), row("李文清"))).rejects.toMatchObject({ code: "bad_input" });
    expect(await grantsOf(db, lin)).toHaveLength(1);
    expect(await apply(row("林国栋"))).toMatchObject({ kind: "applied", counts: { change: 1 } });
  });

  test("enters them with their roles; the same list again, and an export of it, change nothing", async () => {
    const rows = [
      ["黄安", null, "河市镇企业办", "13800000000", "企业办人员（河市镇企业办）、值班人员（洛江区）", null],
      ["林立", "ou_linli", "洛江区·商贸流通股", null, "局股室人员（洛江区）", "在职"],
      ["路人", null, null, null, null, null],
    ];
    expect(await apply(...rows)).toMatchObject({ kind: "applied", counts: { add: 3 } });
    const people = await listPeople(db);
    expect(people.map(({ name, unitId, openId }) => [name, unitId, openId])).toEqual(
      expect.arrayContaining([
        ["黄安", "luojiang-heshi", undefined],
        ["林立", "luojiang-trade", "ou_linli"],
        ["路人", undefined, undefined],
      ]),
    );
    expect(countsOf(await plan(...rows))).toEqual({ add: 0, change: 0, unchanged: 3, wrong: 0 });
    const { bytes } = await exportRegistry(db, "people", EVERYTHING);
    const workbook = await readWorkbookFile(bytes, "人员.xlsx");
    expect(countsOf(await dryRun({ db, now: NOW }, { kind: "people", workbook, rights: EVERY_RIGHT }))).toMatchObject({
      unchanged: 3,
      wrong: 0,
    });
    const entries = await auditEntries(db, { after: "0", limit: 100 });
    expect(entries.map(({ action }) => action)).toEqual([
      "workbook_imported",
      ...["person_imported", "person_imported", "person_imported", "role_granted", "role_granted", "role_granted"],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/13800000000/);
  });

  test("changes what it says of somebody known, takes roles back, and keeps what it does not speak of", async () => {
    const person = await notePerson(db, { openId: "ou_li", name: "李文清" }, NOW);
    const nowhere = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
    await grantRole(db, { ...nowhere, role: "bureau_staff", personId: person.id, grantedBy: "system" }, NOW);
    const row = ["李文清", "ou_li", "洛江区·商贸流通股", null, "值班人员（洛江区）", null];
    expect((await plan(row)).rows).toMatchObject([
      {
        kind: "change",
        changes: [
          { header: "单位", from: "" },
          { header: "角色", from: "局股室人员（洛江区）", to: "值班人员（洛江区）" },
        ],
      },
    ]);
    await apply(row);
    expect((await grantsOf(db, person.id)).map(({ role }) => role)).toEqual(["duty_officer"]);
    await apply(["李文清", "ou_li", null, null, null, "离职"]);
    expect((await listPeople(db))[0]).toMatchObject({ status: "resigned" });
    expect(await grantsOf(db, person.id)).toEqual([]);
  });

  test("tells namesakes apart by unit and phone, or says that it cannot", async () => {
    for (const phone of ["13800000001", "13800000002"]) await insertPerson(db, aPerson({ openId: undefined, name: "黄安", phone }), NOW);
    const rows = [
      ["黄安", null, null, "13800000001", null, null],
      ["黄安", null, null, "13800000009", null, null],
      ["黄安", null, "河市镇企业办", null, null, null],
    ];
    expect((await plan(...rows)).rows).toMatchObject([
      { kind: "unchanged" },
      { kind: "wrong", faults: [{ header: "飞书账号", problem: expect.stringMatching(/有 2 人/) }] },
      { kind: "add", remark: expect.stringMatching(/已有同名的人/) },
    ]);
  });

  test("does not bind an account to somebody whose roles one may not grant", async () => {
    const admin = await insertPerson(db, aPerson({ openId: undefined, name: "局长" }), NOW);
    const everywhere = { district: undefined, unitId: undefined, enterpriseId: undefined };
    await grantRole(db, { ...everywhere, role: "administrator", personId: admin.id, grantedBy: "system" }, NOW);
    const request = await requestOf([["局长", "ou_mine", null, null, "管理员（全部）", null]]);
    const rights = { ...EVERY_RIGHT, toGrant: () => "这项操作由管理员办理。" };
    expect((await dryRun({ db, now: NOW }, { ...request, rights })).rows).toMatchObject([{ kind: "wrong", faults: [{ header: "角色" }] }]);
    expect((await dryRun({ db, now: NOW }, request)).rows).toMatchObject([{ kind: "change" }]);
  });

  test("of an enterprise of another district are neither shown to its officers nor changed by them", async () => {
    const [shop] = await insertEnterprises(db, [anEnterprise({ district: "泉港区" })], NOW);
    const owner = await insertPerson(db, aPerson({ openId: "ou_owner", name: "店主", phone: "13800000001" }), NOW);
    const scope = { district: undefined, unitId: undefined, enterpriseId: shop?.id };
    await grantRole(db, { ...scope, role: "enterprise_principal", personId: owner.id, grantedBy: "system" }, NOW);
    const isOwn = (district: string | undefined) => district === undefined || district === "洛江区";
    expect(await exportRegistry(db, "people", { includes: isOwn, showsListings: () => true, showsPhones: () => true })).toMatchObject({
      count: 0,
    });
    const rights = {
      ...EVERY_RIGHT,
      toImport: (district: string | undefined) => (isOwn(district) ? undefined : "这件事不属于您所在的区。"),
    };
    const request = await requestOf([["店主", "ou_owner", null, "13800000002", "企业主要负责人（老福记酒楼）", null]]);
    expect((await dryRun({ db, now: NOW }, { ...request, rights })).rows).toMatchObject([{ kind: "wrong", faults: [{ header: "单位" }] }]);
  });

  test("of several districts go out without phone numbers where those of one may not be seen", async () => {
    await insertEnterprises(db, [anEnterprise({ phone: "13800000001" }), anEnterprise({ district: "泉港区", phone: "13800000002" })], NOW);
    const isOwn = (district: string | undefined) => district === "洛江区";
    const told = async (includes: (district: string | undefined) => boolean) => {
      const { bytes } = await exportRegistry(db, "enterprises", { includes, showsListings: () => true, showsPhones: isOwn });
      return JSON.stringify(await readXlsx(bytes));
    };
    expect(await told(() => true)).not.toMatch(/1380000000/);
    expect(await told(isOwn)).toMatch(/13800000001/);
  });

  test("leaves alone whoever was changed since they were read", async () => {
    const seen = aPerson({ openId: undefined, name: "黄安" });
    const { id } = await insertPerson(db, seen, NOW);
    const was = { ...seen, status: "active" as const };
    expect(await updatePeople(db, [{ ...was, id, phone: "13800000001", seen: was }], NOW)).toEqual([id]);
    expect(await updatePeople(db, [{ ...was, id, phone: "13800000002", seen: was }], NOW)).toEqual([]);
    expect((await listPeople(db))[0]?.phone).toBe("13800000001");
  });
});
