import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callCommand, runCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

let folder: string;
let home: TestHome;
beforeAll(async () => {
  home = await createTestHome();
  folder = await mkdtemp(join(tmpdir(), "anxun-evaluate-"));
});
afterAll(async () => {
  await home.remove();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, lines: readonly unknown[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return path;
}

const CORPUS = [
  { id: "cold", text: "冷库氨制冷设备每两年检验一次" },
  { id: "exit", text: "商场消防通道保持畅通\u0000，不得堆放\ud800" },
  { id: "fuel", text: "加油站员工每年培训" },
  { id: 4, text: "液化气瓶定期更换" },
  { id: "empty", text: "" },
];

const QUERIES = [
  { id: 1, text: "氨制冷多久检验", relevant: ["cold"] },
  { id: 2, text: "消防通道", relevant: ["exit", "fuel"] },
  // Nothing of it stands in what is right.
  { id: 3, text: "加油站培训", relevant: ["exit"] },
  // The right one comes second.
  { id: 4, text: "氨制冷设备检验，更换", relevant: [4] },
];

async function evaluate(corpus: readonly unknown[], queries: readonly unknown[], ...words: string[]) {
  const paths = ["--corpus", await file("c.jsonl", corpus), "--queries", await file("q.jsonl", queries)];
  return callCommand(["evaluate", ...paths, ...words], variablesOf(home));
}

describe("anxun evaluate on a corpus", () => {
  test("gives the figures that are worked out by hand, ours and those of BM25", async () => {
    const { code, stdout, stderr } = await evaluate(CORPUS, QUERIES, "--json");
    expect(stderr).toBe("");
    const { baselines, ...ours } = JSON.parse(stdout);
    const byHand = { "hit@1": 0.5, "hit@5": 0.75, "hit@10": 0.75, mrr: 0.625 };
    expect(ours).toMatchObject({ passages: 5, questions: 4, method: "anxun", ...byHand });
    expect(baselines).toMatchObject([
      { method: "bm25", k1: 1.2, b: 0.75, ...byHand },
      { method: "bm25", k1: 0.9, b: 0.4, ...byHand },
    ]);
    expect(ours.p50_ms).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test("prints them as a table, and says which answers cannot be found", async () => {
    const { code, stdout, stderr } = await evaluate(CORPUS, [...QUERIES, { id: 5, text: "加油站", relevant: ["fuel", "gone"] }]);
    expect(stdout).toMatch(/hit@1 +hit@5 +hit@10 +MRR +p50 ms +p95 ms\n安讯检索 +0\.600 +0\.800 +0\.800 +0\.700/u);
    expect(stderr).toContain("有 1 个 relevant 不在语料里");
    expect(code).toBe(0);
  });

  test.each([
    ["a line that is no JSON", [{ id: "a", text: "甲" }, "{"], QUERIES, /c\.jsonl 第 2 行不对/u],
    ["a passage without text", [{ id: "a" }], QUERIES, /c\.jsonl 第 1 行不对：text/u],
    ["an id that comes twice", [...CORPUS, { id: "4", text: "乙" }], QUERIES, /c\.jsonl 第 6 行不对：id “4” 前面已经出现过/u],
    ["a question without an answer", CORPUS, [{ id: "1", text: "甲", relevant: [] }], /q\.jsonl 第 1 行不对：relevant/u],
    ["files that do not belong together", CORPUS, [{ id: "1", text: "甲", relevant: ["x"] }], /没有一个在/u],
    ["an empty file", CORPUS, [], /q\.jsonl 是空的/u],
  ])("%s ends it with one sentence", async (_, corpus, queries, sentence) => {
    const { code, stdout, stderr } = await evaluate(corpus, queries);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("needs both files", async () => {
    const { code, stderr } = await runCommand(["evaluate", "--corpus", "c.jsonl"]).finished;
    expect({ code, stderr }).toEqual({ code: 1, stderr: "--corpus 和 --queries 要一起用；两个都不写，就用标准问题集测回答。\n" });
  });
});

test("anxun evaluate without options scores the golden questions", async () => {
  const { code, stdout } = await callCommand(["evaluate", "--json"], variablesOf(home));
  const [set, own] = JSON.parse(stdout);
  expect(set).toMatchObject({ file: "tests/golden/questions.jsonl", correct: { of: 60 }, quotes_verbatim: { of: expect.any(Number) } });
  const kinds: { count: number; of: number }[] = Object.values(set.kinds);
  expect(kinds.reduce((sum, kind) => sum + kind.count, 0)).toBe(set.correct.count);
  expect(set.quotes_verbatim.count).toBe(set.quotes_verbatim.of);
  expect(own.correct.of).toBeGreaterThanOrEqual(150);
  expect(code).toBe(0);
});
