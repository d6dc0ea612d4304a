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

describe("a question that takes something for granted", () => {
  test("is put right where the row names another office", async () => {
    const { status, text } = await knowledge.ask("境外投资项目的安全是不是归商贸流通股管");
    expect(status).toBe("answered");
    expect(text).toMatch(/不是这样.*外资外贸股/);
  });

  test("is put right where the plan has another cadence, and where it has none", async () => {
    expect((await knowledge.ask("洛江督导企业办是不是一年四次")).text).toMatch(/不是这样.*每半年/);
    expect((await knowledge.ask("泉港应急演练是不是一年两次")).text).toMatch(/不是这样.*定期/);
    expect((await knowledge.ask("洛江疏散演练是不是一年一次")).text).not.toContain("不是这样");
  });

  test("about a year is answered with what the plan says of that year", async () => {
    const { text } = await knowledge.ask("洛江2026年培训是不是搞餐饮燃气");
    expect(text).toContain("大型商业综合体");
    expect(text).not.toContain("2024年，");
  });
});

describe("the plan as a whole", () => {
  test.each(["洛江方案分哪几大部分", "洛江方案主要讲什么"])("is told by its headings: %s", async (question) => {
    expect((await knowledge.ask(question)).text).toMatch(/总体要求.*主要任务.*保障措施/);
  });

  test("has an annex, and an office that printed it", async () => {
    expect((await knowledge.ask("洛江这份文附了什么表")).text).toContain("任务分工表");
    expect((await knowledge.ask("洛江那份文是哪个办公室印的")).text).toContain("洛江区商务局办公室");
  });
});

test("a phase is known by what stands in it, too", async () => {
  expect((await knowledge.ask("泉港是哪一年搞自评")).text).toContain("2020年7月");
});

describe("how often", () => {
  test("is told as vaguely as the plan puts it, and said to be vague", async () => {
    expect((await knowledge.ask("泉港多久开一次会")).text).toMatch(/定期.*没有写具体多久一次/);
  });

  test.each(["泉港几个月开一次会", "泉港的会是一季度开一次还是半年开一次", "洛江的安全提示一个月至少发几条", "洛江演练要几个人参加"])(
    "in figures is not answered by words: %s",
    async (question) => {
      expect((await knowledge.ask(question)).status).toBe("not_found");
    },
  );
});

test.each(["标准化建设有什么要求", "两个区的宣传怎么做", "跟别的部门怎么配合"])("both plans speak of it: %s", async (question) => {
  const { status, districts, text } = await knowledge.ask(question);
  expect(status === "clarify" ? districts : ["洛江区", "泉港区"].filter((district) => text.includes(district))).toHaveLength(2);
});
