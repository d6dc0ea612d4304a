import { type WriteSheet, writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { readOutline } from "../../src/knowledge/outline.ts";
import { readDocument } from "../../src/knowledge/read-document.ts";
import { readTasks } from "../../src/knowledge/task-table.ts";

const HEAD = ["序号", "工作内容", "责任单位", "完成期限"];

async function read(...sheets: WriteSheet[]) {
  return readDocument("清单.xlsx", await writeXlsx({ sheets }));
}

describe("a workbook", () => {
  test("with a task table is understood as tasks, under the title that stands above it", async () => {
    const { source, warnings } = await read({
      name: "Sheet1",
      rows: [
        ["鲤城区商务局2026年消防安全任务清单", null, null, null],
        HEAD,
        [1, "建立隐患台账。", "消防安全归口管理科", new Date("2026-04-15")],
        [2, "清理疏散通道。\n更换应急照明。", null, "每周"],
        [null, null, null, null],
        [3, "组织一次交叉验收。", "区商务局工作专班", "2026年12月20日前"],
      ],
      merges: [
        { startRow: 0, startCol: 0, endRow: 0, endCol: 3 },
        { startRow: 2, startCol: 2, endRow: 3, endCol: 2 },
      ],
    });
    const outline = readOutline(source);
    expect(outline.titleBlock).toMatchObject({ title: "鲤城区商务局2026年消防安全任务清单", district: "鲤城区" });
    const { tasks } = readTasks(source, outline.passages);
    expect(tasks.map(({ task, responsible, deadline }) => [task, responsible, deadline])).toEqual([
      ["建立隐患台账。", "消防安全归口管理科", "2026-04-15"],
      ["清理疏散通道。更换应急照明。", "消防安全归口管理科", "每周"],
      ["组织一次交叉验收。", "区商务局工作专班", "2026年12月20日前"],
    ]);
    expect(warnings).toEqual([]);
  });

  test("prints days, months, shares and sums as a reader sees them", async () => {
    const cell = (value: number | Date, numFmt: string) => ({ value, style: { numFmt } });
    const { source } = await read({
      name: "Sheet1",
      rows: [
        ["项目", "甲", "乙", "丙", "丁", "戊"],
        ["数据", null, null, null, null, null],
      ],
      cells: new Map([
        ["1,1", cell(new Date("2026-06-30"), 'yyyy"年"m"月"d"日"')],
        ["1,2", cell(new Date("2026-06-01"), 'yyyy"年"m"月"')],
        ["1,3", cell(0.95, "0%")],
        ["1,4", cell(0.1 + 0.2, "General")],
        ["1,5", cell(new Date("2026-06-30T09:30:00Z"), "yyyy-mm-dd hh:mm")],
      ]),
    });
    expect(source.split("\n").at(-1)).toBe("数据\t2026-06-30\t2026-06\t95%\t0.3\t2026-06-30 09:30");
  });

  test("runs no formula: what was computed last is read, what never was is said", async () => {
    const { source, warnings } = await read({
      name: "Sheet1",
      rows: [
        ["单位", "次数"],
        ["甲街道", null],
        ["乙街道", null],
      ],
      cells: new Map([
        ["1,1", { formula: "2+2", formulaResult: 4 }],
        ["2,1", { formula: "2+2" }],
      ]),
    });
    expect(source).toBe("单位\t次数\n甲街道\t4\n乙街道\t");
    expect(warnings).toEqual(["有 1 个公式没有存下结果，按空格读入；请用 Excel 或 WPS 打开保存一次。"]);
  });

  test("with several sheets keeps them apart by their names, and leaves hidden ones out", async () => {
    const list = (name: string): WriteSheet => ({ name, rows: [HEAD, [1, `${name}第一项。`, "办公室", "每月"]] });
    const { source, warnings } = await read(list("检查清单"), list("培训计划"), { ...list("草稿"), hidden: true });
    expect(
      readOutline(source)
        .passages.filter(({ kind }) => kind === "row")
        .map(({ path, trail }) => [path, trail.at(-1)]),
    ).toEqual([
      ["表1 第1行", undefined],
      ["培训计划 培训计划 第1行", "培训计划"],
    ]);
    expect(source).not.toContain("草稿");
    expect(warnings).toEqual(["有 1 张隐藏的工作表没有读入。"]);
  });
});
