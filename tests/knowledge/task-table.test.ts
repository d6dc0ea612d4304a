import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readOutline } from "../../src/knowledge/outline.ts";
import type { Task } from "../../src/knowledge/task.ts";
import { applyErrata, ERRATA_SUFFIX, parseErrata } from "../../src/knowledge/task-errata.ts";
import { readTasks } from "../../src/knowledge/task-table.ts";

/** The truth, made by hand from the printed plan: every row as printed and as meant, each repair explained. */
type GoldenRow = { row_no: number; blank: boolean; task: string; responsible: string; deadline: string; repairs: string[] };

const PLAN = "knowledge/洛江区商务系统安全生产治本攻坚三年行动方案.txt";
const source = readFileSync(PLAN, "utf8");
const golden: GoldenRow[] = JSON.parse(readFileSync("tests/golden/tasks.json", "utf8")).luojiang_table.rows;
const meant = golden.filter(({ blank }) => !blank);
const reading = readTasks(source, readOutline(source).passages);
const corrected = applyErrata(reading.tasks, parseErrata(ERRATA_SUFFIX, readFileSync(PLAN + ERRATA_SUFFIX, "utf8")), ERRATA_SUFFIX);

const FIELDS = ["task", "responsible", "deadline"] as const;

function taskOf(tasks: readonly Task[], row: number): Task {
  const found = tasks.filter((task) => task.row === row);
  expect(found, `row ${row}`).toHaveLength(1);
  const [task] = found;
  if (!task) throw new Error(`no task in row ${row}`);
  return task;
}

/** Width and spacing of characters aside. */
function same(a: string | undefined, b: string): boolean {
  return a?.normalize("NFKC").replace(/\s/g, "") === b.normalize("NFKC").replace(/\s/g, "");
}

describe("the torn task table of 洛江", () => {
  test("the program alone gets 31 of 32 rows right, and invents none", () => {
    expect(reading.tasks.map(({ row }) => row)).toEqual(meant.map(({ row_no: row }) => row));
    const wrong = meant.filter((row) => FIELDS.some((field) => !same(taskOf(reading.tasks, row.row_no)[field], row[field])));
    expect(wrong.map(({ row_no: row }) => row)).toEqual([29]);
  });

  test("with what people decided, every row is as it is meant", () => {
    const pick = (row: { task: string; responsible?: string | undefined; deadline?: string | undefined }) =>
      FIELDS.map((field) => row[field]);
    for (const row of meant) expect(pick(taskOf(corrected.tasks, row.row_no))).toEqual(pick(row));
    expect(corrected.warnings).toEqual([]);
  });

  test("a row says that it was repaired when it was, and only then", () => {
    const repaired = meant
      .filter(({ repairs }) => !repairs.every((repair) => repair.startsWith("无实质错位")))
      .map(({ row_no: row }) => row);
    expect(corrected.tasks.filter((task) => task.repaired).map(({ row }) => row)).toEqual(repaired);
    for (const task of corrected.tasks) expect(task.note !== "").toBe(task.repaired);
  });

  test("every task stands below its part and its point of the plan", () => {
    const rows = JSON.parse(readFileSync("tests/golden/tasks.json", "utf8")).luojiang_table.rows.filter((row: GoldenRow) => !row.blank);
    for (const { row_no: row, section, item_no: number, item_title: title } of rows) {
      const task = taskOf(corrected.tasks, row);
      expect(same(task.section, section), `${row}: ${task.section}`).toBe(true);
      expect(number === null ? task.item === undefined : same(task.item, `${number}.${title}`), `${row}: ${task.item}`).toBe(true);
    }
  });

  test("notes tell where a task was printed, what was joined, and what was put right", () => {
    expect(taskOf(corrected.tasks, 16).note).toContain("任务原印在第15行");
    expect(taskOf(corrected.tasks, 17).note).toContain("任务原印在第16行");
    expect(taskOf(corrected.tasks, 18).note).toMatch(/第16行的后半句.*“治”是第16行标题的后半/);
    expect(taskOf(corrected.tasks, 19).note).toContain("“商贸流通业股”统一为已知名称“商贸流通股”");
    expect(taskOf(corrected.tasks, 7).note).toMatch(/消除安全.*疑为.*消防安全/);
    expect(taskOf(corrected.tasks, 22).note).toContain("完成时限被分行或分页切断，已接回");
    expect(taskOf(corrected.tasks, 29).note).toMatch(/按勘误（.+核对）/);
  });

  test("blank rows and rows with a heading alone are said, not filled", () => {
    expect(reading.warnings).toEqual(["任务表第5行是空行，没有补造任务。", expect.stringContaining("第8行只印有标题")]);
  });

  test("a guess is not called sure", () => {
    expect(taskOf(reading.tasks, 2).confidence).toBe("medium");
    expect(taskOf(reading.tasks, 3).confidence).toBe("medium");
    expect(taskOf(reading.tasks, 30)).toMatchObject({ confidence: "high", repaired: false, note: "" });
  });

  test("the printed cells are kept as they are", () => {
    expect(taskOf(corrected.tasks, 7).printed.join("")).toContain("消除安全严重失信");
    expect(taskOf(corrected.tasks, 32).printed).toContain("步推进。");
  });
});
