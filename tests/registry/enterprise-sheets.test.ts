import { readXlsx, writeXlsx } from "hucre";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "../../src/registry/audit.ts";
import { listingsOf } from "../../src/registry/enterprise-lists.ts";
import { insertEnterprises, listEnterprises } from "../../src/registry/enterprises.ts";
import { expiringItemsOf } from "../../src/registry/expiring-items.ts";
import { EVERY_RIGHT, type ImportRights } from "../../src/registry/import-rights.ts";
import { putRiskPoint, riskPointsOf } from "../../src/registry/risk-points.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { EVERYTHING, exportRegistry, registryTemplate } from "../../src/registry/workbook-export.ts";
import { readWorkbookFile } from "../../src/registry/workbook-file.ts";
import { applyImport, dryRun } from "../../src/registry/workbook-import.ts";
import { countsOf, fingerprintsOf } from "../../src/registry/workbook-plan.ts";
import { kindOfWorkbook } from "../../src/registry/workbook-sections.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise } from "./fixtures.ts";

const NOW = at("2026-11-21 09:00");
const LIST = ["企业名称", "区", "行业"];
const RISKS = ["企业名称", "区", "风险点", "位置", "等级", "管控措施", "责任人"];
const ITEMS = ["企业名称", "类别", "证照或设备", "编号", "持有人或位置", "有效期至"];
const LISTS = ["企业名称", "名单", "来源", "列入日期", "移出日期"];

let db: Database;
beforeEach(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
  await insertEnterprises(db, [anEnterprise({ aliases: ["老福记"] })], NOW);
});
afterEach(() => db.close());

type Sheets = { list?: string[][]; risks?: string[][]; items?: string[][]; lists?: string[][] };

async function bytesOf({ list, risks, items, lists }: Sheets): Promise<Uint8Array> {
  const sheet = (name: string, head: string[], rows: string[][] | undefined) => (rows ? [{ name, rows: [head, ...rows] }] : []);
  return writeXlsx({
    sheets: [
      ...sheet("企业", LIST, list),
      ...sheet("风险点", RISKS, risks),
      ...sheet("证照设备", ITEMS, items),
      ...sheet("名单", LISTS, lists),
    ],
  });
}

async function requestOf(bytes: Uint8Array, parts: { rights?: ImportRights; goodRowsOnly?: boolean } = {}) {
  const workbook = await readWorkbookFile(bytes, "企业.xlsx");
  const order = { promised: undefined, goodRowsOnly: false, actor: "ou_lin", hash: "c".repeat(64) };
  return { kind: "enterprises" as const, workbook, rights: EVERY_RIGHT, ...order, ...parts };
}

const plan = async (sheets: Sheets) => dryRun({ db, now: NOW }, await requestOf(await bytesOf(sheets)));
const apply = async (sheets: Sheets, parts = {}) => applyImport({ db, now: NOW }, await requestOf(await bytesOf(sheets), parts));

const idOf = async (name: string) => (await listEnterprises(db)).find((one) => one.name === name)?.id ?? "";

const ALL: Sheets = {
  list: [["万安超市", "洛江区", "超市"]],
  risks: [
    ["万安超市", "洛江区", "=1+1", "仓库", "红", "分区堆放", "张某"],
    ["老福记", "", "燃气使用", "后厨", "橙", "", ""],
  ],
  items: [["老福记酒楼", "设备", "灭火器", "", "后厨", "2026年12月31日"]],
  lists: [["万安超市", "消防严重失信", "区消防救援大队通报", "2026/3/1", ""]],
};

describe("the further sheets of the enterprises' workbook", () => {
  test("are entered with the enterprises that the same file brings in, with their audit; the same file again changes nothing", async () => {
    expect(countsOf(await plan(ALL))).toEqual({ add: 5, change: 0, unchanged: 0, wrong: 0 });
    expect(await listEnterprises(db)).toHaveLength(1);
    expect(await apply(ALL)).toMatchObject({ kind: "applied", counts: { add: 5 }, stale: [] });
    const [market, inn] = [await idOf("万安超市"), await idOf("老福记酒楼")];
    expect(await riskPointsOf(db, [market])).toMatchObject([{ name: "=1+1", place: "仓库", colour: "red", responsible: "张某" }]);
    expect(await riskPointsOf(db, [inn])).toMatchObject([{ name: "燃气使用", colour: "orange", measures: undefined }]);
    expect(await expiringItemsOf(db, [inn])).toMatchObject([{ category: "equipment", holder: "后厨", expiresOn: "2026-12-31" }]);
    expect(await listingsOf(db, [market])).toMatchObject([
      { list: "fire_blacklist", listedOn: "2026-03-01", enteredBy: "ou_lin", enteredAt: NOW, removedOn: undefined },
    ]);
    expect(countsOf(await plan(ALL))).toEqual({ add: 0, change: 0, unchanged: 5, wrong: 0 });
    const audited = (await auditEntries(db, { after: "0", limit: 100 })).map(({ action }) => action);
    expect(audited.slice(1)).toEqual(["enterprise_imported", "risk_entered", "risk_entered", "item_entered", "listing_entered"]);
  });

  test("come back from an export unchanged, and what looks like a formula is a text there", async () => {
    await apply(ALL);
    const { bytes, count } = await exportRegistry(db, "enterprises", EVERYTHING);
    expect(count).toBe(2);
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map(({ name }) => name)).toEqual(["企业", "风险点", "证照设备", "名单", "填写说明", "choices"]);
    expect(sheets[1]?.cells?.get("1,3")?.formula).toBeUndefined();
    expect(sheets[1]?.rows.flat()).toContain("=1+1");
    expect(countsOf(await dryRun({ db, now: NOW }, await requestOf(bytes)))).toEqual({ add: 0, change: 0, unchanged: 6, wrong: 0 });
    const without = await exportRegistry(db, "enterprises", { ...EVERYTHING, showsListings: () => false });
    expect((await readXlsx(without.bytes)).sheets[3]?.rows).toHaveLength(1);
  });

  test("are told row by row and column by column where they are wrong, and nothing is written", async () => {
    const { rows } = await plan({
      risks: [
        ["没有这家", "", "燃气使用", "", "橙", "", ""],
        ["老福记酒楼", "", "燃气使用", "", "紫", "", ""],
        ["老福记酒楼", "", "", "", "红", "", ""],
        ["老福记酒楼", "泉港区", "油库", "", "红", "", ""],
      ],
      items: [["老福记酒楼", "设备", "灭火器", "", "", "明年"]],
      lists: [
        ["老福记酒楼", "消防严重失信", "通报", "2026-03-01", "2026-02-01"],
        ["老福记酒楼", "消防严重失信", "通报", "2026-11-21", "2026-11-22"],
        ["老福记酒楼", "消防严重失信", "通报", "2026-11-22", ""],
      ],
    });
    const faults = rows.flatMap((row) => (row.kind === "wrong" ? row.faults.map(({ column }) => [row.part, row.row, column]) : []));
    expect(faults).toEqual([
      ["风险点", 2, "A"],
      ["风险点", 3, "E"],
      ["风险点", 4, "C"],
      ["风险点", 5, "A"],
      ["证照设备", 2, "F"],
      ["名单", 2, "E"],
      ["名单", 3, "E"],
      ["名单", 4, "D"],
    ]);
    expect(await riskPointsOf(db, [await idOf("老福记酒楼")])).toEqual([]);
  });

  test("change what they say anew, and take an enterprise off a list by the day of its removal", async () => {
    await apply(ALL);
    const again = { ...ALL, lists: [["万安超市", "消防严重失信", "区消防救援大队通报", "2026-03-01", "2026-11-01"]] };
    again.risks = [["老福记酒楼", "", "燃气使用", "后厨", "黄", "装报警器", ""]];
    expect(await apply(again)).toMatchObject({ kind: "applied", counts: { change: 2 } });
    expect(await listingsOf(db, [await idOf("万安超市")])).toMatchObject([{ removedOn: "2026-11-01", removedBy: "ou_lin" }]);
    expect(countsOf(await plan(again))).toMatchObject({ add: 0, change: 0, wrong: 0 });
    // Entered anew on the same list, the removed one stays what it was.
    await apply({ lists: [["万安超市", "消防严重失信", "另一份通报", "2026-11-10", ""]] });
    const { bytes } = await exportRegistry(db, "enterprises", EVERYTHING);
    expect(countsOf(await dryRun({ db, now: NOW }, await requestOf(bytes)))).toMatchObject({ add: 0, change: 0, wrong: 0 });
  });

  test("are refused where somebody changed the same meanwhile, and where the right lacks", async () => {
    await apply(ALL);
    const sheets = { risks: [["老福记酒楼", "", "燃气使用", "后厨", "黄", "", ""]] };
    const promised = fingerprintsOf(await plan(sheets));
    const point = { name: "燃气使用", place: "后厨", measures: "换管", responsible: undefined };
    await putRiskPoint(db, { enterpriseId: await idOf("老福记酒楼"), ...point, colour: "red" }, NOW);
    expect(await apply(sheets, { promised })).toMatchObject({ kind: "refused", because: "stale", rows: ["“风险点”表第 2"] });
    const rights = { ...EVERY_RIGHT, toEnter: (action: string) => (action === "enter_listing" ? "不可以" : undefined) };
    const { rows } = await dryRun({ db, now: NOW }, await requestOf(await bytesOf({ ...ALL, lists: ALL.lists ?? [] }), { rights }));
    expect(rows.filter(({ kind }) => kind === "wrong")).toMatchObject([{ part: "名单", faults: [{ problem: "不可以" }] }]);
  });

  test("with wrong enterprises leave out what speaks of them", async () => {
    const sheets = { list: [["万安超市", "洛江区", "航天"]], risks: [["万安超市", "", "油库", "", "红", "", ""]] };
    expect(countsOf(await plan(sheets))).toMatchObject({ wrong: 2 });
  });
});

test("a template is read as an enterprises' workbook in which nothing stands", async () => {
  const workbook = await readWorkbookFile(await registryTemplate(db, "enterprises"), "企业.xlsx");
  expect(workbook.sheets.map(({ name }) => name)).toEqual(["企业", "风险点", "证照设备", "名单", "填写说明"]);
  expect(kindOfWorkbook(workbook)).toBe("enterprises");
  await expect(dryRun({ db, now: NOW }, { kind: "enterprises", workbook, rights: EVERY_RIGHT })).rejects.toMatchObject({
    code: "bad_input",
  });
});
