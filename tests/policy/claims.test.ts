import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

describe("what a question takes for granted", () => {
  test.each([
    ["泉港新员工没学过，可不可以先干几天活", "不得上岗"],
    ["泉港的大隐患是报告给街道对吧", "职代会"],
    ["安全月活动是外资外贸股牵的头吧", "不是这样"],
    ["泉港分五个阶段推进，没错吧", "4"],
  ])("is answered by the document's own sentence: %s", async (question, words) => {
    const answer = await knowledge.ask(question);
    expect(answer.status).toBe("answered");
    expect([answer.text, ...answer.citations.map(({ quote }) => quote)].join()).toContain(words);
  });
});

describe("what no clause holds is not answered", () => {
  test.each([
    "培训记录保管期限",
    "台账要存几年",
    "洛江省66项措施都有哪些",
    "重大隐患事项清单一共多少条",
    "泉港区安委会主任是谁",
    "外资外贸股有几个人",
    "洛江三年行动投入多少",
    "双色球买什么号",
    "洛江方案谁起草的",
  ])("%s", async (question) => {
    expect((await knowledge.ask(question)).citations).toEqual([]);
  });
});

describe("names and numbers of what a plan refers to", () => {
  test.each([
    ["泉港方案里那个泉委办发是几号文", "51号"],
    ["那个43号文是哪里发的", "泉州市商务局"],
    ["洛江任务表的名称是什么", "局内任务分工表"],
    ["四个强化都是哪些", "强化舆论宣传"],
  ])("%s", async (question, words) => {
    expect((await knowledge.ask(question)).text).toContain(words);
  });

  test("an office of the district is no district without documents", async () => {
    expect((await knowledge.ask("三年行动的通知抄给区安办了没")).text).toContain("区安办");
  });
});
