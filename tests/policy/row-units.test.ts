import { describe, expect, test } from "vitest";
import type { Passage } from "../../src/knowledge/document.ts";
import type { Task } from "../../src/knowledge/task.ts";
import { rowUnits } from "../../src/policy/row-units.ts";

const aRow = (number: number, ...cells: string[]): Passage => ({
  id: String(number),
  documentId: "plan",
  kind: "row",
  ordinal: number,
  path: `附件 任务分工表 第${number}行`,
  trail: [],
  body: [String(number), ...cells].filter(Boolean).join("\t"),
  start: 0,
  end: 1,
  cells: [String(number), ...cells],
});

const aTask = (row: Passage, changes: Partial<Task>): Task => ({
  row: row.ordinal,
  section: "（五）开展排查",
  item: "7. 配合排查",
  task: "",
  responsible: undefined,
  deadline: "持续推进",
  repaired: true,
  note: "",
  confidence: "high",
  printed: row.cells ?? [],
  ...changes,
});

describe("a row whose task is printed in another", () => {
  const first = aRow(15, "配合开展餐饮燃气风险隐患排查整治。", "外资外贸股负责", "持续推进");
  const second = aRow(16, "会同有关部门督促境外项目。", "商贸流通股负责", "持续推进");
  const units = rowUnits(
    [first, second],
    [
      aTask(first, { task: "查验展会的安全许可。", responsible: "外资外贸股负责" }),
      aTask(second, { task: "配合开展餐饮燃气风险隐患排查整治。", responsible: "商贸流通股负责" }),
    ],
  );

  test("means what the repaired table says", () => {
    expect(units[1]?.row).toMatchObject({ tasks: ["配合开展餐饮燃气风险隐患排查整治。"], responsible: "商贸流通股负责" });
    expect(units[1]?.bare).not.toContain("境外");
  });

  test("is quoted from where its words are printed", () => {
    expect(units[1]?.sources).toEqual([
      { passage: first, quote: "配合开展餐饮燃气风险隐患排查整治。" },
      { passage: second, quote: "商贸流通股负责……持续推进" },
    ]);
  });

  test("is found by its section and item", () => {
    expect(units[1]?.heading).toContain("配合排查");
  });
});

test("a text whose slip was mended is quoted around the slip, as printed", () => {
  const row = aRow(7, "对列入消除安全严重失信主体名单的主体,限制其申请财政资金。", "各成员单位负责", "持续推进");
  const task = aTask(row, { task: "对列入消防安全严重失信主体名单的主体，限制其申请财政资金。", responsible: "各成员单位负责" });
  const [unit] = rowUnits([row], [task]);
  const quotes = unit?.sources.flatMap(({ quote }) => quote.split("……")) ?? [];
  expect(quotes).toContain("安全严重失信主体名单的主体,限制其申请财政资金。");
  expect(quotes.every((quote) => row.body.includes(quote))).toBe(true);
});

test("a row without a task says nothing where the table is understood, and what it prints where it is not", () => {
  const blank = aRow(5, "", "", "");
  const full = aRow(6, "按月检查消防通道。", "市场科负责", "长期");
  expect(rowUnits([blank, full], [aTask(full, { task: "按月检查消防通道。", responsible: "市场科负责" })])).toHaveLength(1);
  expect(rowUnits([full], [])[0]?.row).toMatchObject({ responsible: "市场科负责", deadline: "长期" });
});
