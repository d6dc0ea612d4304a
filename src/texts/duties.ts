import { chineseDay } from "../clock.ts";

const INFERENCE = {
  period_end: "按周期推算，以期末为截止日",
  period_start: "计划类任务，按期初推算",
  year_end: "文件只写年度，按年末推算",
  span_end: "文件只写起止月份或季度，按期末推算",
  year_of_issue: "文件没有写年份，按发文年份推算",
  campaign: "月份是一般知识，文件没有写",
  counted_start: "首期从阶段开始日起算",
  plan_end: "到期提醒由安讯给出，不是文件的要求",
};
type Inference = keyof typeof INFERENCE;

type Listed = { duty: string; who: string | undefined; title: string; clause: string; quote: string };

/** What the duties room says. */
export const texts = {
  phaseGoal: ({ phase, goal }: { phase: string; goal: string }) => (goal ? `${phase}：${goal}` : `${phase}结束`),
  planEnds: "方案期满：总结、盘点未完成任务、请示后续文件",
  inference: (inferred: readonly Inference[]) => inferred.map((one) => INFERENCE[one]).join("；"),

  counted: ({ duties, undated }: { duties: number; undated: number }) =>
    `职责草案 ${duties} 项，其中 ${undated} 项没有日期、等人来定（用 duties 查看）。`,

  help: {
    duties: "列出方案里的职责在一段时间内哪天到期",
    from: "从这一天起（默认今天），例如 2026-11-21",
    to: "到这一天止（默认一年后），例如 2027-12-31",
    ics: "写成日历文件（.ics），可导入飞书、Outlook 等日历",
  },
  list: {
    span: ({ from, to, count }: { from: string; to: string; count: number }) => `${chineseDay(from)}至${chineseDay(to)}：${count} 项到期`,
    due: ({ due, duty, who, isInForce }: { due: string; duty: string; who: string | undefined; isInForce: boolean }) =>
      `${due}  ${who ? `${who}：` : ""}${duty}${isInForce ? "" : "（文件已被取代）"}`,
    source: ({ title, clause, quote }: Listed) => `      《${title}》${clause}\n      “${quote}”`,
    inferred: ({ inferred }: { inferred: readonly Inference[] }) => `      ${texts.inference(inferred)}`,
    dayOff: ({ workday }: { workday: string }) => `      当天不是工作日，前一个工作日是 ${workday}`,
    unknownYears: ({ years }: { years: readonly number[] }) => `${years.join("、")} 年的放假安排还没有公布，没有核对工作日。`,
    events: ({ count }: { count: number }) => `按事件触发，没有固定日期：${count} 项`,
    event: ({ trigger, duty }: { trigger: string; duty: string }) => `  · 〔${trigger}〕${duty}`,
    unset: ({ count }: { count: number }) => `文件没有写频次，等人来定：${count} 项`,
    unsetDuty: ({ word, duty }: { word: string | undefined; duty: string }) => `  · ${word ? `〔${word}〕` : ""}${duty}`,
  },
  calendar: {
    name: "安讯职责日历",
    summary: ({ duty, isInferred }: { duty: string; isInferred: boolean }) => `${duty}${isInferred ? "（日期为推算）" : ""}`,
    description: ({ who, title, clause, quote, inferred }: Listed & { inferred: readonly Inference[] }) =>
      [who && `责任人：${who}`, `依据：《${title}》${clause}`, `“${quote}”`, texts.inference(inferred)].filter(Boolean).join("\n"),
    written: ({ file, count }: { file: string; count: number }) => `已把 ${count} 项写入 ${file}。`,
  },
  holidays: {
    notYaml: "不是有效的 YAML，请检查缩进、冒号后的空格和引号",
    missing: "没有填写，或类型不对",
    unknownField: ({ fields }: { fields: readonly string[] }) => `不认识的字段 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field} ${what}`,
    problems: ({ problems }: { problems: readonly { line: number; problem: string }[] }) =>
      problems.map(({ line, problem }) => `第 ${line} 行：${problem}`).join("；"),
    badDay: "应写成 2026-10-01 这样的日期，并加引号",
    reversed: "开始日期晚于结束日期",
    otherYear: "与日期所在的年份不符",
    broken: ({ file, detail }: { file: string; detail: string }) => `节假日文件“${file}”有误：${detail}。`,
  },
  rules: {
    badDays: "要写成 0 到 365 的整数",
    badHour: "要写成 0 到 23 的整点",
    badTime: "要写成 09:00 这样的时间，并加引号",
    badDaysOff: "要写 earlier 或 keep",
    unreadable: ({ file }: { file: string }) => `知识目录里的 ${file} 读不了，请检查它的权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },
  daysReversed: ({ from, to }: { from: string; to: string }) => `开始日期 ${from} 晚于结束日期 ${to}。`,
  spanTooLong: ({ years }: { years: number }) => `一次最多列出 ${years} 年，请缩短 --from 和 --to 之间的时间。`,
};
