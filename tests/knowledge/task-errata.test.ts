import { describe, expect, test } from "vitest";
import { isAppError } from "../../src/errors.ts";
import type { Task } from "../../src/knowledge/task.ts";
import { applyErrata, idleErrata, parseErrata } from "../../src/knowledge/task-errata.ts";

const FILE = "plan.txt.errata.yaml";

function aTask(facts: Partial<Task>): Task {
  return {
    row: 1,
    section: undefined,
    item: undefined,
    task: "检查冷库。",
    responsible: "甲科负责",
    deadline: "每月",
    repaired: false,
    note: "",
    confidence: "low",
    printed: [],
    ...facts,
  };
}

function anErratum(lines: readonly string[] = []): string {
  const facts = ["row: 1", "field: deadline", 'value: "每季度"', "reason: 原件如此", "reviewed_by: 审核岗", 'reviewed_on: "2026-11-21"'];
  const given = new Set(lines.map((line) => line.split(":")[0]));
  const all = [...facts.filter((line) => !given.has(line.split(":")[0])), ...lines];
  return all.map((line, index) => `${index === 0 ? "  - " : "    "}${line}`).join("\n");
}

const file = (...errata: string[]) => `errata:\n${errata.join("\n")}\n`;

function refusal(text: string): string {
  try {
    parseErrata(FILE, text);
  } catch (error) {
    if (isAppError(error) && error.code === "bad_configuration") return error.hint ?? "";
    throw error;
  }
  return "accepted";
}

describe("errata", () => {
  test("override a field, say who decided it and why, and make the row sure", () => {
    const { tasks, warnings } = applyErrata([aTask({}), aTask({ row: 2 })], parseErrata(FILE, file(anErratum())), FILE);
    expect(tasks[0]).toMatchObject({ deadline: "每季度", task: "检查冷库。", repaired: true, confidence: "high" });
    expect(tasks[0]?.note).toBe("完成时限按勘误（审核岗，2026-11-21核对）：原件如此。");
    expect(tasks[1]).toEqual(aTask({ row: 2 }));
    expect(warnings).toEqual([]);
  });

  test("that match no row are said", () => {
    const { tasks, warnings } = applyErrata([aTask({})], parseErrata(FILE, file(anErratum(["row: 7"]))), FILE);
    expect(tasks).toEqual([aTask({})]);
    expect(warnings).toEqual([expect.stringMatching(/第7行的完成时限对不上任何任务/)]);
  });

  test("that are wrong are refused with file, line and what is wrong", () => {
    expect(refusal(file(anErratum(["field: when"])))).toMatch(/plan\.txt\.errata\.yaml.*第 7 行：field 应为/s);
    expect(refusal(file(anErratum(["reviewed_on: yesterday"])))).toMatch(/reviewed_on 应写成/);
    expect(refusal(file(anErratum(["row: zero"])))).toMatch(/row 应为行号/);
    expect(refusal(file(anErratum(["extra: 1"])))).toMatch(/不认识的字段 extra/);
    expect(refusal(file(anErratum(), anErratum()))).toMatch(/与前面的勘误重复/);
    expect(refusal("errata: [")).toMatch(/不是有效的 YAML/);
    expect(refusal("")).toMatch(/有误/);
    expect(refusal(file(anErratum()))).toBe("accepted");
  });

  test("without their document are found", () => {
    expect(idleErrata(["a.txt", "a.txt.errata.yaml", "b.txt.errata.yaml", "catalog.yaml"])).toEqual(["b.txt.errata.yaml"]);
  });
});
