import { strFromU8, unzipSync, zipSync } from "fflate";
import { type WriteSheet, writeXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertEnterprises, listEnterprises } from "../../src/registry/enterprises.ts";
import { EVERY_RIGHT } from "../../src/registry/import-rights.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { EVERYTHING, exportRegistry, registryTemplate } from "../../src/registry/workbook-export.ts";
import { readWorkbookFile } from "../../src/registry/workbook-file.ts";
import { dryRun } from "../../src/registry/workbook-import.ts";
import { countsOf } from "../../src/registry/workbook-plan.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise } from "./fixtures.ts";

const HEAD = ["企业名称", "区", "行业", "联系电话"];
const GOOD = ["万安超市", "洛江区", "超市", "13800000000"];
const NOW = at("2026-11-21 09:00");

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
});
afterAll(() => db.close());

async function planOf(sheet: Omit<WriteSheet, "name">, ...others: WriteSheet[]) {
  return planOfBytes(await writeXlsx({ sheets: [{ name: "企业", ...sheet }, ...others] }));
}

async function planOfBytes(bytes: Uint8Array) {
  const workbook = await readWorkbookFile(bytes, "企业.xlsx");
  return dryRun({ db, now: NOW }, { kind: "enterprises", workbook, rights: EVERY_RIGHT });
}

/** Why a file is not read at all. */
async function refusal(bytes: Uint8Array): Promise<string> {
  return readWorkbookFile(bytes, "企业.xlsx").then(
    () => "read",
    (error: { hint?: string }) => error.hint ?? "no hint",
  );
}

describe("a workbook from outside", () => {
  test("has its columns found by name, in any order, below titles, with marks and other words for them", async () => {
    const plan = await planOf({
      rows: [
        ["洛江区企业一览"],
        [],
        ["联系方式", "*单位名称（必填）", "行业领域", "所属区"],
        ["13800000000", "万安超市", "商超", "洛江"],
        [null],
        [],
      ],
    });
    expect(plan.rows).toMatchObject([{ row: 4, kind: "add", entry: { name: "万安超市", district: "洛江区", industry: "supermarkets" } }]);
  });

  test.each([
    ["twice the same column", ["企业名称", "区", "行业", "区"], /列“区”出现了两次/],
    ["no required column", ["企业名称", "行业", "联系电话", "地址"], /缺少必填的列“区”/],
    ["no header", ["甲", "乙", "丙", "丁"], /没有找到表头/],
  ])("with %s is refused", async (_case, head, problem) => {
    await expect(planOf({ rows: [head, GOOD] })).rejects.toMatchObject({ hint: expect.stringMatching(problem) });
  });

  test("never runs a formula, nor trusts what was computed for it", async () => {
    const formula = { value: "13800000000", type: "formula" as const, formula: 'HYPERLINK("http://x","1")', formulaResult: "13800000000" };
    const plan = await planOf({ rows: [HEAD, GOOD], cells: new Map([["1,3", formula]]) });
    expect(plan.rows).toMatchObject([
      { kind: "wrong", faults: [{ column: "D", header: "联系电话", problem: expect.stringMatching(/是公式/) }] },
    ]);
  });

  test("with merged cells below its header has those rows told", async () => {
    const plan = await planOf({
      rows: [HEAD, GOOD, ["双阳小吃", null, "餐饮", null]],
      merges: [{ startRow: 1, startCol: 1, endRow: 2, endCol: 1 }],
    });
    expect(plan.rows.map(({ row, kind }) => [row, kind])).toEqual([
      [2, "wrong"],
      [3, "wrong"],
    ]);
  });

  test("keeps long digits, reads hidden rows aloud and hidden sheets not at all", async () => {
    const rows = [
      ["企业名称", "区", "行业", "统一社会信用代码", "联系电话"],
      ["万安超市", "洛江区", "超市", 913505041234567800, 13800000000],
    ];
    const plan = await planOf({ rows, rowDefs: new Map([[1, { hidden: true }]]) }, { name: "旧", rows: [HEAD, GOOD], hidden: true });
    expect(plan.rows).toMatchObject([{ kind: "wrong", faults: [{ column: "D", problem: expect.stringMatching(/科学计数/) }] }]);
    expect(plan.notes).toEqual(expect.arrayContaining(["有 1 行被隐藏或筛掉，也一并读了。", "隐藏的工作表没有读：旧。"]));
  });

  test("that names one enterprise twice has both rows told, by name or by number", async () => {
    const plan = await planOf({ rows: [HEAD, GOOD, ["双阳小吃", "洛江区", "餐饮", null], GOOD] });
    expect(plan.rows.map(({ row, kind }) => [row, kind])).toEqual([
      [2, "wrong"],
      [3, "add"],
      [4, "wrong"],
    ]);
    expect(plan.rows[0]).toMatchObject({ faults: [{ problem: "与第 4 行说的是同一个，请只留一行" }] });
  });

  test("with macros, too many rows, a bomb or nothing of a workbook in it is refused with what to do", async () => {
    const parts = unzipSync(await writeXlsx({ sheets: [{ name: "企业", rows: [HEAD, GOOD] }] }));
    expect(await refusal(zipSync({ ...parts, "xl/vbaProject.bin": new Uint8Array(8) }))).toMatch(/有宏/);
    expect(await refusal(zipSync({ ...parts, "xl/bomb.xml": new Uint8Array(60 * 1024 * 1024) }))).toMatch(/企业\.xlsx/);
    const rows = [HEAD, ...Array.from({ length: 20_100 }, (_, index) => [`店${index}`])];
    expect(await refusal(await writeXlsx({ sheets: [{ name: "企业", rows }] }))).toMatch(/最多 20000 行/);
    expect(
      await refusal(await writeXlsx({ sheets: [{ name: "企业", rows: [Array.from({ length: 101 }, (_, index) => `列${index}`)] }] })),
    ).toMatch(/最多 100 列/);
    expect(await refusal(new Uint8Array(11 * 1024 * 1024))).toMatch(/超过 10 MB/);
    expect(await refusal(Buffer.from("PK no archive"))).toMatch(/企业\.xlsx/);
    expect(await refusal(zipSync({ "a.xml": new Uint8Array(1) }))).toMatch(/另存为 \.xlsx/);
  });

  test("with one cell in its last row, a million rows below, is refused and not unrolled", async () => {
    const parts = unzipSync(await writeXlsx({ sheets: [{ name: "企业", rows: [HEAD, GOOD] }] }));
    const [sheet = ""] = Object.keys(parts).filter((name) => /worksheets\/sheet1\.xml$/.test(name));
    const xml = strFromU8(parts[sheet] ?? new Uint8Array());
    const last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>店</t></is></c></row></sheetData>';
    const bytes = zipSync({ ...parts, [sheet]: Buffer.from(xml.replace("</sheetData>", last)) });
    expect(await refusal(bytes)).toMatch(/最多 20000 行|另存为/);
  });
});

describe("what goes out", () => {
  const HOSTILE = ['=HYPERLINK("http://x","看")', "+1", "-1", "@sum", "普通店"];

  test("holds texts alone, whatever they begin with, and comes in again unchanged", async () => {
    await insertEnterprises(
      db,
      HOSTILE.map((name) => anEnterprise({ name, aliases: ["甲", "乙"], address: "\t=1", phone: "13800000000" })),
      NOW,
    );
    const { bytes, count } = await exportRegistry(db, "enterprises", EVERYTHING);
    expect(count).toBe(HOSTILE.length);
    const parts = unzipSync(bytes);
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith("xl/worksheets/sheet"));
    expect(sheets.length).toBeGreaterThan(1);
    for (const [, part] of sheets) expect(strFromU8(part)).not.toMatch(/<f[ >]/);
    // Text format, so that Excel leaves them alone also when a cell was opened.
    expect(strFromU8(parts["xl/styles.xml"] ?? new Uint8Array())).toMatch(/numFmtId="49"|formatCode="@"/);
    const before = await listEnterprises(db);
    const plan = await planOfBytes(bytes);
    expect(countsOf(plan)).toEqual({ add: 0, change: 0, unchanged: HOSTILE.length, wrong: 0 });
    expect(await listEnterprises(db)).toEqual(before);
  });

  test("a template has an example that an import passes over, notes and lists to choose from", async () => {
    for (const kind of ["enterprises", "people"] as const) {
      const bytes = await registryTemplate(db, kind);
      const workbook = await readWorkbookFile(bytes, "模板.xlsx");
      expect(workbook.sheets.map(({ name }) => name)).toContain("填写说明");
      expect(workbook.sheets[0]?.rows[1]?.[0]).toMatch(/^示例：/);
      await expect(dryRun({ db, now: NOW }, { kind, workbook, rights: EVERY_RIGHT })).rejects.toMatchObject({ hint: "表头下面没有内容。" });
      const xml = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
      expect(xml).toMatch(/<dataValidation [^>]*type="list"/);
      expect(xml).toMatch(/<pane [^>]*state="frozen"/);
    }
  });
});
