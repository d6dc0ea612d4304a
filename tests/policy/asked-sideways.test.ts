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

test("a part is told as it is worded, by its heading or its number", async () => {
  const named = await knowledge.ask("强化科技支撑那条全文是什么");
  expect(named.text).toContain("行业协会等第三方");
  expect(named.citations[0]?.path).toBe("三、保障措施（五）");
  expect((await knowledge.ask("洛江第三部分写的什么")).text).toMatch(/“保障措施”共 5 项/u);
  expect((await knowledge.ask("指导思想那段咋写的 复制给我")).status).toBe("clarify");
  expect((await knowledge.ask("工作目标这段写了啥，照抄给我")).text).toContain("（以下简称“四进”）");
});

test.each(["经费保障那一段咋写的 复制给我", "法律责任那段原文念一下", "洛江第九部分写的什么"])(
  "%s: a part that no plan has is not told by what comes near",
  async (question) => {
    expect((await knowledge.ask(question)).status).toBe("not_found");
  },
);

test("a stretch that is no heading is found by what it speaks of", async () => {
  expect((await knowledge.ask("瓶改管那段怎么写的")).text).toContain("“瓶改管”");
});

test.each([
  ["泉港 按方案说的 最近这几个月该干嘛", "2020-10-20", "第三阶段"],
  ["泉港下个月起按方案该干什么了", "2019-03-15", "第二阶段"],
  ["泉港上个月按计划在搞什么", "2021-01-10", "第三阶段"],
  ["泉港局里近期要忙什么工作", "2026-11-21", "第四阶段"],
])("%s: who names nothing but the time means its phase", async (question, asOf, phase) => {
  expect((await knowledge.ask(question, { asOf })).text).toContain(phase);
});

test("who names a thing beside the time asks of that thing", async () => {
  expect((await knowledge.ask("泉港最近几个月出了几起事故")).status).toBe("not_found");
  expect((await knowledge.ask("最近这几个月该干嘛")).status).toBe("clarify");
});

test.each(["泉港创建领导小组的成立文件文号是多少", "泉港领导小组成立的红头文几时下来", "泉港那个领导小组还会再发个正式通知吗"])(
  "%s: a paper that the plan says is not issued",
  async (question) => {
    const { status, text } = await knowledge.ask(question);
    expect([status, text]).toEqual(["answered", expect.stringContaining("不再另行发文")]);
  },
);

test("where no plan says so, nothing is known of such a paper", async () => {
  expect((await knowledge.ask("洛江专班成立的文件文号多少")).status).toBe("not_found");
});

test.each(["洛江上个月督导结果是什么", "泉港最近开会讲了啥", "泉港这个月查了多少家店"])(
  "%s: what came of it stands in no plan",
  async (question) => {
    expect((await knowledge.ask(question)).status).toBe("not_found");
  },
);

test("a year of which a plan tells something else is no topic", async () => {
  const { text } = await knowledge.ask("洛江2025年演练还要搞吗");
  expect(text).toContain("每年组织开展1次");
});

test("what a deadline rests on is not told by what some other work rests on", async () => {
  expect((await knowledge.ask("整改期限是根据哪个文件定的")).status).toBe("not_found");
});

test("fifteen measures are not a list of three", async () => {
  expect((await knowledge.ask("安全生产十五条硬措施具体是哪十五条")).status).toBe("not_found");
});
