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

/** What reminds of a notice in a chat. */
const reminders = (chat: string, of: string) =>
  stage.saidIn(chat).filter(({ printed }) => printed.includes("请确认收到") && printed.includes(of) && !printed.startsWith("# 风险提示"));

describe("those who are missing", () => {
  test("are reminded by hand: they alone, and not twice in a while", async () => {
    await stage.send("甲");
    const shops = stage.cardIn(groups.shops, "用气安全甲").id;
    for (const name of ["李文清", "王建福"]) await stage.press(name, shops, "收到");
    await stage.say("李文清", groups.office, "谁还没收到");
    const { id } = stage.cardIn(groups.office, "确认情况");
    // 林国栋 in the office; 陈美珊 in two groups and called in one; 吴秀兰 among the shops. 泉港 is not theirs.
    expect(await stage.press("李文清", id, "提醒未确认者")).toBe(texts.nag.done({ people: 3, groups: 2 }));
    await house.settle(130);
    const called = [groups.office, groups.shops].flatMap((chat) => reminders(chat, "用气安全甲").map(({ printed }) => printed));
    const names = (name: string) => called.filter((printed) => printed.includes(`<at id=${stage.person(name)}>`)).length;
    expect(["林国栋", "陈美珊", "吴秀兰", "李文清", "王建福"].map(names)).toEqual([1, 1, 1, 0, 0]);
    expect(reminders(groups.away, "用气安全甲")).toEqual([]);
    expect(await stage.press("李文清", id, "提醒未确认者")).toContain("刚刚提醒过");
    // The reminder carries the button, too.
    const reminder = reminders(groups.shops, "用气安全甲").at(-1);
    expect(await stage.press("吴秀兰", reminder?.id ?? "", "收到")).toContain("已确认收到");
  });

  test("are reminded by the clock, step by step, each once, and the sender hears the result", async () => {
    await stage.on("2026-11-23 10:05");
    const noticeId = await stage.send("乙");
    for (const name of ["陈美珊", "王建福"]) await stage.press(name, stage.cardIn(groups.shops, "用气安全乙").id, "收到");
    await stage.on("2026-11-23 14:10");
    await house.settle(70);
    const inGroup = reminders(groups.shops, "用气安全乙");
    expect(inGroup).toHaveLength(1);
    expect(inGroup[0]?.printed).toContain(`<at id=${stage.person("吴秀兰")}>`);
    expect(inGroup[0]?.printed).not.toContain(`<at id=${stage.person("王建福")}>`);
    await stage.on("2026-11-24 10:10");
    await house.settle(70);
    expect(reminders(groups.shops, "用气安全乙")).toHaveLength(1);
    expect(reminders(stage.inPrivate("吴秀兰"), "用气安全乙")).toHaveLength(1);
    expect(reminders(stage.inPrivate("王建福"), "用气安全乙")).toHaveLength(0);
    await stage.on("2026-11-25 15:03");
    await house.settle(130);
    const { rows: urged } = await house.db.query<{ state: string; people: string[] }>(
      "select state, delivery->'people' as people from outbox where delivery->>'kind' = 'urge' and starts_with(key, $1)",
      [`notice/${noticeId}/`],
    );
    expect(urged.map(({ state }) => state)).toEqual(urged.map(() => "sent"));
    const rung = ["林国栋", "李文清", "庄志强", "郑晓燕", "吴秀兰"].map(stage.person);
    expect(urged.flatMap(({ people }) => people).sort()).toEqual(rung.sort());
    await stage.on("2026-11-25 17:01");
    await house.settle(70);
    const report = stage.cardIn(stage.inPrivate("李文清"), "确认结果｜用气安全乙").printed;
    expect(report).toContain("应确认 **7** 人，已确认 **2** 人，未确认 **5** 人");
    expect(report).toContain("(chart)");
    await stage.on("2026-11-26 08:03");
    await house.settle(130);
    expect(stage.cardIn(stage.inPrivate("林国栋"), "仍未确认｜用气安全乙").printed).toContain("吴秀兰（企业负责人）");
  });

  test("after an outage of three days are called once", async () => {
    await stage.on("2026-11-30 09:05");
    await stage.send("丙", { acknowledgement: { wanted: true, dueAt: "2026-12-02T17:00:00+08:00", urge: false } });
    await stage.press("王建福", stage.cardIn(groups.shops, "用气安全丙").id, "收到");
    await stage.on("2026-12-03 09:05");
    await house.settle(130);
    expect(reminders(groups.shops, "用气安全丙")).toHaveLength(0);
    expect(reminders(stage.inPrivate("吴秀兰"), "用气安全丙")).toHaveLength(1);
    expect(stage.saidIn(stage.inPrivate("李文清")).filter(({ printed }) => printed.includes("确认结果｜用气安全丙"))).toHaveLength(1);
  });
});
