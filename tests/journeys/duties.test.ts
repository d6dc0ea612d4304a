import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listDuties } from "../../src/duties/duties.ts";
import type { StoredDuty } from "../../src/duties/stored-duty.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";

/** Duties in chat, through the whole house: confirmed, reminded of, set in plain words, paused, and seen in a calendar. */

let house: House;
let stage: ReturnType<typeof caseStage>;
let enterprises: string;
let inPrivate: string;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  enterprises = stage.group("洛江区餐饮企业");
  inPrivate = stage.inPrivate("林国栋");
});
afterAll(() => house.close());

/** What the bot answers to somebody in private. */
async function ask(name: string, text: string): Promise<string> {
  const chat = stage.inPrivate(name);
  const before = stage.saidIn(chat).length;
  await stage.say(name, chat, { text });
  return stage
    .saidIn(chat)
    .slice(before)
    .map(({ printed }) => printed)
    .join("\n");
}

/** The latest card in a chat whose text holds `words`. */
function cardWith(chat: string, words: string) {
  const found = stage.saidIn(chat).findLast(({ printed }) => printed.includes(words));
  if (!found) throw new Error(`no card with ${words}`);
  return found;
}

async function press(name: string, words: string, label: string, form?: Record<string, unknown>) {
  return stage.press(name, cardWith(stage.inPrivate(name), words).id, label, form);
}

async function duty(words: string): Promise<StoredDuty> {
  const found = (await listDuties(house.db)).findLast(({ content }) => content.duty.includes(words));
  if (!found) throw new Error(`no duty about ${words}`);
  return found;
}

const INSPECTION = "带队对本单位重大事故隐患";

describe("the duties of the plans", () => {
  test("wait as drafts for those who may confirm them, of their own district", async () => {
    const list = await ask("林国栋", "待确认任务");
    expect(list).toContain("# 待确认任务");
    expect(list).toContain("**洛江区**：有日期 10 项");
    expect(list).not.toContain("泉港区");
    expect(await ask("王建福", "待确认任务")).not.toContain("# 待确认任务");
    expect(await ask("庄志强", "确认任务")).toContain("**泉港区**：有日期 2 项");
  });

  test("stand on a card with their clause word for word, what was inferred, exact days and whom they reach", async () => {
    await press("林国栋", "# 待确认任务", "查看 2");
    const shown = cardWith(inPrivate, INSPECTION).printed;
    expect(shown).toContain("> 商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展 1 次检查");
    expect(shown).toContain("二、主要任务（五）7");
    expect(shown).toContain("按周期推算，以期末为截止日");
    expect(shown).toContain("每季度最后一个月最后一天");
    expect(shown).toContain("- 2026年12月31日（星期四）");
    expect(shown).not.toContain("2027年3月31日");
    expect(shown).toContain("提前 15、5、1 天、到期当天、过期后 1 次，09:00；遇休息日提前到前一个工作日");
    expect(shown).toContain("洛江区餐饮企业安全联络群");
    expect(shown).toContain("按“确认”之前，不会发出任何提醒");
  });

  test("are changed by a form that says what it does not understand, and shows the days before anything holds", async () => {
    await press("林国栋", "**提醒**", "修改");
    const form = { overdue: "no", daysOff: "earlier", evidence: "yes", leads: "3、0", time: "上午10点", audience: "餐饮群、王建福" };
    const save = (fields: object) => press("林国栋", "form duty", "保存，看看日期", { frequency: "每季度", day: "", ...form, ...fields });
    expect(await save({})).toContain("“每季度”具体是哪一天");
    expect(await save({ day: "最后一个月31日" })).toContain("不是每个月都有");
    expect(await save({ day: "最后一个月20日", time: "22:00" })).toContain("免打扰时段（21:00—08:00）");
    expect(await save({ day: "最后一个月20日", audience: "不存在的群" })).toContain("没有找到“不存在的群”");
    expect(await save({ day: "最后一个月20日", leads: "十五" })).toContain("要写成 15、5、1、0");
    expect(await save({ day: "最后一个月20日" })).toBe("已保存，请核对日期，按“确认”后生效");
    const shown = cardWith(inPrivate, INSPECTION).printed;
    expect(shown).toContain("- 2026年12月20日（星期日）（休息日）");
    expect(shown).toContain("提前 3 天、到期当天，10:00");
    expect(shown).toContain("洛江区餐饮企业安全联络群、王建福");
    expect(await duty(INSPECTION)).toMatchObject({ state: "draft", settings: undefined, proposal: { wantsEvidence: true } });
  });

  test("are confirmed by a press, once; a card of before is drawn anew", async () => {
    const card = cardWith(inPrivate, INSPECTION);
    expect(await stage.press("林国栋", card.id, "确认")).toBe("已确认，下次到期 2026年12月20日（星期日）");
    const again = await stage.press("林国栋", card.id, "不启用").catch(() => "no such button any more");
    expect(again).not.toBe("已停用，不再提醒");
    expect(await duty(INSPECTION)).toMatchObject({
      state: "active",
      settings: { wantsEvidence: true },
      confirmed: { by: stage.person("林国栋") },
    });
    expect(cardWith(inPrivate, INSPECTION).printed).toContain("# 任务：正在提醒");
    const { rows } = await house.db.query<{ action: string }>("select action from audit_entries where subject_kind = 'duty' order by id");
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(["duty_propose", "duty_confirm"]));
  });

  test("go out as notices to the group and the person that were confirmed, on working days, each once", async () => {
    const reminders = (chat: string) =>
      stage.saidIn(chat).filter(({ printed }) => printed.startsWith("# 任务提醒") && printed.includes(INSPECTION));
    const owner = stage.inPrivate("王建福");
    await on("2026-12-16 10:06");
    expect([reminders(enterprises).length, reminders(owner).length]).toEqual([0, 0]);
    await on("2026-12-17 10:06");
    expect([reminders(enterprises).length, reminders(owner).length]).toEqual([1, 1]);
    expect(reminders(enterprises)[0]?.printed).toContain("还有 3 天到期：2026年12月20日（星期日）");
    expect(reminders(enterprises)[0]?.printed).toContain("最后一个工作日是2026年12月18日（星期五）");
    expect(reminders(enterprises)[0]?.printed).toContain("二、主要任务（五）7");
    await on("2026-12-18 10:06");
    await on("2026-12-20 10:06");
    await on("2026-12-21 10:06");
    expect([reminders(enterprises).length, reminders(owner).length]).toEqual([2, 2]);
    expect(reminders(enterprises).map(({ printed }) => printed.includes("[收到]"))).toEqual([true, false]);
  });
});

async function on(minute: string): Promise<void> {
  house.clock.set(minute);
  await house.settle(5);
}

describe("in plain words", () => {
  test("a reminder of one's own is shown with its exact days and reaches nobody before it is confirmed", async () => {
    house.clock.set("2026-12-21 15:00");
    const shown = await ask("林国栋", "每季度最后一个月25号上午9点提醒餐饮群自查燃气");
    expect(shown).toContain("**自查燃气**");
    expect(shown).toContain("每季度最后一个月25日");
    expect(shown).toContain("- 2026年12月25日（星期五）\n- 2027年3月25日（星期四）");
    expect(shown).toContain("洛江区餐饮企业安全联络群");
    expect(shown).toContain("由林国栋设置，不是文件的要求");
    await on("2026-12-25 09:10");
    expect(stage.saidIn(enterprises).some(({ printed }) => printed.includes("自查燃气"))).toBe(false);
    expect(await press("林国栋", "自查燃气", "确认")).toBe("已确认，下次到期 2027年3月25日（星期四）");
  });

  test.each([
    ["下周五前交月度检查计划", "2027年1月1日", "林国栋"],
    ["每周一上午8点半提醒企业群开门前检查", "2026年12月28日（星期一）", "洛江区餐饮企业安全联络群"],
    ["提醒王建福明天下午3点换证", "2026年12月26日（星期六）", "王建福"],
    ["12月30日前各企业办上报台账", "2026年12月30日（星期三）", "陈美珊"],
    ["每月最后一个工作日提醒我报送报表", "2026年12月31日（星期四）", "林国栋"],
    ["每周五下午4点催一下河市企业办报周报", "2027年1月1日（星期五）", "陈美珊"],
  ])("%s", async (words, day, who) => {
    const shown = await ask("林国栋", words);
    expect(shown).toContain(day);
    expect(shown).toMatch(new RegExp(`提醒谁\\*\\*：.*${who}`));
  });

  test.each([
    ["每月31号提醒餐饮群", "不是每个月都有"],
    ["2月30日提醒餐饮群交报告", "不存在"],
    ["过几天提醒餐饮群自查", "没有说清楚"],
    ["定期提醒企业群自查", "没有说清楚"],
    ["提醒餐饮群自查", "具体是哪一天"],
    ["展会期间提醒企业群值守", "算不出来"],
    ["3点提醒我开会", "上午还是下午"],
    ["下午3点提醒我开会", "哪一天"],
    ["明天3点提醒我开会", "上午还是下午"],
    ["每周五下午4点提醒加油站群巡查", "没有找到“加油站群”"],
    ["每周五下午4点提醒餐饮群", "要提醒做什么"],
    ["每天晚上10点提醒餐饮群关气", "免打扰时段"],
    ["元宵节前3天提醒餐饮群", "哪一天"],
    ["暂停提醒", "哪一项"],
    ["暂停疏散提醒", "没有找到"],
  ])("asks back: %s", async (words, question) => {
    const before = (await listDuties(house.db)).length;
    const answer = await ask("林国栋", words);
    expect(answer).toContain(question);
    expect(answer).not.toContain("# ");
    expect(await listDuties(house.db)).toHaveLength(before);
  });

  test("what asks about the plans is answered from the plans", async () => {
    for (const question of ["每季度要做什么", "今年底要完成哪些任务？", "应急演练多久一次", "企业办每月要交什么"]) {
      expect(await ask("林国栋", question)).not.toMatch(/任务日历|# 2026年|具体是哪一天/);
    }
  });

  test("whoever may not, hears so, and nothing is scheduled", async () => {
    const before = (await listDuties(house.db)).length;
    const answer = await ask("王建福", "每周一上午9点提醒餐饮群检查燃气");
    expect(answer).toContain("由局股室人员、审批人、管理员办理");
    expect(await listDuties(house.db)).toHaveLength(before);
  });
});

describe("what is running", () => {
  test("is paused, resumed, skipped and ended by a press on what the words mean", async () => {
    house.clock.set("2026-12-25 11:00");
    expect(await ask("林国栋", "暂停自查燃气提醒")).toContain("# 要暂停哪一项？");
    expect((await duty("自查燃气")).state).toBe("active");
    expect(await press("林国栋", "# 要暂停哪一项？", "暂停")).toBe("已暂停");
    expect((await duty("自查燃气")).state).toBe("paused");
    await ask("林国栋", "恢复自查燃气提醒");
    expect(await press("林国栋", "# 要恢复哪一项？", "恢复")).toContain("已恢复");
    await ask("林国栋", "跳过这次自查燃气");
    expect(await press("林国栋", "# 要跳过哪一次？", "跳过 3月25日这次")).toContain("已跳过");
    expect(await duty("自查燃气")).toMatchObject({ state: "active", skipped: ["2027-03-25"] });
    expect(await ask("林国栋", "任务列表")).toContain("自查燃气\n洛江区 · 下次到期 2027年6月25日（星期五）");
    await ask("林国栋", "取消自查燃气提醒");
    expect(await press("林国栋", "# 要结束哪一项？", "结束")).toBe("已停用，不再提醒");
  });

  test("stands in a calendar of twelve months, a month at a time, and goes out as a file", async () => {
    house.clock.set("2026-12-26 11:00");
    const span = await ask("林国栋", "下周有什么任务");
    expect(span).toContain("# 2026年12月28日（星期一）至2027年1月3日（星期日）");
    expect(span).toContain("2026年12月31日（星期四）");
    expect(await ask("庄志强", "未来一年任务日历")).toContain("# 任务日历 · 2026年12月");
    const chat = stage.inPrivate("庄志强");
    await stage.press("庄志强", cardWith(chat, "任务日历").id, "2027年1月（1）");
    const january = cardWith(chat, "任务日历 · 2027年1月").printed;
    expect(january).toContain("**2027年1月30日（星期六）**");
    expect(january).toContain("〔泉港区〕泉港区商务局：向区安委会递交工作报告");
    expect(january).toContain("待确认");
    await stage.press("庄志强", cardWith(chat, "任务日历").id, "发日历文件（.ics）");
    const file = house.simulator.world.messages(chat).findLast(({ file }) => file !== undefined);
    expect(file?.file?.name).toBe("任务日历-2026-12-26.ics");
  });
});

test("what was not to be started, or was ended, is found again and waits to be confirmed", async () => {
  await ask("林国栋", "待确认任务");
  await press("林国栋", "# 待确认任务", "查看 1");
  const chat = stage.inPrivate("林国栋");
  const draft = stage.saidIn(chat).findLast(({ printed }) => printed.includes("[不启用]"));
  expect(await stage.press("林国栋", draft?.id ?? "", "不启用")).toBe("已停用，不再提醒");
  expect(await ask("林国栋", "已停用任务")).toContain("不启用");
  await press("林国栋", "# 已停用任务", "查看 1");
  const ended = stage.saidIn(chat).findLast(({ printed }) => printed.includes("[重新启用]"));
  expect(await stage.press("林国栋", ended?.id ?? "", "重新启用")).toContain("已放回待确认");
});

test("what somebody set for themselves alone is nobody else's to see", async () => {
  await ask("林国栋", "每周三上午9点提醒我看演练方案");
  expect(await press("林国栋", "看演练方案", "确认")).toContain("已确认");
  expect(await ask("林国栋", "任务列表")).toContain("看演练方案");
  expect(await ask("李文清", "任务列表")).not.toContain("看演练方案");
});
