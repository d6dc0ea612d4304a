import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

describe("the documents that a plan rests on", () => {
  test.each([
    ["洛江方案根据的市里文件是几号文", "泉商务〔2024〕43号", "泉洛商务〔2024〕19号"],
    ["泉港方案引用的中央文件文号是多少", "中办发〔2018〕1号", "闽委办发"],
    ["泉港方案依据的省里文件是哪个文号", "闽委办发〔2018〕11号", "中办发〔2018〕1号）"],
  ])("are told apart by their level: %s", async (question, expected, other) => {
    const { status, text } = await knowledge.ask(question);
    expect(status).toBe("answered");
    const [, said = ""] = text.split("所引文件：");
    expect(said).toContain(expected);
    expect(said).not.toContain(other);
  });

  test("all of them answer, where none in particular is meant", async () => {
    expect((await knowledge.ask("洛江方案的上级依据文件有哪些，文号多少")).text).toMatch(/泉商务〔2024〕43号.*泉洛安委〔2024〕8号/);
  });

  test("do not lend the plan their number, nor their day", async () => {
    expect((await knowledge.ask("泉港方案自己的文号是多少")).status).toBe("not_found");
    expect((await knowledge.ask("泉港方案依据的省里文件是哪天印发的")).status).toBe("not_found");
  });
});

describe("the end of a plan", () => {
  test("is told with the time left, in any words", async () => {
    const { text } = await knowledge.ask("洛江这个三年行动还剩多久");
    expect(text).toContain("2026年12月31日");
    expect(text).toContain("还有40天");
  });

  test("that has passed is said to have passed", async () => {
    expect((await knowledge.ask("洛江方案到期了吗", { asOf: "2027-01-10" })).text).toMatch(
      /已经过期10天[\s\S]*已过期，有效期到2026年12月31日/,
    );
  });

  test("that the question gets wrong is put right", async () => {
    expect((await knowledge.ask("洛江三年行动是不是2028年才结束")).text).toMatch(/不是这样.*2026年12月31日/);
  });
});

describe("a deadline", () => {
  test("that recurs is worked out, and says so", async () => {
    const { text, citations } = await knowledge.ask("离泉港交年度工作报告还有几天", { asOf: "2027-01-10" });
    expect(text).toMatch(/推算.*2027年1月30日.*还有20天/);
    expect(citations[0]?.quote).toContain("1月30日前");
  });

  test("that nobody set is said to be open", async () => {
    expect((await knowledge.ask("洛江行业协会的团体标准那项有没有截止日期")).text).toContain("持续推进");
  });

  test("that has gone by is said to have gone by", async () => {
    expect((await knowledge.ask("洛江联合督导机制初步建立的期限过了没")).text).toMatch(/已经过去|截止日/);
  });
});

describe("side by side", () => {
  test("text and table of one document", async () => {
    const { text, citations } = await knowledge.ask("洛江疏散演练，正文和任务表写得一样吗");
    expect(text).toMatch(/两处写法不完全一样.*正文：.*每年组织开展1次.*任务表：.*每年至少组织开展1次/);
    expect(citations).toHaveLength(2);
  });

  test("a question of its own for each district", async () => {
    const { text } = await knowledge.ask("两个区一个是谁当组长、一个是谁牵头成立专班");
    expect(text).toMatch(/洛江区：.*商贸流通股[\s\S]*泉港区：.*局长/);
  });
});

describe("a follow-up", () => {
  const points = [
    { role: "user" as const, text: "泉港的基本原则第二条是什么" },
    { role: "bot" as const, text: "坚持立足长效、依法治理。" },
  ];
  test("may ask for the point beside", async () => {
    expect((await knowledge.ask("下一条呢", { history: points })).text).toContain("系统建设、过程管控");
  });

  test("may lean on our own message that it quotes", async () => {
    const history = [
      { role: "user" as const, text: "洛江企业办多久列一次检查计划" },
      { role: "bot" as const, text: "每月列好检查计划。" },
      ...points,
      { role: "bot" as const, text: "方案里这样写 每月列好检查计划。" },
    ];
    expect((await knowledge.ask("这个由谁来做", { history })).text).toContain("企业办");
  });

  test("counts the next year from the one spoken of", async () => {
    const history = [{ role: "user" as const, text: "洛江2024年培训重点是什么" }];
    expect((await knowledge.ask("下一年呢", { history })).text).toContain("成品油流通");
  });
});
