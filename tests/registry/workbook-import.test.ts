import { writeXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "../../src/registry/audit.ts";
import { checkSign } from "../../src/registry/credit-code.ts";
import { listEnterprises } from "../../src/registry/enterprises.ts";
import { EVERY_RIGHT } from "../../src/registry/import-rights.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { readWorkbookFile } from "../../src/registry/workbook-file.ts";
import { applyImport, dryRun } from "../../src/registry/workbook-import.ts";
import { countsOf } from "../../src/registry/workbook-plan.ts";
import type { RawWorkbook } from "../../src/registry/workbook-raw.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const ROWS = 10_000;
const EVERY = 50;
const HEAD = ["企业名称", "统一社会信用代码", "区", "乡镇（街道）", "行业", "详细地址", "负责人", "联系电话", "备注"];
const NOW = at("2026-11-21 09:00");

/** Eight ways to be wrong: which column of the row, what it says instead, and how that is told. */
const FLAWS = [
  { column: 1, cell: "91350504MA2XXXXXX0", letter: "B", problem: /校验码不对/ },
  { column: 0, cell: "", letter: "A", problem: /没有填/ },
  { column: 2, cell: "洛河区", letter: "C", problem: /“洛河区”不在可选内容里，可填：.*洛江区/ },
  { column: 4, cell: "航天", letter: "E", problem: /“航天”不在可选内容里/ },
  { column: 7, cell: "59522630000", letter: "H", problem: /丢了开头的 0/ },
  { column: 3, cell: "不知道镇", letter: "D", problem: /可填：.*河市镇企业办/ },
  { column: 1, cell: "91350504", letter: "B", problem: /不是 18 位/ },
  { column: 7, cell: "没有", letter: "H", problem: /不是电话号码/ },
];

let db: Database;
let workbook: RawWorkbook;

function codeOf(index: number): string {
  const body = `91350504${String(index).padStart(9, "0")}`;
  return body + checkSign(body);
}

function rowOf(index: number): string[] {
  const row = [
    `洛江第${index}号餐饮店`,
    codeOf(index),
    "洛江区",
    "河市镇",
    "餐饮",
    `河市镇${index}号`,
    `人${index}`,
    "０５９５-22630000",
    "旧",
  ];
  const flaw = flawOf(index);
  if (flaw) row[flaw.column] = flaw.cell;
  return row;
}

function flawOf(index: number) {
  return index % EVERY === 0 ? FLAWS[(index / EVERY) % FLAWS.length] : undefined;
}

beforeAll(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
  const indices = Array.from({ length: ROWS }, (_, index) => index);
  const bytes = await writeXlsx({ sheets: [{ name: "企业台账", rows: [["洛江区企业一览"], HEAD, ...indices.map(rowOf)] }] });
  workbook = await readWorkbookFile(bytes, "企业.xlsx");
}, 120_000);
afterAll(() => db.close());

const request = () => ({
  kind: "enterprises" as const,
  workbook,
  rights: EVERY_RIGHT,
  promised: undefined,
  goodRowsOnly: false,
  actor: "ou_officer",
  hash: "a".repeat(64),
});

describe("a workbook of 10,000 enterprises with 200 bad rows", () => {
  test("is reported row by row, with the column and what to do, and writes nothing", async () => {
    const progress: number[] = [];
    const plan = await dryRun({ db, now: NOW }, { ...request(), onProgress: (done) => progress.push(done) });
    expect(countsOf(plan)).toEqual({ add: ROWS - 200, change: 0, unchanged: 0, wrong: 200 });
    const indices = Array.from({ length: ROWS }, (_, index) => index);
    for (const index of indices.filter((one) => one % EVERY === 0)) {
      const row = plan.rows[index];
      expect(row).toMatchObject({ row: index + 3, kind: "wrong", faults: [{ column: flawOf(index)?.letter }] });
      expect(row?.kind === "wrong" && row.faults[0]?.problem).toMatch(flawOf(index)?.problem ?? /never/);
    }
    expect(plan.notes).toEqual(["不认识的列没有读：备注。", expect.stringMatching(/文件里没有的列保持原样：别名、企业类型/)]);
    expect(progress.at(-1)).toBe(ROWS);
    expect(await listEnterprises(db)).toEqual([]);
  });

  test("is not applied while rows are wrong", async () => {
    const applied = await applyImport({ db, now: NOW }, request());
    expect(applied).toMatchObject({ kind: "refused", because: "wrong_rows" });
    expect(await listEnterprises(db)).toEqual([]);
    expect(await auditEntries(db, { after: "0", limit: 1 })).toEqual([]);
  });

  test("is applied without them when that is asked for, once: the second time nothing changes", async () => {
    const applied = await applyImport({ db, now: NOW }, { ...request(), goodRowsOnly: true });
    expect(applied).toMatchObject({ kind: "applied", counts: { add: ROWS - 200, change: 0 }, stale: [] });
    const entered = await listEnterprises(db);
    expect(entered).toHaveLength(ROWS - 200);
    expect(entered.find(({ creditCode }) => creditCode === codeOf(1))).toMatchObject({
      name: "洛江第1号餐饮店",
      townId: "luojiang-heshi",
      industry: "catering",
      phone: "0595-22630000",
      standardisation: "none",
      status: "operating",
    });
    const [summary] = await auditEntries(db, { after: "0", limit: 1 });
    expect(summary).toMatchObject({ action: "workbook_imported", actor: "ou_officer", after: { add: ROWS - 200, wrong: 200 } });

    const again = await dryRun({ db, now: NOW }, request());
    expect(countsOf(again)).toEqual({ add: 0, change: 0, unchanged: ROWS - 200, wrong: 200 });
    await applyImport({ db, now: NOW }, { ...request(), goodRowsOnly: true });
    expect(await listEnterprises(db)).toEqual(entered);
  });
});
