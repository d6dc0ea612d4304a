import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isAppError } from "../../src/errors.ts";
import { parseCatalog } from "../../src/knowledge/catalog.ts";

test("the catalogue says what each plan is, and nothing that is not printed", () => {
  const [quangang, luojiang] = parseCatalog("catalog.yaml", readFileSync("knowledge/catalog.yaml", "utf8"));
  expect(quangang).toMatchObject({ id: "quangang-2019", district: "泉港区" });
  expect(quangang).not.toHaveProperty("number");
  expect(quangang).not.toHaveProperty("date");
  expect(luojiang).toMatchObject({
    id: "luojiang-2024",
    number: "泉洛商务〔2024〕19号",
    date: "2024-05-10",
    in_force: { from: "2024-05-10", to: "2026-12-31" },
  });
});

test.each([
  ["documents:\n  - id: a\n   file: b", "第 3 行", "不是正确的 YAML"],
  ["documents:\n  - id: plan-1\n    file: a.txt\n    title: 方案\n    date: 2024-13-01", "第 5 行", "date：日期要写成"],
  ["documents:\n  - id: plan-1\n    file: a.txt", "第 2 行", "title：缺少"],
  ["documents:\n  - id: Plan 1\n    file: a.txt\n    title: 方案", "第 2 行", "id：只能用小写字母"],
  ["documents:\n  - id: plan-1\n    file: a.txt\n    title: 方案\n    distrct: 某区", "第 5 行", "不认识的项目 distrct"],
  ["documents:\n  - {id: p, file: a.txt, title: 甲}\n  - {id: p, file: b.txt, title: 乙}", "第 3 行", "id：p 重复了"],
  ["documents:\n  - {id: p, file: a.txt, title: 甲, superseded_by: q}", "第 2 行", "没有另一份代号为 q 的文件"],
  [
    "documents:\n  - id: p\n    file: a.txt\n    title: 甲\n    in_force: {from: 2026-01-01, to: 2025-01-01}",
    "第 5 行",
    "起始日期晚于截止日期",
  ],
  ["", "第 1 行", "documents：缺少"],
])("a broken catalogue is refused with its line and what is wrong: %j", (text, line, problem) => {
  const hint = hintOf(() => parseCatalog("knowledge/catalog.yaml", text));
  expect(hint).toContain("knowledge/catalog.yaml");
  expect(hint).toContain(line);
  expect(hint).toContain(problem);
});

function hintOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (isAppError(error) && error.code === "bad_configuration") return error.hint;
    throw error;
  }
  throw new Error("it was accepted");
}
