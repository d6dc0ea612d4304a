import { afterAll, beforeAll, expect, test } from "vitest";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

/** Questions that go at a plan from the side: what it rests on, a year that it does not reach, a part that would be left out. */
let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

test.each(["泉港到2030年要达到什么水平", "泉港2025年要实现什么目标", "洛江2029年底前要实现什么目标"])(
  "%s: a year that the plan does not name has no goal",
  async (question) => {
    const { status, text } = await knowledge.ask(question);
    expect(status).toBe("not_found");
    expect(text).toMatch(/没有提到20\d\d年/u);
  },
);

test.each([
  ["泉港到2035年要达到什么水平", "更加完善"],
  ["泉港2023年还要交工作报告吗", "1月30日"],
])("%s: a year that it names, or that returns, has", async (question, said) => {
  const { status, text } = await knowledge.ask(question);
  expect([status, text]).toEqual(["answered", expect.stringContaining(said)]);
});

test("今年年底 is the end of this year, and no 年年", async () => {
  const { text } = await knowledge.ask("洛江今年年底“四进”要弄到什么地步", { asOf: "2024-06-01" });
  expect(text).toContain("全面梳理“四进”");
});

test("what a plan is modelled on is what it rests on", async () => {
  const { status, text } = await knowledge.ask("泉港的方案是照着上面什么文件来定的");
  expect([status, text]).toEqual(["answered", expect.stringContaining("中办发〔2018〕1号")]);
  expect((await knowledge.ask("我们这方案是照上面哪个文件定的")).status).toBe("clarify");
});

test("what a fine is modelled on is not", async () => {
  expect((await knowledge.ask("罚款的标准是照上面哪个文件定的")).status).toBe("not_found");
});

test("whether two plans rest on the same paper is answered by both", async () => {
  const { text } = await knowledge.ask("两个区方案上头依据的文是不是同一个");
  expect(text).toContain("泉商务〔2024〕43号");
  expect(text).toContain("中办发〔2018〕1号");
});

test("leaving a part out is weighed against what says that all is covered", async () => {
  const { text } = await knowledge.ask("洛江企业办光查超市，餐饮不查，可以吧");
  expect(text).toContain("检查行业范围应全覆盖");
});

test("whether it is the same elsewhere is answered by 定期 too, which tells no number", async () => {
  const history = [{ role: "user" as const, text: "洛江疏散演练一年几次" }];
  const { status, text } = await knowledge.ask("泉港也是一样吗", { history });
  expect([status, text]).toEqual(["answered", expect.stringContaining("没有写具体多久一次")]);
  expect((await knowledge.ask("那泉港一年几次", { history })).status).toBe("not_found");
});
