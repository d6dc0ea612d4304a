import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { writeXlsx } from "hucre";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { historyOf } from "../../src/hazards/history.ts";
import { listHazards } from "../../src/hazards/ledger.ts";
import { hazardsToExport, ledgerSheet } from "../../src/hazards/ledger-export.ts";
import { applyLedgerImport, planLedgerImport } from "../../src/hazards/ledger-import.ts";
import { advance, recordHazard } from "../../src/hazards/report.ts";
import type { Step } from "../../src/hazards/step.ts";
import { fold } from "../../src/hazards/transition.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { EVERY_RIGHT } from "../../src/registry/import-rights.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import { readWorkbookFile, writeWorkbookFile } from "../../src/registry/workbook-file.ts";
import { countsOf } from "../../src/registry/workbook-plan.ts";
import type { Database } from "../../src/storage/db.ts";
import { openTestDatabase } from "../support/database.ts";
import { ASSIGN, FACTS, NOON, OFFICER, OWNER } from "./cases.ts";

/** As the office's template has them. */
const TEMPLATE =
  "上报单位、行业领域、企业类型、企业名称、统一社会信用代码、属地、详细地址、负责人、隐患分类、隐患描述、隐患位置、检查方式、检查人、检查时间、判定依据、违反判定依据具体条款、是否整改、实际整改完成时间、整改责任部门/责任人、整改措施、举报情况备注";
const HEAD = TEMPLATE.split("、");

const FINISH = { do: "finish_rectification", completedOn: "2026-11-21", note: "已更换" } satisfies Step;

let db: Database;
const now = () => NOON;

beforeAll(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
});
afterAll(() => db.close());
beforeEach(() => db.query("truncate hazards, hazard_numbers, hazard_events cascade"));

async function aCaseWith(facts: Partial<typeof FACTS> = {}, steps: readonly Step[] = []): Promise<string> {
  const draft = { origin: `test/${Math.random()}`, facts: { ...FACTS, ...facts }, reporter: OWNER };
  let { hazard } = await recordHazard({ db, now }, draft, async () => {});
  for (const step of steps) {
    const moved = await advance({ db, now }, { hazardId: hazard.id, version: hazard.version, step, actor: OFFICER }, async () => {});
    if (moved.kind !== "moved") throw new Error(`${step.do}: ${moved.kind}`);
    hazard = moved.hazard;
  }
  return hazard.id;
}

async function exported(): Promise<Uint8Array> {
  return writeWorkbookFile([await ledgerSheet(db, await hazardsToExport(db, {}), NOON)]);
}

async function checked(bytes: Uint8Array) {
  return planLedgerImport({ db, now }, await readWorkbookFile(bytes, "台账.xlsx"), { actor: "ou_li", rights: EVERY_RIGHT });
}

async function imported(bytes: Uint8Array) {
  const hash = createHash("sha256").update(bytes).digest("hex");
  return applyLedgerImport({ db, now }, { ...(await checked(bytes)), actor: "ou_li", hash });
}

/** A list of people's own, with some of the columns. */
function list(...rows: Record<string, string>[]): Promise<Uint8Array> {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return writeXlsx({ sheets: [{ name: "台账", rows: [head, ...rows.map((row) => head.map((header) => row[header] ?? ""))] }] });
}

const faults = async (bytes: Uint8Array) =>
  (await checked(bytes)).plan.rows.flatMap((row) =>
    row.kind === "wrong" ? row.faults.map(({ column, header, problem }) => [row.row, column, header, problem]) : [],
  );

describe("the ledger as a workbook", () => {
  test("has the 21 columns of the template in their order, and then the number", async () => {
    await aCaseWith();
    const { sheets } = await readWorkbookFile(await exported(), "台账.xlsx");
    expect(HEAD).toHaveLength(21);
    expect(sheets[0]?.rows[0]).toEqual([...HEAD, "编号"]);
  });

  test("comes in again without changing anything", async () => {
    const nasty = "=1+1\n@SUM(A1)  “软管”\n\n-开裂，+cmd|' /C calc'!A0";
    await aCaseWith({ description: nasty, location: "+后厨", remark: "@某人", industry: "supermarket", place: undefined });
    await aCaseWith({ townId: "luojiang-heshi", place: undefined, inspectedOn: "2026-11-20", basis: "第一行\n第二行" });
    await aCaseWith({ description: "x".repeat(1_500), district: undefined });
    await aCaseWith({}, [{ do: "accept" }, ASSIGN, FINISH]);
    await aCaseWith({}, [{ do: "accept" }, ASSIGN, FINISH, { do: "pass_reinspection", note: "合格" }, { do: "close" }]);
    await aCaseWith({ description: "误报" }, [{ do: "void", reason: "false_alarm", note: "看错了" }]);
    const before = await listHazards(db, {});
    const bytes = await exported();
    expect(countsOf((await checked(bytes)).plan)).toEqual({ add: 0, change: 0, unchanged: 5, wrong: 0 });
    expect(await imported(bytes)).toMatchObject({ kind: "applied" });
    expect(await listHazards(db, {})).toEqual(before);
  });

  test("tells of a description that a model wrote; other words are other people's, and no list makes a model's", async () => {
    const id = await aCaseWith({ description: "通道里堆着纸箱", describedBy: "model" });
    const bytes = await exported();
    const { sheets } = await readWorkbookFile(bytes, "台账.xlsx");
    const marked = sheets[0]?.rows[1]?.[9] ?? "";
    expect(marked).toBe("通道里堆着纸箱（模型看图所写，上报人已确认）");
    expect(countsOf((await checked(bytes)).plan)).toEqual({ add: 0, change: 0, unchanged: 1, wrong: 0 });
    await imported(await list({ 编号: id, 隐患描述: marked.replace("纸箱", "饮料") }));
    expect((await listHazards(db, {}))[0]?.facts).toMatchObject({ description: "通道里堆着饮料", describedBy: undefined });
    expect(fold(await historyOf(db, id))).toEqual((await listHazards(db, {}))[0]);
    await imported(await list({ 编号: id, 隐患描述: marked.replace("纸箱", "饮料") }, { 企业名称: "河市小厨", 隐患描述: marked }));
    expect((await listHazards(db, {})).map(({ facts }) => facts.describedBy)).toEqual([undefined, undefined]);
  });

  test("holds no formula, whatever a cell begins with", async () => {
    for (const sign of ["=", "+", "-", "@"]) await aCaseWith({ description: `${sign}HYPERLINK("http://x","y")`, location: `${sign}1` });
    const sheet = unzipSync(await exported())["xl/worksheets/sheet1.xml"];
    expect(strFromU8(sheet ?? new Uint8Array())).not.toMatch(/<f[ >]/);
    const { sheets } = await readWorkbookFile(await exported(), "台账.xlsx");
    expect(sheets[0]?.problems).toEqual([]);
    expect(sheets[0]?.rows.slice(1).map((row) => row[9]?.[0])).toEqual(["=", "+", "-", "@"]);
  });

  test("brings new rows in by the ways of the ledger, each once", async () => {
    const bytes = await list(
      {
        企业名称: "河市小厨",
        属地: "洛江区河市镇",
        行业领域: "餐饮",
        隐患描述: "灭火器过期",
        检查时间: "2026/11/18",
        "整改责任部门/责任人": "店长",
      },
      { 企业名称: "河市小厨", 隐患描述: "通道堵塞", 是否整改: "是", 实际整改完成时间: "2026年11月19日", 整改措施: "已清空" },
    );
    expect(countsOf((await checked(bytes)).plan)).toEqual({ add: 2, change: 0, unchanged: 0, wrong: 0 });
    expect(await listHazards(db, {})).toEqual([]);
    await imported(bytes);
    const [second, first] = await listHazards(db, {});
    expect([first?.id, second?.id]).toEqual(["YH-20261121-001", "YH-20261121-002"]);
    expect(first).toMatchObject({ state: "registered", assignment: { person: "店长" } });
    expect(first?.facts).toMatchObject({ townId: "luojiang-heshi", district: "洛江区", place: "河市镇", inspectedOn: "2026-11-18" });
    expect(second).toMatchObject({ state: "awaiting_reinspection", rectification: { completedOn: "2026-11-19", measures: "已清空" } });
    for (const hazard of [first, second]) expect(fold(await historyOf(db, hazard?.id ?? ""))).toEqual(hazard);
    // The same file once more, and what was exported since: nothing is doubled.
    expect(countsOf((await checked(bytes)).plan)).toEqual({ add: 0, change: 0, unchanged: 2, wrong: 0 });
    expect(countsOf((await checked(await exported())).plan)).toEqual({ add: 0, change: 0, unchanged: 2, wrong: 0 });
    expect((await auditEntries(db, { after: "0", limit: 50 })).map(({ action }) => action)).toContain("ledger_imported");
  });

  test("changes what a row says otherwise, in the history as well", async () => {
    const id = await aCaseWith({}, [{ do: "accept" }, ASSIGN]);
    await imported(
      await list({ 编号: id, 隐患描述: FACTS.description, 隐患位置: "前厅", "整改责任部门/责任人": "后勤部/张三", 是否整改: "否" }),
    );
    const [hazard] = await listHazards(db, {});
    expect(hazard?.facts).toEqual({ ...FACTS, location: "前厅" });
    expect(hazard).toMatchObject({ state: "rectifying", assignment: { department: "后勤部", person: "张三", measures: "更换软管" } });
    expect((await historyOf(db, id)).map(({ step }) => step.do)).toEqual(["record", "accept", "assign", "amend", "reassign"]);
    await imported(await list({ 编号: id, 隐患描述: FACTS.description, 是否整改: "是", 实际整改完成时间: "2026-11-21" }));
    expect((await listHazards(db, {}))[0]).toMatchObject({ state: "awaiting_reinspection", rectification: { completedOn: "2026-11-21" } });
  });

  test("tells row by row and column by column what is wrong, and then writes nothing", async () => {
    const closed = await aCaseWith({}, [{ do: "accept" }, FINISH, { do: "pass_reinspection", note: "合格" }, { do: "close" }]);
    const open = await aCaseWith({ description: "线路裸露" });
    const bytes = await list(
      { 隐患描述: "甲", 行业领域: "航天", 统一社会信用代码: "123", 检查时间: "昨天", 是否整改: "可能", 编号: "" },
      { 隐患描述: "", 企业名称: "乙店" },
      { 隐患描述: "丙", 检查时间: "2026-11-22" },
      { 隐患描述: "丁", 是否整改: "是" },
      { 隐患描述: "戊", 编号: "YH-20200101-001" },
      { 隐患描述: "己", 编号: closed },
      { 隐患描述: "线路裸露", 编号: open, "整改责任部门/责任人": "张三" },
      { 隐患描述: "庚" },
      { 隐患描述: "庚" },
    );
    expect(await faults(bytes)).toEqual([
      [2, "B", "行业领域", expect.stringContaining("航天")],
      [2, "C", "统一社会信用代码", expect.stringContaining("18 位")],
      [2, "D", "检查时间", expect.stringContaining("不是日期")],
      [2, "E", "是否整改", expect.stringContaining("“是”或“否”")],
      [3, "A", "隐患描述", expect.any(String)],
      [4, "D", "检查时间", "日期不能晚于今天"],
      [5, undefined, "实际整改完成时间", expect.stringContaining("实际整改完成时间")],
      [6, "F", "编号", expect.stringContaining("台账里没有 YH-20200101-001")],
      [7, "A", "隐患描述", expect.stringContaining("已销号")],
      [8, "H", "整改责任部门/责任人", expect.stringContaining("还没有交办")],
      [9, undefined, undefined, expect.any(String)],
      [10, undefined, undefined, expect.any(String)],
    ]);
    const before = await listHazards(db, {});
    expect(await imported(bytes)).toEqual({ kind: "wrong" });
    expect(await listHazards(db, {})).toEqual(before);
  });

  test("takes everything back when somebody was faster", async () => {
    const [one, other] = [await aCaseWith({ description: "一" }), await aCaseWith({ description: "二" })];
    const bytes = await list({ 编号: one, 隐患描述: "一改" }, { 编号: other, 隐患描述: "二改" });
    const planned = await checked(bytes);
    await advance({ db, now }, { hazardId: other, version: 1, step: { do: "accept" }, actor: OFFICER }, async () => {});
    expect(await applyLedgerImport({ db, now }, { ...planned, actor: "ou_li", hash: "x" })).toEqual({ kind: "stale", id: other });
    expect((await listHazards(db, {})).map(({ facts }) => facts.description)).toEqual(["二", "一"]);
  });
});
