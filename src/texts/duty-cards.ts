import { dayInWords } from "./duty-reminders.ts";

/** Rules of RFC 5545 in words, and what stands on the cards of duties. */

const WEEKDAYS: Readonly<Record<string, string>> = { MO: "一", TU: "二", WE: "三", TH: "四", FR: "五", SA: "六", SU: "日" };
const COUNTS: Readonly<Record<number, string>> = { 2: "两", 3: "三", 4: "四", 5: "五", 6: "六" };

type Rule = { frequency: string; interval: number; months: readonly number[]; monthDays: readonly number[]; weekdays: readonly string[] };

const every = (interval: number, unit: string) =>
  interval === 1 ? `每${unit.replace("个", "")}` : `每${COUNTS[interval] ?? interval}${unit}`;
const monthDay = (day: number) => (day < 0 ? "最后一天" : `${day}日`);

const MONTHS_OF: readonly { months: string; words: string }[] = [
  { months: "3,6,9,12", words: "每季度最后一个月" },
  { months: "1,4,7,10", words: "每季度第一个月" },
  { months: "6,12", words: "每半年最后一个月" },
  { months: "1,7", words: "每半年第一个月" },
];

export const texts = {
  rule: ({ frequency, interval, months, monthDays, weekdays }: Rule) => {
    const days = monthDays.map(monthDay).join("、");
    if (frequency === "DAILY") return every(interval, "天");
    if (frequency === "WEEKLY") return `${every(interval, "周")}${weekdays.map((day) => WEEKDAYS[day] ?? "").join("、")}`;
    if (frequency === "MONTHLY") return `${every(interval, "个月")}${days}`;
    const usual = MONTHS_OF.find((one) => one.months === months.join());
    if (usual && interval === 1) return `${usual.words}${days}`;
    return `${every(interval, "年")}${months.map((month) => `${month}月`).join("、")}${days}`;
  },
  workdays: "每个工作日",
  lastWorkday: ({ rule }: { rule: string }) => rule.replace(/(?:最后一天|12月31日|日)$/u, "最后一个工作日"),
  firstWorkday: ({ rule }: { rule: string }) => rule.replace(/(?:1月)?1日$|一$/u, "第一个工作日"),
  daysBefore: ({ rule, days }: { rule: string; days: number }) => `${rule}前${days}天`,
  workdaysBefore: ({ rule, days }: { rule: string; days: number }) => `${rule}前${days}个工作日`,
  dated: ({ days }: { days: readonly string[] }) => days.map(dayInWords).join("、"),
  or: "，",

  titles: {
    draft: ({ district }: { district: string | undefined }) => `待确认任务${district ? ` · ${district}` : ""}`,
    active: "任务：正在提醒",
    paused: "任务：已暂停",
    ended: "任务：已停用",
    edit: "修改任务",
  },
  summary: ({ duty }: { duty: string }) => duty,
  who: ({ who, isStated }: { who: string; isStated: boolean }) => `**责任人**：${who}${isStated ? "" : "（按上下文或发文单位推定）"}`,
  responsible: ({ who }: { who: string }) => `**任务表责任单位**：${who}`,
  source: ({ title, clause }: { title: string; clause: string }) => `《${title}》${clause}`,
  setBy: ({ name }: { name: string }) => `由${name}设置，不是文件的要求`,
  someone: "工作人员",
  understoodAs: ({ sentence }: { sentence: string }) => `**按这样理解**：${sentence}（由语言模型换成这样的说法，请核对）`,
  inferred: ({ inferred }: { inferred: string }) => `**推算**：${inferred}`,
  changed: ({ before, quote }: { before: string; quote: string }) =>
    `**原文有变动，请重新确认**。原来是：${before}${quote ? `（“${quote}”）` : ""}`,
  frequency: ({ words }: { words: string }) => `**频次**：${words}`,
  unset: {
    event: ({ trigger }: { trigger: string }) => `**频次**：按事件触发（${trigger}），文件没有写日期。要定期提醒的，请按“修改”填写。`,
    unspecified: ({ word }: { word: string | undefined }) =>
      `**频次**：文件${word ? `只写“${word}”，` : ""}没有写频次，不能自行推定。要提醒的，请按“修改”填写。`,
  },
  next: ({ days }: { days: readonly string[] }) => `**接下来到期**：\n${days.map((day) => `- ${day}`).join("\n")}`,
  noneLeft: "**接下来到期**：没有了",
  day: ({ day, isDayOff, isProvisional }: { day: string; isDayOff: boolean; isProvisional: boolean }) =>
    `${dayInWords(day)}${isDayOff ? "（休息日）" : ""}${isProvisional ? "（放假安排未公布，按星期推算）" : ""}`,
  validity: ({ to }: { to: string }) => `有效期到${dayInWords(to)}，之后不再提醒。`,
  leads: ({ days, overdue, time, daysOff }: { days: readonly number[]; overdue: boolean; time: string; daysOff: "earlier" | "keep" }) => {
    const before = days.filter((day) => day > 0);
    const parts = [
      ...(before.length > 0 ? [`提前 ${before.join("、")} 天`] : []),
      ...(days.includes(0) ? ["到期当天"] : []),
      ...(overdue ? ["过期后 1 次"] : []),
    ];
    return `**提醒**：${parts.join("、")}，${time}${daysOff === "earlier" ? "；遇休息日提前到前一个工作日" : ""}`;
  },
  audience: ({ names }: { names: readonly string[] }) =>
    names.length > 0 ? `**提醒谁**：${names.join("、")}` : "**提醒谁**：还没有选定，请按“修改”填写群名或人名",
  evidence: ({ wanted }: { wanted: boolean }) => `**收集完成情况**：${wanted ? "要（日期、人员、照片或文件）" : "不要"}`,
  confirmedBy: ({ name, minute }: { name: string; minute: string }) => `${name} ${minute} 确认`,
  paused: ({ until }: { until: string | undefined }) => (until ? `暂停到${dayInWords(until)}，之后自动恢复。` : "已暂停，按“恢复”后继续。"),
  skipped: ({ days }: { days: readonly string[] }) => `跳过：${days.map(dayInWords).join("、")}`,
  pending: "**下面是修改后的样子，按“确认修改”后生效；在此之前仍按原来的提醒。**",
  nothingYet: "按“确认”之前，不会发出任何提醒。",
  endedBecause: {
    declined: "不启用",
    ended: "已结束",
    withdrawn: "所在的文件或条款已撤下",
    superseded: "文件已被取代",
    over: "有效期已过或日期都已过去",
    lapsed: "一直没有确认，不再保留",
  },
  buttons: {
    confirm: "确认",
    confirmEdit: "确认修改",
    edit: "修改",
    decline: "不启用",
    next: "下一项",
    pause: "暂停",
    resume: "恢复",
    reopen: "重新启用",
    end: "结束",
    skip: ({ day }: { day: string }) => `跳过 ${Number(day.slice(5, 7))}月${Number(day.slice(8))}日这次`,
    pauseUntil: ({ day }: { day: string }) => `暂停到 ${day}`,
    show: "查看",
    save: "保存，看看日期",
    back: "不改了",
  },
  form: {
    frequency: "频次（照平常的话写，例如“每季度”“每月25日”“每年6月1日”“每周五”）",
    day: "每次的日子（频次里没有写的，例如“最后一个月15日”“最后一个工作日”）",
    leads: "提前几天提醒（0 是到期当天，例如 15、5、1、0）",
    overdue: "过期以后",
    overdueOptions: { yes: "再提醒一次", no: "不再提醒" },
    time: "几点提醒（例如 09:00、下午3点）",
    daysOff: "遇到休息日",
    daysOffOptions: { earlier: "提前到前一个工作日", keep: "照常提醒" },
    audience: "提醒谁（群名、“餐饮群”“各企业办”或人名，用顿号隔开）",
    evidence: "收集完成情况",
    evidenceOptions: { no: "不要", yes: "要（日期、人员、照片或文件）" },
  },
  problems: {
    form: "表单没有填对，请重新打开再试。",
    leads: "“提前几天”要写成 15、5、1、0 这样的数字，每个不超过 365。",
    noLeads: "至少要有一次提醒：写上提前几天，或选择过期后再提醒一次。",
    time: "没有看懂几点提醒，请写成 09:00 或“下午3点”。",
    quiet: ({ time, from, to }: { time: string; from: string; to: string }) => `${time} 在免打扰时段（${from}—${to}）里，请换一个时间。`,
    bounds: "方案任务的起止日期随方案，不能在频次里另写“从……起”“到……为止”。",
    notSchedule: "没有看懂频次，请照“每季度最后一个月15日”“每周五”“2026年12月15日”这样写。",
  },
};
