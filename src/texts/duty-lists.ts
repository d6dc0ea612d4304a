import { dayInWords } from "./duty-reminders.ts";

/** Lists and the calendar of duties, and what is answered in chat about them. */
export const texts = {
  drafts: {
    title: ({ count }: { count: number }) => `待确认任务（${count} 项）`,
    intro: "以下任务由方案自动整理，确认之前不会发出任何提醒。点“查看”逐项核对原文、日期和提醒对象。",
    district: ({ district, dated, event, unset }: { district: string; dated: number; event: number; unset: number }) =>
      `**${district}**：有日期 ${dated} 项，按事件触发 ${event} 项，没有写频次 ${unset} 项`,
    none: "没有待确认的任务。",
    unset: "等人来定频次",
    event: "按事件触发",
    own: "自己定的提醒，还没有确认",
    noDistrict: "不限区县",
  },
  running: {
    title: ({ count }: { count: number }) => `任务列表（${count} 项）`,
    none: ({ drafts }: { drafts: number }) =>
      drafts > 0 ? `还没有确认过的任务。待确认 ${drafts} 项，发送“待确认任务”查看。` : "还没有任务。",
    paused: "已暂停",
    next: ({ day }: { day: string }) => `下次到期 ${dayInWords(day)}`,
    noneLeft: "有效期内没有下次了",
    ended: ({ count }: { count: number }) => `已停用任务（${count} 项）`,
    noneEnded: "没有停用的任务。",
    waiting: ({ count }: { count: number }) => `另有 ${count} 项待确认，发送“待确认任务”查看。`,
  },
  item: ({ number, ...item }: Item & { number: number }) => `${number}. ${itemOf(item)}`,
  pages: { previous: "上一页", next: "下一页", page: ({ page, pages }: { page: number; pages: number }) => `第 ${page} / ${pages} 页` },
  show: ({ number }: { number: number }) => `查看 ${number}`,

  calendar: {
    title: ({ month }: { month: string }) => `任务日历 · ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
    monthButton: ({ month, count }: { month: string; count: number }) =>
      `${month.endsWith("-01") ? `${month.slice(0, 4)}年` : ""}${Number(month.slice(5))}月${count > 0 ? `（${count}）` : ""}`,
    spanTitle: ({ from, to }: { from: string; to: string }) => (from === to ? dayInWords(from) : `${dayInWords(from)}至${dayInWords(to)}`),
    none: "没有任务到期。",
    day: ({ day, isDayOff, isProvisional }: { day: string; isDayOff: boolean; isProvisional: boolean }) =>
      `**${dayInWords(day)}**${isDayOff ? "（休息日）" : ""}${isProvisional ? "（按星期推算）" : ""}`,
    item: ({ duty, who, district, isDraft, isPaused, isInferred }: CalendarItem) =>
      `- ${district ? `〔${district}〕` : ""}${who ? `${who}：` : ""}${duty}${marks({ isDraft, isPaused, isInferred })}`,
    more: ({ count }: { count: number }) => `还有 ${count} 项没有列出，请用日历文件查看。`,
    unknownYears: ({ years }: { years: readonly number[] }) => `${years.join("、")} 年的放假安排还没有公布，工作日按星期推算。`,
    hint: "“待确认”的任务不会提醒。要问方案怎么规定的，直接问就行。",
    sendFile: "发日历文件（.ics）",
    whole: "看未来一年",
    list: "任务列表",
    fileName: ({ day }: { day: string }) => `任务日历-${day}.ics`,
    fileEmpty: "未来一年没有任务到期，没有日历文件可发。",
    sending: ({ count }: { count: number }) => `未来一年 ${count} 项任务的日历文件马上发来，可导入飞书、Outlook 等日历。`,
    draftSummary: ({ summary }: { summary: string }) => `${summary}（待确认）`,
    own: "由工作人员设置",
  },

  control: {
    title: { pause: "要暂停哪一项？", resume: "要恢复哪一项？", skip_once: "要跳过哪一次？", cancel: "要结束哪一项？" },
    none: ({ what }: { what: string | undefined }) =>
      `没有找到${what ? `与“${what}”有关、` : ""}可以这样办的任务。发送“任务列表”看看有哪些。`,
    item: (item: Item) => itemOf(item),
    hint: "按下按钮才生效。",
    more: ({ count }: { count: number }) => `还有 ${count} 项，请说得具体一些。`,
  },

  questions: {
    impossible_day: ({ stated }: Asked) => `“${stated}”这个日子不存在，请换一个。`,
    short_months: ({ stated }: Asked) => `不是每个月都有${stated ? `“${stated}”` : "这一天"}。要“每月最后一天”，还是换一个日子？`,
    past_day: ({ stated }: Asked) => `“${stated}”已经过去了。要写明年的，请带上年份。`,
    which_day: ({ stated }: Asked) => `“${stated}”是哪一天？请写清楚，例如“下周五”“12月5日”“国庆前3天”。`,
    no_day: ({ stated }: Asked) => `${stated ? `“${stated}”` : ""}具体是哪一天？例如“每季度最后一个月15日”“每周五”“12月5日”。`,
    left_over: ({ stated }: Asked) => `“${stated}”里的日子没有看懂。请合在一起写，例如“每月25日”“每周一到周五”“12月5日”。`,
    unknown_event: ({ stated }: Asked) => `“${stated}”是哪一天我算不出来，请写日期。`,
    vague: ({ stated }: Asked) => `“${stated}”没有说清楚，请写具体的日子，例如“每月25日”“12月5日”。`,
    unknown_year: ({ year }: Asked) => `${year ?? "下一"} 年的放假安排还没有公布，工作日和节前的日子算不出来，请直接写日期。`,
    which_half_of_day: ({ stated }: Asked) => `“${stated}”是上午还是下午？`,
    impossible_time: ({ stated }: Asked) => `“${stated}”这个时间不存在，请换一个。`,
    which_reminder: () => "要对哪一项提醒这样办？请带上它的内容，例如“暂停演练提醒”；发送“任务列表”可以看到全部。",
    no_days_left: () => "这样算下来一天也没有了，请检查起止日期。",
    no_task: () => "要提醒做什么？请把事情也写上，例如“每周五下午4点提醒餐饮群检查燃气”。",
    again: "请把整句话再说一遍。",
  },
  audience: {
    ambiguous: ({ word, names }: Named) => `“${word}”可能是：${names.join("、")}。请写全名。`,
    unknown: ({ word, names }: Named) =>
      `没有找到“${word}”。${names.length > 0 ? `可以写的群有：${names.join("、")}；也可以写行业（“餐饮群”）、乡镇企业办或人名。` : "这里还没有可以提醒的群。"}`,
  },

  steps: {
    confirm: ({ day }: { day: string | undefined }) => (day ? `已确认，下次到期 ${dayInWords(day)}` : "已确认"),
    end: "已停用，不再提醒",
    reopen: "已放回待确认，按“确认”后才提醒",
    pause: "已暂停",
    resume: "已恢复，暂停期间没有发的不再补发",
    skip: ({ day }: { day: string | undefined }) => `已跳过${day ? ` ${dayInWords(day)}` : ""}这次`,
    saved: "已保存，请核对日期，按“确认”后生效",
  },
  refusals: {
    no_schedule: "还没有频次，请先按“修改”填写。",
    no_audience: "还没有选定提醒谁，请先按“修改”填写。",
    no_days_left: "这样算下来没有要提醒的日子了，请按“修改”检查。",
    not_now: "现在不能这样办，请看卡片上的状态。",
    nothing_to_confirm: "没有要确认的修改。",
    past_pause: "暂停的截止日已经过去了。",
    no_such_day: "这一天没有要跳过的任务。",
  },
  comma: "、",
  stale: "这项任务刚才有变动，已经换成最新的，请再看一遍。",
  unknown: "没有找到这项任务。",
  noNext: "这个区的待确认任务都看完了。",
};

type Item = { duty: string; who: string | undefined; facts: readonly string[] };

function itemOf({ duty, who, facts }: Item): string {
  return `${who ? `${who}：` : ""}${duty}${facts.length > 0 ? `\n${facts.join(" · ")}` : ""}`;
}

type Asked = { stated: string; year: number | undefined };
type Named = { word: string; names: readonly string[] };
type CalendarItem = {
  duty: string;
  who: string | undefined;
  district: string | undefined;
  isDraft: boolean;
  isPaused: boolean;
  isInferred: boolean;
};

function marks({ isDraft, isPaused, isInferred }: Pick<CalendarItem, "isDraft" | "isPaused" | "isInferred">): string {
  const all = [...(isDraft ? ["待确认"] : []), ...(isPaused ? ["已暂停"] : []), ...(isInferred ? ["日期为推算"] : [])];
  return all.length > 0 ? `（${all.join("，")}）` : "";
}
