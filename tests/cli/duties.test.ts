import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callCommand, runCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

type Output = { duty: string; who: string | null; due: string; document: string; clause: string; quote: string; inferred: boolean };

const SPAN = ["--from", "2026-11-21", "--to", "2027-12-31"];

let directory: string;
let home: TestHome;
const duties = (...words: string[]) => callCommand(["duties", ...words], variablesOf(home));

beforeAll(async () => {
  home = await createTestHome();
  directory = await mkdtemp(join(tmpdir(), "anxun-test-"));
});
afterAll(async () => {
  await home.remove();
  await rm(directory, { recursive: true, force: true });
});

describe("anxun duties", () => {
  test("prints what falls due as JSON, the earliest first", async () => {
    const { code, stdout } = await duties(...SPAN, "--json");
    expect(code).toBe(0);
    const due: Output[] = JSON.parse(stdout);
    expect(due.map((one) => `${one.document} ${one.due}`)).toEqual([
      "luojiang-2024 2026-12-01",
      ...Array.from({ length: 8 }, () => "luojiang-2024 2026-12-31"),
      "quangang-2019 2027-01-30",
    ]);
    expect(due.at(-1)).toEqual({
      duty: "向区安委会递交工作报告，内容包括上年度工作总结和持续改进计划",
      who: "泉港区商务局",
      due: "2027-01-30",
      document: "quangang-2019",
      clause: "五、实施步骤 第四阶段",
      quote: "期满一年后，于每年的1月30日前向区安委会递交工作报告，内容包括上年度工作总结和持续改进计划",
      inferred: true,
      in_force: true,
    });
  });

  test("prints it to be read, with what nobody wrote a date for", async () => {
    const { stdout } = await duties(...SPAN);
    expect(stdout).toMatch(/2026年11月21日至2027年12月31日：10 项到期/);
    expect(stdout).toMatch(/2026-12-31 {2}商贸企业主要负责人：带队.*\n.*（五）7\n.*“商贸企业主要负责人每季度.*\n.*按周期推算/);
    expect(stdout).toContain("2027 年的放假安排还没有公布，没有核对工作日。");
    expect(stdout).toMatch(/按事件触发[\s\S]*没有写频次[\s\S]*〔不定期〕通过不定期发送安全生产提示信息/);
  });

  test("reads another folder of documents", async () => {
    const { stdout } = await runCommand(["duties", ...SPAN, "--json", "--knowledge", "tests/golden/plans"]).finished;
    const due: Output[] = JSON.parse(stdout);
    const drills = due.filter(({ quote }) => quote.includes("疏散演练")).map(({ due: day, who }) => [day, who]);
    expect(drills).toEqual(["2026-12-31", "2027-06-30", "2027-12-31"].map((day) => [day, "辖区商场、超市、集贸市场"]));
  });

  test("writes a calendar file that others can import", async () => {
    const file = join(directory, "duties.ics");
    const { code, stdout } = await duties(...SPAN, "--ics", file);
    expect([code, stdout]).toEqual([0, ""]);
    const text = await readFile(file, "utf8");
    expect(text.match(/BEGIN:VEVENT\r\n/g)).toHaveLength(10);
    expect(text).toContain("DTSTART;VALUE=DATE:20270130\r\nDTEND;VALUE=DATE:20270131\r\n");
    expect(text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text.replaceAll("\r\n ", "")).toContain("SUMMARY:向区安委会递交工作报告，内容包括上年度工作总结和持续改进计划（日期为推算）");
  });

  test.each([
    [["--from", "2026-02-30"], /日期“2026-02-30”不对/],
    [["--from", "2027-01-01", "--to", "2026-01-01"], /晚于结束日期/],
    [["--from", "2000-01-01", "--to", "2099-01-01"], /一次最多列出 50 年/],
    [["--ics", "/nowhere/duties.ics"], /写不了文件/],
  ])("refuses %j", async (words, sentence) => {
    const { code, stdout, stderr } = await duties(...words);
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(sentence);
  });
});
