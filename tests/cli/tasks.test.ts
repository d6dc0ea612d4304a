import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callCommand, runCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

type Output = { document: string; row: number; task: string; responsible: string | null; deadline: string | null };

let home: TestHome;
beforeAll(async () => {
  home = await createTestHome();
});
afterAll(() => home.remove());

describe("anxun tasks", () => {
  test("prints every task of the plans as JSON", async () => {
    const { code, stdout } = await runCommand(["tasks", "--json", "--knowledge", "knowledge"]).finished;
    expect(code).toBe(0);
    const tasks: Output[] = JSON.parse(stdout);
    const { rows } = JSON.parse(readFileSync("tests/golden/tasks.json", "utf8")).luojiang_table;
    const meant: (Output & { row_no: number })[] = rows.filter((row: { blank: boolean }) => !row.blank);
    expect(tasks.map(({ document, row, task, responsible, deadline }) => [document, row, task, responsible, deadline])).toEqual(
      meant.map(({ row_no: row, task, responsible, deadline }) => ["luojiang-2024", row, task, responsible, deadline]),
    );
    expect(Object.keys(tasks[0] ?? {})).toEqual([
      "document",
      "row",
      "section",
      "item",
      "task",
      "responsible",
      "deadline",
      "repaired",
      "note",
    ]);
  });

  test("prints them to be read, with what was repaired", async () => {
    const { stdout } = await callCommand(["tasks", "--document", "luojiang-2024"], variablesOf(home));
    expect(stdout).toMatch(/32 项任务/);
    expect(stdout).toMatch(/第17行 {2}会同有关部门.*\n.*责任单位：外资外贸股负责\n.*完成时限：持续推进\n.*修复说明：任务原印在第16行/);
  });

  test("refuses a document that is not there, and names those that are", async () => {
    const { code, stderr, stdout } = await callCommand(["tasks", "--document", "nowhere"], variablesOf(home));
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/没有编号为“nowhere”的文件.*luojiang-2024/);
  });
});
