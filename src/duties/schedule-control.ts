/** What is said of reminders that exist: 「暂停演练提醒」, 「跳过下一次」; and what is asked of the calendar: 「下个月有什么任务」. */
import type { Day } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";

export type Control = "pause" | "resume" | "skip_once" | "cancel";
/** `what`: words of the reminder's own; undefined where all are meant. `rest`: where a day may be named. */
export type ControlReading = { does: Control; what: string | undefined; rest: string } | { does: "unclear"; stated: string };

const CONTROLS: readonly (readonly [Control, RegExp])[] = [
  [
    "skip_once",
    /(?:跳过|略过|取消|不要发?|别发)(?:掉)?(?:下一?次|这一?次|本次|一次|明天|今天|本周|这周|下周|本月|这个月|下个?月)的?|跳过/u,
  ],
  ["resume", /恢复|重新(?:开启|打开|启用)|继续(?=.{0,12}(?:提醒|通知))/u],
  ["pause", /暂停|先停(?:一下|一停)?|停(?:一下|一停)|先别|暂时(?:不要|别|不用)/u],
  ["cancel", /取消|停掉|停止|撤销|删(?:除|掉)|不要再|别再/u],
];
const ABOUT = /提醒|通知|任务|日程|计划|催办/u;
/** 「跳过这次燃气自查」 speaks of a reminder without the word. */
const SKIPS = /^(?:请|帮我|麻烦)?(?:跳过|略过)(?:掉)?(?:下一?次|这一?次|本次|一次|明天|今天|本周|这周|下周|本月|这个月|下个?月)的?/u;
const ALL = /所有|全部|一切|每个/u;
const DRESS =
  /(?:请|麻烦|帮我|把|给|了|的|一下|吧|对|将|发|推送)|(?:下一?次|这一?次|本次|一次)|(?:提醒|通知|催办|日程)|[，。、,.!！?？]|(?:直)?到.{2,12}(?:为止|止|结束|再说)?$|(?:所有|全部|一切)/gu;

/** @returns undefined where the words control nothing */
export function controlOf(text: string): ControlReading | undefined {
  if (!ABOUT.test(text) && !SKIPS.test(text)) return undefined;
  const found = CONTROLS.find(([, pattern]) => pattern.test(text));
  if (!found) return undefined;
  const [does, pattern] = found;
  const [stated = ""] = pattern.exec(text) ?? [];
  const what = text.replace(stated, "").replace(DRESS, "");
  if (what.length >= 2) return { does, what, rest: text };
  return ALL.test(text) ? { does, what: undefined, rest: text } : { does: "unclear", stated };
}

const LISTS = /(?:什么|哪些|哪几|啥|多少|几)(?:个|项|样)?|列(?:一下|出)|看(?:一下|看)|有没有/u;
const OF_DUTIES = /任务|要交|要做|到期|提醒|事|工作|安排|报送|材料|检查|演练/u;
type Span = (asOf: Day) => { from: Day; to: Day };
const SPANS: readonly (readonly [RegExp, Span])[] = [
  [/今天|今日/u, (asOf) => ({ from: asOf, to: asOf })],
  [/明天|明日/u, (asOf) => ({ from: shiftDay(asOf, 1), to: shiftDay(asOf, 1) })],
  [/下个?(?:周|星期|礼拜)/u, (asOf) => weekOf(asOf, 1)],
  [/[本这]个?(?:周|星期|礼拜)/u, (asOf) => weekOf(asOf, 0)],
  [/下个?月/u, (asOf) => monthsOf(asOf, 1, 1)],
  [/(?:[本这]个?|当)月/u, (asOf) => monthsOf(asOf, 0, 1)],
  [/下个?季度/u, (asOf) => monthsOf(asOf, 3, 3)],
  [/[本这]个?季度/u, (asOf) => monthsOf(asOf, 0, 3)],
  [/明年/u, (asOf) => monthsOf(asOf, 12, 12)],
  [/今年|年底前/u, (asOf) => monthsOf(asOf, 0, 12)],
];

/** The span of days that a question about duties names; the part that lies behind is left out. */
export function spanAsked(text: string, asOf: Day): { from: Day; to: Day } | undefined {
  if (!LISTS.test(text) || !OF_DUTIES.test(text)) return undefined;
  const span = SPANS.find(([pattern]) => pattern.test(text))?.[1](asOf);
  return span && { from: span.from < asOf ? asOf : span.from, to: span.to };
}

function weekOf(asOf: Day, weeksOn: number): { from: Day; to: Day } {
  const sinceMonday = (new Date(`${asOf}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = shiftDay(asOf, 7 * weeksOn - sinceMonday);
  return { from, to: shiftDay(from, 6) };
}

/** The calendar span of `length` months in which the day lies that is `monthsOn` months on. */
function monthsOf(asOf: Day, monthsOn: number, length: number): { from: Day; to: Day } {
  const month = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1 + monthsOn;
  const first = Math.floor(month / length) * length;
  return { from: firstOf(first), to: shiftDay(firstOf(first + length), -1) };
}

function firstOf(month: number): Day {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}
