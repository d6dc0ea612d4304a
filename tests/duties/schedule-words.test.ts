import { describe, expect, test } from "vitest";
import { parseHolidayYear } from "../../src/duties/holiday-file.ts";
import { readSchedule, type ScheduleReading } from "../../src/duties/schedule-words.ts";
import { workCalendar } from "../../src/workdays.ts";
import { at } from "../support/clock.ts";

/** A Saturday; nobody has published the holidays of 2027 yet. */
const NOW = "2026-11-21 10:00";
const calendar = workCalendar();

function read(words: string, now = NOW): ScheduleReading {
  return readSchedule(words, { now: at(now), calendar });
}

function time(minutes: number | undefined): string {
  return minutes === undefined ? "" : ` ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** "2026-12-15 2027-03-15 9:00 → 餐饮群: 自查" */
function printed(reading: ScheduleReading): string {
  if (reading.kind === "question") return `? ${reading.about}${reading.year ? ` ${reading.year}` : ""}`;
  if (reading.kind !== "schedule") return reading.kind;
  const { next, minutes, audience, task, isDeadline, unknownYear } = reading;
  const days = [...next.slice(0, 3), ...(unknownYear ? [`${unknownYear}?`] : [])].join(" ");
  return `${isDeadline ? "by " : ""}${days}${time(minutes)} → ${audience ?? ""}: ${task}`;
}

describe("what is clear", () => {
  test.each([
    ["每季度最后一个月15号上午9点提醒餐饮群自查燃气", "2026-12-15 2027-03-15 2027-06-15 9:00 → 餐饮群: 自查燃气"],
    ["下周五前交月度检查计划", "by 2026-11-27 → : 交月度检查计划"],
    ["每月最后一个工作日报送台账", "2026-11-30 2026-12-31 2027? → : 报送台账"],
    ["每周一三五下午3点提醒加油站群巡查", "2026-11-23 2026-11-25 2026-11-27 15:00 → 加油站群: 巡查"],
    ["每周一到周五早上8点提醒商场群开门前检查", "2026-11-23 2026-11-24 2026-11-25 8:00 → 商场群: 开门前检查"],
    ["每个工作日早上8点半提醒值班", "2026-11-23 2026-11-24 2026-11-25 8:30 → : 值班"],
    ["明天下午两点半通知全体成员单位开会", "2026-11-22 14:30 → 全体成员单位: 开会"],
    ["12月15日上午10点提醒餐饮群清洗烟道", "2026-12-15 10:00 → 餐饮群: 清洗烟道"],
    ["2027年1月8日晚上7点一刻提醒超市群盘点", "2027-01-08 19:15 → 超市群: 盘点"],
    ["明年3月5号提醒我换证", "2027-03-05 → 我: 换证"],
    ["三天后提醒我复查", "2026-11-24 → 我: 复查"],
    ["后天14:05提醒我打电话", "2026-11-23 14:05 → 我: 打电话"],
    ["今天下午四点提醒大家断电检查", "2026-11-21 16:00 → 大家: 断电检查"],
    ["月底前完成隐患清零", "by 2026-11-30 → : 完成隐患清零"],
    ["今年年底前完成培训", "by 2026-12-31 → : 完成培训"],
    ["下个月10号前各企业办上报进展", "by 2026-12-10 → : 各企业办上报进展"],
    ["下下周三提醒我去现场", "2026-12-02 → 我: 去现场"],
    ["每月25号前3天提醒商贸股", "2026-11-22 2026-12-22 2027-01-22 → 商贸股: "],
    ["每月最后一天下午5点提醒上报", "2026-11-30 2026-12-31 2027-01-31 17:00 → : 上报"],
    ["每年6月1日提醒开展安全生产月", "2027-06-01 2028-06-01 2029-06-01 → : 开展安全生产月"],
    ["每年1月30日前提醒商贸股写工作报告", "by 2027-01-30 2028-01-30 2029-01-30 → 商贸股: 写工作报告"],
    ["从下周一起每周一提醒农贸市场群", "2026-11-23 2026-11-30 2026-12-07 → 农贸市场群: "],
    ["每天9点提醒冷库群到11月24日为止", "2026-11-22 2026-11-23 2026-11-24 9:00 → 冷库群: "],
    ["国庆前三天提醒商场群", "2027-09-28 → 商场群: "],
    ["每周五下午4点半提醒企业办报周报", "2026-11-27 2026-12-04 2026-12-11 16:30 → 企业办: 报周报"],
    ["每周五提醒餐饮群月底前完成自查", "2026-11-27 2026-12-04 2026-12-11 → 餐饮群: 月底前完成自查"],
    ["每周五提醒餐饮群每天自查燃气", "2026-11-27 2026-12-04 2026-12-11 → 餐饮群: 每天自查燃气"],
    ["下周五之前催一催河市企业办交检查计划", "by 2026-11-27 → 河市企业办: 交检查计划"],
  ])("%s", (words, meant) => {
    expect(printed(read(words))).toBe(meant);
  });

  test.each([
    ["明早九点提醒我开会", "2026-11-22 9:00 → 我: 开会"],
    ["今晚8:30提醒我写总结", "2026-11-21 20:30 → 我: 写总结"],
    ["提醒我明晚七点写总结", "2026-11-22 19:00 → 我: 写总结"],
    ["后儿上午九点提醒我打电话", "2026-11-23 9:00 → 我: 打电话"],
    ["2026-12-15 9:00 提醒餐饮群清洗烟道", "2026-12-15 9:00 → 餐饮群: 清洗烟道"],
    ["12.15上午10点提醒餐饮群清洗烟道", "2026-12-15 10:00 → 餐饮群: 清洗烟道"],
    ["12/15提醒餐饮群清洗烟道", "2026-12-15 → 餐饮群: 清洗烟道"],
    ["12月15上午10点提醒餐饮群清洗烟道", "2026-12-15 10:00 → 餐饮群: 清洗烟道"],
    ["每个月十五提醒餐饮群自查", "2026-12-15 2027-01-15 2027-02-15 → 餐饮群: 自查"],
    ["每月廿五号提醒餐饮群自查", "2026-11-25 2026-12-25 2027-01-25 → 餐饮群: 自查"],
    ["天天早上八点半提醒企业群开门前检查", "2026-11-22 2026-11-23 2026-11-24 8:30 → 企业群: 开门前检查"],
    ["每早八点半提醒企业群开门前检查", "2026-11-22 2026-11-23 2026-11-24 8:30 → 企业群: 开门前检查"],
    ["年年6月1号提醒开展安全生产月", "2027-06-01 2028-06-01 2029-06-01 → : 开展安全生产月"],
    ["逢周五下午四点提醒餐饮群自查", "2026-11-27 2026-12-04 2026-12-11 16:00 → 餐饮群: 自查"],
    ["每月逢5号提醒我报表", "2026-12-05 2027-01-05 2027-02-05 → 我: 报表"],
    ["每逢月底提醒我报表", "2026-11-30 2026-12-31 2027-01-31 → 我: 报表"],
    ["上班日每天早上8点半提醒值班群交接", "2026-11-23 2026-11-24 2026-11-25 8:30 → 值班群: 交接"],
    ["周一到周五每天早上8点提醒商场群检查", "2026-11-23 2026-11-24 2026-11-25 8:00 → 商场群: 检查"],
    ["12月1日到12月9日每天提醒企业群测温", "2026-12-01 2026-12-02 2026-12-03 → 企业群: 测温"],
    ["两周后提醒我复查", "2026-12-05 → 我: 复查"],
    ["下个月第一个工作日提醒我报表", "2026-12-01 → 我: 报表"],
    ["这个月最后一个工作日提醒我报表", "2026-11-30 → 我: 报表"],
    ["今年年底提醒我写总结", "2026-12-31 → 我: 写总结"],
    ["每周五提醒餐饮群天天自查", "2026-11-27 2026-12-04 2026-12-11 → 餐饮群: 天天自查"],
  ])("as people say it or type it: %s", (words, meant) => {
    expect(printed(read(words))).toBe(meant);
  });

  test("with the holidays published, feasts and working days are counted from the first day off", () => {
    const spring = "2026-01-20 10:00";
    expect(printed(read("春节前5个工作日提醒商场群", spring))).toBe("2026-02-10 → 商场群: ");
    expect(printed(read("节前三天通知各商场", "2026-09-10 09:00"))).toMatch(/^2026-09-22 /);
    expect(printed(read("每月第一个工作日提醒报表", "2026-09-30 09:00"))).toMatch(/^2026-10-08 2026-11-02 2026-12-01 /);
  });

  test("a year that somebody writes down is known at once", () => {
    const next = parseHolidayYear(
      "2027.yaml",
      'year: 2027\nsource: 通知\nholidays:\n  - { name: 元旦, from: "2027-01-01", to: "2027-01-03" }\nworkdays: []',
    );
    const reading = readSchedule("节前两个工作日提醒商场群", { now: at(NOW), calendar: workCalendar([next]) });
    expect(printed(reading)).toBe("2026-12-30 → 商场群: ");
  });
});

describe("what is asked back", () => {
  test.each([
    ["每月31号提醒", "? short_months"],
    ["每月30日上午9点提醒餐饮群", "? short_months"],
    ["每年2月29日提醒", "? short_months"],
    ["2月30日提醒交报告", "? impossible_day"],
    ["每年4月31日提醒", "? impossible_day"],
    ["每年四月三十一日提醒", "? impossible_day"],
    ["每月35号提醒", "? impossible_day"],
    ["13月1日提醒", "? impossible_day"],
    ["下周一开会那天提醒我", "? unknown_event"],
    ["检查完以后提醒整改", "? unknown_event"],
    ["展会期间提醒值守", "? unknown_event"],
    ["过几天提醒我", "? vague"],
    ["定期提醒企业自查", "? vague"],
    ["下月中旬提醒各企业办", "? vague"],
    ["月底左右催一下台账", "? vague"],
    ["3点提醒我", "? which_half_of_day"],
    ["明天5点半提醒值班", "? which_half_of_day"],
    ["每天25点提醒", "? impossible_time"],
    ["明天9点75分提醒", "? impossible_time"],
    ["15号前交总结", "? past_day"],
    ["3月5日提醒换证", "? past_day"],
    ["本周三提醒我", "? past_day"],
    ["今天上午9点提醒大家", "? past_day"],
    ["周六提醒大家", "? which_day"],
    ["周末提醒巡查", "? which_day"],
    ["每逢节假日提醒商场群", "? which_day"],
    ["每季度提醒企业检查", "? no_day"],
    ["每周提醒一次", "? no_day"],
    ["每两周提醒一次", "? no_day"],
    ["提醒餐饮群自查", "? no_day"],
    ["12.5公斤钢瓶提醒餐饮群换新", "? no_day"],
    ["明天天气冷，天天提醒餐饮群关窗", "? left_over"],
    ["节前三天通知各商场", "? unknown_year 2027"],
    ["春节前五天提醒商场群", "? unknown_year 2027"],
    ["每年1月30日前5个工作日提醒写报告", "? unknown_year 2027"],
    ["每天9点提醒到11月21日为止", "? no_days_left"],
    ["暂停提醒", "? which_reminder"],
    // Days of which a part would be dropped.
    ["明天后天提醒我开会", "? left_over"],
    ["明天上午9点和下午3点提醒餐饮群测温", "? left_over"],
    ["12月每天早上9点提醒企业群测温", "? left_over"],
    ["每周五下午4点提醒餐饮群自查，每月25号也提醒", "? left_over"],
    ["提醒餐饮群自查燃气，一月一次，就定在25号", "? left_over"],
    ["一个月一次，25号下午四点提醒餐饮群自查", "? left_over"],
    ["大下周三提醒我去现场", "? left_over"],
    ["每月25号头三天提醒我", "? left_over"],
    ["年前12月20号提醒商场群备货检查", "? left_over"],
    ["月底前提醒餐饮群每周五自查", "? left_over"],
  ])("%s", (words, about) => {
    expect(printed(read(words))).toBe(about);
  });
});

describe("what is said of reminders that exist", () => {
  test.each([
    ["暂停演练提醒", { does: "pause", what: "演练" }],
    ["先停一下燃气自查的提醒", { does: "pause", what: "燃气自查" }],
    ["暂停演练提醒到12月31日", { does: "pause", what: "演练", until: "2026-12-31" }],
    ["暂停所有提醒", { does: "pause", what: undefined }],
    ["恢复演练提醒", { does: "resume", what: "演练" }],
    ["跳过下一次月度检查计划提醒", { does: "skip_once", what: "月度检查计划" }],
    ["取消台账提醒", { does: "cancel", what: "台账" }],
  ])("%s", (words, meant) => {
    expect(read(words)).toEqual({ kind: "control", until: undefined, ...meant });
  });

  test.each([
    ["下个月有什么任务", "2026-12-01", "2026-12-31"],
    ["这周有哪些要交的", "2026-11-21", "2026-11-22"],
    ["下周有啥提醒", "2026-11-23", "2026-11-29"],
    ["本季度还有哪些检查到期", "2026-11-21", "2026-12-31"],
    ["明年有哪些工作安排", "2027-01-01", "2027-12-31"],
  ])("%s", (words, from, to) => {
    expect(read(words)).toEqual({ kind: "list", from, to });
  });

  test.each(["你好", "消防通道被堵了", "谢谢", "老板多久得亲自带队查一次"])("says nothing of a schedule: %s", (words) => {
    expect(read(words)).toEqual({ kind: "none" });
  });
});
