/**
 * A schedule in plain words → its exact next dates, or a question back. What the words leave open is asked, never guessed; what
 * comes out is shown to a person before anything is scheduled.
 */
import { type Day, dayOf, MINUTE_MS, startOfDay } from "../clock.ts";
import type { WorkCalendar } from "../workdays.ts";
import { leftOver } from "./left-over.ts";
import { type Control, controlOf, spanAsked } from "./schedule-control.ts";
import { type DayQuestion, type DayReading, dayIn } from "./schedule-days.ts";
import { nextDays, type Returning, type ReturnReading, returnsIn } from "./schedule-returns.ts";
import { type TimeReading, timeIn } from "./schedule-time.ts";
import { asWritten, plainOrder } from "./spoken-days.ts";

type ScheduleQuestion = DayQuestion | Extract<TimeReading, { kind: "question" }>["about"] | "which_reminder" | "no_days_left" | "left_over";

export type Schedule = {
  kind: "schedule";
  /** Undefined for what happens once. */
  returning: Returning | undefined;
  /** The next days, at most five; the first is the one that comes. */
  next: readonly Day[];
  /** From this year on the days are not known: its holidays are not published. */
  unknownYear: number | undefined;
  /** Minutes after midnight in Shanghai; undefined where no time was said. */
  minutes: number | undefined;
  /** 「下周五前」: a day by which, not on which. */
  isDeadline: boolean;
  since: Day | undefined;
  until: Day | undefined;
  audience: string | undefined;
  task: string;
};

export type Question = {
  kind: "question";
  about: ScheduleQuestion /** The words that it is about. */;
  stated: string;
  year: number | undefined;
};

export type ScheduleReading =
  | Schedule
  | { kind: "control"; does: Control; what: string | undefined; until: Day | undefined }
  /** 「下个月有什么任务」 */
  | { kind: "list"; from: Day; to: Day }
  | Question
  /** Says nothing of a schedule. */
  | { kind: "none" };

type Context = { asOf: Day /** After midnight. */; minutesNow: number; calendar: WorkCalendar };

const SHOWN = 5;
const REMINDS = /提醒|通知|告诉|催|发(?:一条|个)?(?:消息|提示)|交|报送|上报|报|提交|完成|开展/u;
/** What no calendar can tell. */
const VAGUE =
  /过几天|改天|有空|尽快|近期|最近|大概|差不多|左右|前后|[上中下]旬|月初|月中|年初|年中|适时|不定期|定期|经常|隔三差五|偶尔|时不时|抽空|合适的时候|到时候/u;
const EVENT_BOUND = /[^，。\d]{0,6}?(?:那天|当天|那会儿|的时候|之后|以后|完了?再|结束后|完成后|期间)/u;
const AFTER_DAYS = /(?:\d{1,2}|[一二三四五六七八九十两]{1,3})(?:[天日]|个?(?:周|星期|礼拜))(?:之后|以后|后)/u;
const UNTIL = /(?:直)?到(?<day>[^，。到]{2,14}?)(?:为止|止|结束|截止)/u;
const SINCE = /从(?<day>[^，。起从]{2,14}?)(?:起|开始)/u;
const PAUSED_UNTIL = /(?:直)?到(?<day>[^，。到]{2,14}?)(?:为止|止|结束|再说)?$/u;

/** `now`: when it was said. */
export type ScheduleContext = { now: Date; calendar: WorkCalendar };

export function readSchedule(words: string, { now, calendar }: ScheduleContext): ScheduleReading {
  const text = plainOrder(words);
  const asOf = dayOf(now);
  const context = { asOf, minutesNow: (now.getTime() - startOfDay(asOf).getTime()) / MINUTE_MS, calendar };
  const span = spanAsked(text, context.asOf);
  if (span) return { kind: "list", ...span };
  const control = controlOf(text);
  if (!control) return scheduleIn(text, context);
  if (control.does === "unclear") return ask("which_reminder", control.stated);
  const until = boundIn(control.rest, PAUSED_UNTIL, context);
  if (until.kind === "question") return until;
  return { kind: "control", does: control.does, what: control.what, until: until.day };
}

type Bound = { kind: "bound"; day: Day | undefined; stated: string } | Question;

/** 「到明年6月30日为止」, 「从下周一起」 */
function boundIn(text: string, pattern: RegExp, context: Context): Bound {
  const match = pattern.exec(text);
  const named = match?.groups?.day;
  const day = named === undefined ? undefined : dayIn(named, context);
  if (!match || !day || day.kind === "none") return { kind: "bound", day: undefined, stated: "" };
  return day.kind === "day" ? { kind: "bound", day: day.day, stated: match[0] } : ask(day.about, day.stated, day.year);
}

type Parts = { core: string; time: TimeReading; returns: ReturnReading; day: DayReading; since: Day | undefined; until: Day | undefined };

function scheduleIn(said: string, context: Context): ScheduleReading {
  const text = asWritten(said);
  const until = boundIn(text, UNTIL, context);
  const since = boundIn(text, SINCE, context);
  if (until.kind === "question") return until;
  if (since.kind === "question") return since;
  const core = text.replace(until.stated, "").replace(since.stated, "");
  const time = timeIn(core);
  const timeless = time.kind === "none" ? core : core.replace(time.stated, "");
  const returns = returnsIn(timeless);
  const day = returns.kind === "none" ? dayIn(timeless, context) : NO_DAY;
  const parts = { core, time, returns, day, since: since.day, until: until.day };
  return openQuestion(parts) ?? planned(parts, context);
}

const NO_DAY: DayReading = { kind: "none" };

/** What has to be asked before anything can be scheduled; `none` where nobody wants anything scheduled. */
function openQuestion({ core, time, returns, day, since }: Parts): ScheduleReading | undefined {
  const isSchedule = returns.kind !== "none" || day.kind !== "none" || since !== undefined;
  if (!isSchedule && !REMINDS.test(core)) return { kind: "none" };
  const impossible = [returns, day].find((reading) => reading.kind === "question" && reading.about === "impossible_day");
  const [vague] = VAGUE.exec(core) ?? [];
  const [event] = AFTER_DAYS.test(core) ? [] : (EVENT_BOUND.exec(core) ?? []);
  if (!impossible && event) return ask("unknown_event", event);
  if (!impossible && vague) return ask("vague", vague);
  if (returns.kind === "question") return ask(returns.about, returns.stated);
  if (day.kind === "question") return ask(day.about, day.stated, day.year);
  if (time.kind === "question") return ask(time.about, time.stated);
  return returns.kind === "none" && day.kind === "none" ? ask("no_day", "") : undefined;
}

function planned({ core, time, returns, day, since, until }: Parts, { asOf, minutesNow, calendar }: Context): ScheduleReading {
  const minutes = time.kind === "time" ? time.minutes : undefined;
  const isStillAhead = (one: Day) => one > asOf || minutes === undefined || minutes > minutesNow;
  const returning = returns.kind === "returns" ? { rules: returns.rules, adjustment: returns.adjustment } : undefined;
  const from = since ?? asOf;
  const once = { days: day.kind === "day" ? [day.day] : [], unknownYear: undefined };
  const found = returning ? nextDays(returning, calendar, { from, count: SHOWN + 1 }) : once;
  const next = found.days.filter((one) => isStillAhead(one) && (until === undefined || one <= until)).slice(0, SHOWN);
  if (next.length === 0 && !returning) return ask("past_day", statedOf(day));
  if (next.length === 0 && found.unknownYear !== undefined) return ask("unknown_year", "", found.unknownYear);
  if (next.length === 0) return ask("no_days_left", "");
  const stated = statedOf(returns) + statedOf(day);
  const left = leftOver(core, stated);
  if (left !== undefined) return ask("left_over", left);
  const after = core.slice(core.indexOf(stated) + stated.length);
  return {
    kind: "schedule",
    returning,
    next,
    unknownYear: found.unknownYear,
    minutes,
    isDeadline: DEADLINE.test(after) || DEADLINE.test(stated.slice(-1)),
    since,
    until,
    ...whatIn(core.replace(stated, "").replace(time.kind === "time" ? time.stated : "", "")),
  };
}

function statedOf(reading: ReturnReading | DayReading): string {
  return reading.kind === "none" ? "" : reading.stated;
}

const DEADLINE = /^(?:之前|以前|前)/u;
const ADDRESSEE =
  "(?:各|全体|所有)?[\\p{Script=Han}A-Za-z0-9（）]{0,12}?(?:群|企业办(?!群)|(?:企业|商户|股|科|局|队|中心|站|所)(?!群|办|室|长|里)|成员单位|股室|科室|单位|负责人|大家|所有人|我们|我)";
const AUDIENCE = new RegExp(
  `(?:(?:提醒|通知|告诉|催(?:一?催)?)(?:一下|下(?![周个月星礼午次]))?|叫|让|发给|发到|发在|在|给)(?<audience>${ADDRESSEE}(?:[、和及与]${ADDRESSEE})*)`,
  "u",
);
/** 「商场群，……，到点提醒一声」 */
const LEADING_GROUP = /^(?<audience>[\p{Script=Han}A-Za-z0-9（）]{1,12}群)(?=[，,：:要需应])/u;
const FRAME =
  /^(?:请|麻烦|帮我|帮忙|记得|别忘了?|一声|到点|定时|按时|准时|安排|设置?(?:一?个)?|定(?:一?个)|新建|添加|之前|以前|前|的|在|于|提醒|通知|[，。、,.!！?？])+|(?:一下|一声|(?:请?(?:到点|到时|届时|定时|记得))?提醒|消息|吧|哦|的|[，。、,.!！?？])+$/gu;

/** To whom, and what: the words that are left. */
function whatIn(rest: string): { audience: string | undefined; task: string } {
  const match = AUDIENCE.exec(rest) ?? LEADING_GROUP.exec(rest.replace(FRAME, ""));
  const audience = match?.groups?.audience;
  return { audience, task: (match ? rest.replace(match[0], "") : rest).replace(FRAME, "") };
}

function ask(about: ScheduleQuestion, stated: string, year?: number): Question {
  return { kind: "question", about, stated, year };
}
