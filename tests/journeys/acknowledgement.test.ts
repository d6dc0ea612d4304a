import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../../src/texts/acknowledgement.ts";
import { type House, openHouse } from "../support/house.ts";
import { noticeStage } from "../support/notice-stage.ts";

let house: House;
let stage: ReturnType<typeof noticeStage>;
let groups: ReturnType<typeof noticeStage>["groups"];

beforeAll(async () => {
  house = await openHouse();
  stage = noticeStage(house);
  groups = stage.groups;
  await stage.on("2026-11-23 09:05");
});
afterAll(() => house.close());

describe("收到", () => {
  test("counts a person once, in each of their groups, and tells when they had before", async () => {
    await stage.send("甲");
    expect(stage.cardIn(groups.shops, "用气安全甲").printed).toContain("已确认 **0/4** 人");
    expect(await stage.press("李文清", stage.cardIn(groups.office, "用气安全甲").id, "收到")).toContain("已确认收到");
    expect(stage.cardIn(groups.office, "用气安全甲").printed).toContain("已确认 **1/3** 人");
    expect(stage.cardIn(groups.shops, "用气安全甲").printed).toContain("已确认 **1/4** 人");
    expect(stage.cardIn(groups.away, "用气安全甲").printed).toContain("已确认 **0/2** 人");
    expect(await stage.press("李文清", stage.cardIn(groups.shops, "用气安全甲").id, "收到")).toContain("您已确认过（2026-11-23");
    expect(stage.cardIn(groups.shops, "用气安全甲").printed).toContain("已确认 **1/4** 人");
  });

  test("changes a card once for many who press quickly, and shows the last count", async () => {
    await stage.send("乙");
    const { id } = stage.cardIn(groups.shops, "用气安全乙");
    const changes = async () => (await house.db.query("select 1 from outbox where key like $1", [`%/${groups.shops}/count/%`])).rowCount;
    const before = await changes();
    await Promise.all(
      ["李文清", "陈美珊", "王建福", "吴秀兰"].map((name) => house.simulator.world.pressButton(stage.person(name), id, "收到")),
    );
    await house.settle(8);
    expect((await changes()) - before).toBe(1);
    expect(stage.cardIn(groups.shops, "用气安全乙").printed).toContain("已确认 **4/4** 人");
  });

  test("is heard as words that quote the notice, and asked about where it could be one of two", async () => {
    await stage.send("丙");
    await stage.say("王建福", groups.shops, "收到，马上落实", { quote: stage.cardIn(groups.shops, "用气安全丙").id });
    expect(stage.cardIn(groups.shops, "用气安全丙").printed).toContain("已确认 **1/4** 人");
    await stage.send("丁");
    await stage.say("吴秀兰", groups.shops, "收到");
    expect(stage.lastIn(groups.shops)).toBe(texts.press.which({ count: 3 }));
    expect(stage.cardIn(groups.shops, "用气安全丁").printed).toContain("已确认 **0/4** 人");
  });

  test("takes the answer that a notice wants, and does without nothing", async () => {
    const acknowledgement = { wanted: true, question: "自查发现几处隐患？", urge: false };
    await stage.send("戊", { acknowledgement });
    const { id } = stage.cardIn(groups.shops, "用气安全戊");
    await stage.say("王建福", groups.shops, "收到", { quote: id });
    expect(stage.lastIn(groups.shops)).toBe(texts.press.refused.answer_wanted);
    expect(await stage.press("王建福", id, "收到，提交", { answer: "两处，已改" })).toContain("已确认收到");
  });

  test("is late after the time, and refused once the notice is taken back", async () => {
    const late = await stage.send("己", { acknowledgement: { wanted: true, dueAt: "2026-11-23T09:06:00+08:00", urge: false } });
    expect(await stage.press("王建福", stage.cardIn(groups.shops, "用气安全己").id, "收到")).toContain("记为逾期确认");
    await house.db.query("update notices set state = 'recalled' where id = $1", [late]);
    expect(await stage.press("吴秀兰", stage.cardIn(groups.shops, "用气安全己").id, "收到")).toBe(texts.press.refused.recalled);
  });
});

describe("谁还没收到", () => {
  test("names the missing to the office, those who answer for others first, and nobody to enterprises", async () => {
    await stage.send("庚");
    await stage.press("陈美珊", stage.cardIn(groups.shops, "用气安全庚").id, "收到");
    await stage.say("李文清", groups.office, "谁还没收到");
    const told = stage.lastIn(groups.office);
    expect(told).toContain("确认情况｜用气安全庚");
    expect(told).toMatch(/餐饮.*1\/4，未确认：(?:王建福|吴秀兰)（企业负责人）/);
    expect(told).toContain("(chart)");
    // 泉港's receipts are not theirs to see.
    expect(told).not.toContain("庄");
    await stage.say("王建福", groups.shops, "谁还没收到");
    expect(stage.lastIn(groups.shops)).not.toContain("未确认");
    await stage.press("李文清", stage.cardIn(groups.office, "确认情况｜用气安全庚").id, "导出名单");
    const file = stage.saidIn(groups.office).findLast(({ file: sent }) => sent !== undefined);
    expect(file?.file?.name).toMatch(/^确认名单-TZ-20261123-\d{3}-2026-11-23\.xlsx$/);
  });
});

test("a card that waits for the morning of its group comes then, with whoever has acknowledged elsewhere", async () => {
  await stage.on("2026-11-24 22:10");
  await house.db.query(`update chats set settings = settings || '{"quietHours":{"from":"22:00","to":"07:00"}}' where chat_id = $1`, [
    groups.shops,
  ]);
  await stage.send("辛");
  expect(() => stage.cardIn(groups.shops, "用气安全辛")).toThrow();
  await stage.press("陈美珊", stage.cardIn(groups.office, "用气安全辛").id, "收到");
  await stage.press("李文清", stage.cardIn(groups.office, "用气安全辛").id, "收到");
  await stage.on("2026-11-25 07:05");
  await house.settle(10);
  expect(stage.cardIn(groups.shops, "用气安全辛").printed).toContain("已确认 **2/4** 人");
  await stage.press("王建福", stage.cardIn(groups.shops, "用气安全辛").id, "收到");
  expect(stage.cardIn(groups.shops, "用气安全辛").printed).toContain("已确认 **3/4** 人");
});
