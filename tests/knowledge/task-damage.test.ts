import fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "../../src/knowledge/task-body.ts";
import { readTasks } from "../../src/knowledge/task-table.ts";

type Row = { task: string; responsible: string; deadline: string };

const ACTIONS = ["开展冷库用电排查", "更新疏散指示标志", "清理堵塞的消防通道", "核对燃气报警装置台账", "组织夜间值守抽查", "张贴安全须知"];
const ENDS = ["，发现问题当场整改。", "，结果按月汇总上报。", "，并留存影像资料。"];
const UNITS = ["市场运行科负责", "综合执法中队牵头，市场运行科配合", "办公室", "各成员单位按职责分工负责"];
const TIMES = ["持续推进", "2026年6月底前", "每季度", "2026年底前", "长期坚持"];

const row: fc.Arbitrary<Row> = fc.record({
  task: fc
    .tuple(fc.constantFrom(...ACTIONS), fc.constantFrom("甲区", "乙区", "丙区", "丁区"), fc.constantFrom(...ENDS))
    .map(([action, place, end]) => `在${place}${action}${end}`),
  responsible: fc.constantFrom(...UNITS),
  deadline: fc.constantFrom(...TIMES),
});
const rows = fc.uniqueArray(row, { minLength: 3, maxLength: 9, selector: ({ task }) => task });

type Damage = { kind: "dropped tab" | "doubled cell" | "split row" | "extra cell" | "blank row"; row: number; cell: number; at: number };
const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom("dropped tab", "doubled cell", "split row", "extra cell", "blank row"),
  row: fc.nat(8),
  cell: fc.nat(3),
  at: fc.integer({ min: 1, max: 9 }),
});

function cleanLines(table: readonly Row[]): string[] {
  return table.map(({ task, responsible, deadline }, index) => [`${index + 1}`, task, responsible, deadline].join("\t"));
}

function documentOf(lines: readonly string[]): string {
  return `安全整治方案\n\n附件：任务分工表\n\n${["序号\t工作任务\t责任单位\t完成时限", ...lines].join("\n")}\n`;
}

function damaged(lines: readonly string[], { kind, row, cell, at }: Damage): string[] {
  const index = row % lines.length;
  const cells = (lines[index] ?? "").split("\t");
  const own = cells[cell % cells.length] ?? "";
  const with_ = (changed: string[]) => [...lines.slice(0, index), ...changed, ...lines.slice(index + 1)];
  switch (kind) {
    case "dropped tab":
      return with_([[...cells.slice(0, cell), cells.slice(cell, cell + 2).join(""), ...cells.slice(cell + 2)].join("\t")]);
    case "doubled cell":
      return with_([[...cells.slice(0, cell + 1), own, ...cells.slice(cell + 1)].join("\t")]);
    case "extra cell":
      return with_([[...cells.slice(0, cell + 1), "", ...cells.slice(cell + 1)].join("\t")]);
    case "split row": {
      const front = cells.map((text, place) => (place === cell ? text.slice(0, at) : text)).join("\t");
      const back = cells.map((text, place) => (place === cell ? text.slice(at) : "")).join("\t");
      return with_([front, back]);
    }
    case "blank row":
      return with_([lines[index] ?? "", `${index + 1}\t\t\t`]);
    default:
      return kind satisfies never;
  }
}

test("a clean table comes through as printed", () => {
  fc.assert(
    fc.property(rows, (table) => {
      const { tasks, warnings } = readTasks(documentOf(cleanLines(table)), []);
      expect(tasks.map(({ task, responsible, deadline }) => ({ task, responsible, deadline }))).toEqual(table);
      expect(tasks.some(({ repaired, confidence }) => repaired || confidence !== "high")).toBe(false);
      expect(warnings).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("whatever happens to a table, no text is invented", () => {
  fc.assert(
    fc.property(rows, fc.array(damage, { minLength: 1, maxLength: 4 }), (table, damages) => {
      const lines = damages.reduce<string[]>(damaged, cleanLines(table));
      const printed = plain(lines.join("\n"));
      const { tasks } = readTasks(documentOf(lines), []);
      // A task may be put together from torn pieces, each of which is printed.
      for (const { task } of tasks) expect(piecesOf(plain(task), printed)).toBeLessThanOrEqual(damages.length + 1);
    }),
    { numRuns: 200 },
  );
});

test("a row that one damage put out of line is right, or says that it was touched", () => {
  fc.assert(
    fc.property(rows, damage, (table, one) => {
      const lines = damaged(cleanLines(table), one);
      const { tasks, warnings } = readTasks(documentOf(lines), []);
      const known = new Set(table.map((clean) => JSON.stringify(clean)));
      for (const { task, responsible, deadline, repaired, confidence } of tasks) {
        const isRight = known.has(JSON.stringify({ task, responsible, deadline }));
        expect(isRight || repaired || confidence !== "high" || warnings.length > 0).toBe(true);
      }
      expect(tasks.length >= table.length || warnings.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** How many pieces of `printed` it takes to write `text`, each as long as can be. */
function piecesOf(text: string, printed: string): number {
  let [count, at] = [0, 0];
  while (at < text.length) {
    let end = at + 1;
    while (end <= text.length && printed.includes(text.slice(at, end))) end += 1;
    if (end === at + 1) return Number.POSITIVE_INFINITY;
    at = end - 1;
    count += 1;
  }
  return count;
}
