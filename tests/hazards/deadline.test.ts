import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DeadlineRule, deadlineBy } from "../../src/hazards/deadline.ts";
import { readDeadlineRules } from "../../src/hazards/deadline-rules.ts";
import { workCalendar } from "../../src/workdays.ts";

const aRule = (more: Partial<DeadlineRule> = {}): DeadlineRule => ({
  name: "一般规则",
  source: "某局规定第二条",
  days: 7,
  counting: "calendar",
  ...more,
});
const CASE = { level: "general", facts: { industry: "catering", category: "燃气" }, from: "2026-11-21", calendar: workCalendar() } as const;

describe("a deadline by rule", () => {
  test("names its rule and its source; the first day does not count", () => {
    const deadline = { day: "2026-11-28", rule: "一般规则", source: "某局规定第二条" };
    expect(deadlineBy([aRule()], CASE)).toEqual({ kind: "deadline", deadline });
  });

  test("counts working days over holidays and make-up days", () => {
    const working = [aRule({ days: 3, counting: "working" })];
    expect(deadlineBy(working, { ...CASE, from: "2026-09-30" })).toMatchObject({ deadline: { day: "2026-10-10" } });
  });

  test("counts no working days in a year whose holidays are not published", () => {
    const rule = aRule({ days: 3, counting: "working" });
    expect(deadlineBy([rule], { ...CASE, from: "2031-09-29" })).toEqual({ kind: "unknown_year", year: 2031, rule });
    expect(deadlineBy([aRule()], { ...CASE, from: "2031-09-29" })).toMatchObject({ deadline: { day: "2031-10-06" } });
  });

  test("follows the rule that names most, and of equals the first", () => {
    const rules = [
      aRule({ name: "一", applies: { level: "general" } }),
      aRule({ name: "二", applies: { level: "general", industry: "catering" } }),
      aRule({ name: "三", applies: { level: "general", category: "燃气" } }),
      aRule({ name: "四", applies: { level: "major", industry: "catering", category: "燃气" } }),
    ];
    expect(deadlineBy(rules, CASE)).toMatchObject({ deadline: { rule: "二" } });
    expect(deadlineBy(rules, { ...CASE, facts: {} })).toMatchObject({ deadline: { rule: "一" } });
  });

  test("is nobody's where no rule fits: a person decides", () => {
    expect(deadlineBy([], CASE)).toBeUndefined();
    expect(deadlineBy([aRule({ applies: { level: "general" } })], { ...CASE, level: undefined })).toBeUndefined();
  });
});

describe("the office's file of rules", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "anxun-rules-"));
    await mkdir(join(directory, "hazards"));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const write = (text: string) => writeFile(join(directory, "hazards/deadlines.yaml"), text);

  test("sets no days as it ships, and need not be there", async () => {
    expect(await readDeadlineRules("./knowledge")).toEqual([]);
    expect(await readDeadlineRules(directory)).toEqual([]);
  });

  test("is read as people write it", async () => {
    await write("rules:\n  - { name: 甲, source: 乙, applies: { level: major }, days: 15, counting: working }\n");
    expect(await readDeadlineRules(directory)).toEqual([
      { name: "甲", source: "乙", applies: { level: "major" }, days: 15, counting: "working" },
    ]);
  });

  test.each([
    ["rules:\n  - { name: 甲, days: 15, counting: working }\n", "第 2 行 source：缺少，或不是文字"],
    ["rules:\n  - name: 甲\n    source: 乙\n    days: 很快\n    counting: working\n", "第 4 行 days：要写成 1 到 3650 的整数"],
    ["rules:\n  - name: 甲\n    source: 乙\n    days: 3\n    counting: 工作日\n", "第 5 行 counting：只能是 calendar"],
    ["rules: [", "不是正确的 YAML"],
  ])("a mistake in it is told with its line: %j", async (text, hint) => {
    await write(text);
    await expect(readDeadlineRules(directory)).rejects.toMatchObject({ code: "bad_configuration", hint: expect.stringContaining(hint) });
  });
});
