/** The words in which people say days and times to each other, also those in which nobody writes: 「礼拜五」, 「天天」, 「一季度一回」, 「廿五」. */
import { numeralValue } from "../knowledge/numbering.ts";

/** - `each`: 逢, without a unit   - `times`: how often in a period   - `…_on`: so many ahead   - `…_of`: the first, the last of a period */
type Slot =
  | "every"
  | "each"
  | "interval"
  | "times"
  | "unit"
  | "weeks_on"
  | "months_on"
  | "years_on"
  | "year"
  | "month"
  | "date"
  | "weekday"
  | "day"
  | "end"
  | "month_of"
  | "workday_of"
  | "weekday_of"
  | "workday"
  | "feast"
  | "by"
  | "lead"
  | "after"
  | "since"
  | "until"
  | "part"
  | "clock";

/** One thing that is said of days or times; numbers as digits, units by one name. */
export type Sign = { slot: Slot; value: string };
type Named = Readonly<Record<string, string | undefined>>;
/** `isAttached`: stands only behind another sign. */
type Shape = { pattern: RegExp; read: (groups: Named) => readonly Sign[]; isAttached?: true };

const NUMERAL = "(?:\\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})";
/** 「十五」 without 号: only what is hardly a count. */
const BARE_DATE =
  "(?:3[01]|[12]?\\d|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅)(?![点时个次日号项条回家人份分刻:：.\\d])";
const WEEK = "(?:周|星期|礼拜)";
const WEEKDAY = "[一二三四五六日天]";
/** 「一三五」, 「一到周五」; 「周一一早」 and 「周五五点」 name one day. */
const WEEKDAYS = `${WEEKDAY}(?:(?:[、和及与到至-]${WEEK}?|${WEEK})${WEEKDAY}|(?!一大?早)${WEEKDAY}(?![点时个次回号日月十]))*`;
const UNIT = `(?:半年|年|季度?|半个?月|月|${WEEK}|工作日|上班[日天]|[天日])`;
const DAYS = "工作日|天|日";
const FIRST_OR_LAST = "最后一?个|末尾?一?个|倒数第一个|最后那个|第[一1]个|头一?个|首个?|末(?:那个|的那个)?";

const UNITS: Readonly<Record<string, string>> = {
  半年: "half",
  年: "year",
  季: "quarter",
  季度: "quarter",
  半月: "half_month",
  半个月: "half_month",
  月: "month",
  周: "week",
  星期: "week",
  礼拜: "week",
  工作日: "workday",
  上班日: "workday",
  上班天: "workday",
  天: "day",
  日: "day",
};
const DAYS_ON: Readonly<Record<string, string>> = { 今: "0", 明: "1", 后: "2", 大后: "3" };
const YEARS_ON: Readonly<Record<string, string>> = { 今: "0", 明: "1", 来: "1", 后: "2" };
const ONWARDS: Readonly<Record<string, string>> = { 本: "0", 这: "0", 当: "0", 下: "1", 下下: "2" };
const FEASTS: Readonly<Record<string, string>> = { 过年: "春节", 劳动节: "五一" };
const AFTERNOON = /下|午后|后晌|晚|夜|傍/u;
const NOON = /中午|晌午|正午/u;
const LAST = /最后|末|倒数/u;
const DATE_SIGN = /[日号]$/u;
const RANGE = /[到至-]/u;
const WEEKDAY_ORDER = "一二三四五六日";
const SUNDAY = /天/gu;
const LAST_WEEKDAY = "日";
const COUNTER = /个$/u;
const OLD_NUMERAL = /[廿卅两]/gu;
const OLD_NUMERALS: Readonly<Record<string, string>> = { 廿: "二十", 卅: "三十", 两: "二" };
const ONE = "一";
const NONE = "0";
/** 「隔两周」 leaves two out, or one. */
const APART = "隔";
const WEEK_DAYS = 7;

/** In the order in which they are tried at each place. */
export const SIGN_SHAPES: readonly Shape[] = [
  {
    pattern: /(?<year>20\d{2})[-/.](?<month>\d{1,2})[-/.](?<date>\d{2}|\d(?!\d))/uy,
    read: ({ year = "", month, date }) => [{ slot: "year", value: year }, ...number("month", month), ...number("date", date)],
  },
  {
    pattern: /(?<![\d.])(?<month>1[0-2]|0?[1-9])[./](?<date>3[01]|[12]\d|0?[1-9])(?![\d.%/])/uy,
    read: ({ month, date }) => [...number("month", month), ...number("date", date)],
  },
  { pattern: /(?<year>20\d{2})年/uy, read: ({ year = "" }) => [{ slot: "year", value: year }] },
  { pattern: /(?<which>[今明来后])年/uy, read: ({ which = "" }) => [{ slot: "years_on", value: YEARS_ON[which] ?? "" }] },
  {
    pattern: new RegExp(`每?隔(?<gap>${NUMERAL})?个?(?<unit>${UNIT})|每(?<count>${NUMERAL})个?(?<of>${UNIT})`, "uy"),
    read: ({ gap, unit, count, of }) =>
      count !== undefined && numberOf(count) === 1
        ? [{ slot: "every", value: unitOf(of) }]
        : [{ slot: "interval", value: `${count === undefined ? APART : ""}${numberOf(count ?? gap ?? ONE)} ${unitOf(unit ?? of)}` }],
  },
  {
    pattern: new RegExp(`(?:至少)?每[逢到]?个?${WEEK}的?(?<days>${WEEKDAYS})`, "uy"),
    read: ({ days = "" }) => [{ slot: "every", value: "week" }, ...weekdays(days)],
  },
  {
    pattern: new RegExp(`每天?(?<part>[早晚])上?(?=${NUMERAL})`, "uy"),
    read: ({ part = "" }) => [{ slot: "every", value: "day" }, partOf(part)],
  },
  { pattern: /(?<=^|[，。,])(?:从今)?(?:以后|今后|往后)(?=每|天天|月月|年年)/uy, read: () => [] },
  { pattern: new RegExp(`每年到(?=${NUMERAL}月)`, "uy"), read: () => [{ slot: "every", value: "year" }] },
  { pattern: new RegExp(`(?:至少)?每[逢到]?个?(?<unit>${UNIT})`, "uy"), read: ({ unit }) => [{ slot: "every", value: unitOf(unit) }] },
  { pattern: /(?<unit>[年月周天日季])\k<unit>/uy, read: ({ unit }) => [{ slot: "every", value: unitOf(unit) }] },
  {
    pattern: new RegExp(`(?:[一1]个?)?(?<unit>${UNIT})[里内]?(?:至少)?(?<count>${NUMERAL})[次回趟遍]`, "uy"),
    read: ({ unit, count }) => [{ slot: "every", value: unitOf(unit) }, ...number("times", count)],
  },
  { pattern: new RegExp(`(?<count>${NUMERAL})[次回趟]`, "uy"), read: ({ count }) => number("times", count) },
  { pattern: /每逢|逢|每到|一到|赶上|碰[到上]/uy, read: () => [{ slot: "each", value: "" }] },
  {
    pattern: new RegExp(`(?<which>大?下{1,2}个?|[本这上]个?)${WEEK}(?<days>${WEEKDAYS}|末)?`, "uy"),
    read: ({ which = "", days }) => [{ slot: "weeks_on", value: onwards(which) }, ...(days === undefined ? [] : weekdays(days))],
  },
  { pattern: new RegExp(`${WEEK}(?<days>${WEEKDAYS}|末)`, "uy"), read: ({ days = "" }) => weekdays(days) },
  { pattern: /(?<which>大?下{1,2}个?|[本这当上]个?)月/uy, read: ({ which = "" }) => [{ slot: "months_on", value: onwards(which) }] },
  { pattern: /(?<day>大后|[今明后])[天日儿]个?/uy, read: ({ day = "" }) => [{ slot: "day", value: DAYS_ON[day] ?? "" }] },
  {
    pattern: /(?<day>[今明后])(?<part>早上?|晚上?)/uy,
    read: ({ day = "", part = "" }) => [{ slot: "day", value: DAYS_ON[day] ?? "" }, partOf(part)],
  },
  {
    pattern: new RegExp(
      `(?<part>凌晨|清[早晨]|大清早|一?大?早[上晨]|一大?早|早间|上午|中午|晌午|正午|下午|午后|后晌|傍[晚黑]|晚[上间]|夜[里晚]|[早晚](?=${NUMERAL}))`,
      "uy",
    ),
    read: ({ part = "" }) => [partOf(part)],
  },
  { pattern: /(?<hour>\d{1,2})[:：](?<minute>\d{2})(?!\d)/uy, read: ({ hour, minute }) => [clock(hour, minute)] },
  {
    pattern: new RegExp(
      `(?<hour>${NUMERAL}|零)(?:点钟?|时(?![限候间段]))(?:(?<half>半)|(?<quarter>[一三13])刻|(?<minute>${NUMERAL})分?|整)?`,
      "uy",
    ),
    read: ({ hour, half, quarter, minute }) => [clock(hour, minute ?? String((half ? 30 : 0) + 15 * numberOf(quarter ?? NONE)))],
  },
  {
    pattern: new RegExp(`(?<which>${FIRST_OR_LAST})的?月`, "uy"),
    read: ({ which = "" }) => [{ slot: "month_of", value: LAST.test(which) ? "last" : "1" }],
  },
  { pattern: /第(?<which>[二三23])个?月/uy, read: ({ which }) => number("month_of", which) },
  {
    pattern: new RegExp(`(?<which>${FIRST_OR_LAST})的?(?:工作日|上班[日天])`, "uy"),
    read: ({ which = "" }) => [{ slot: "workday_of", value: LAST.test(which) ? "last" : "1" }],
  },
  {
    pattern: new RegExp(`(?<which>${FIRST_OR_LAST}|第${NUMERAL}个)的?${WEEK}(?<days>${WEEKDAY})`, "uy"),
    read: ({ which = "", days = "" }) => [{ slot: "weekday_of", value: LAST.test(which) ? "last" : which }, ...weekdays(days)],
  },
  {
    pattern: new RegExp(`(?<month>${NUMERAL})月份?的?(?<date>${NUMERAL}[日号]|${BARE_DATE})?`, "uy"),
    read: ({ month, date }) => [...number("month", month), ...number("date", date?.replace(DATE_SIGN, ""))],
  },
  { pattern: new RegExp(`(?<date>${NUMERAL})[日号](?![楼线文])`, "uy"), read: ({ date }) => number("date", date) },
  { pattern: new RegExp(`(?<=月[的里,，]?)(?<date>${BARE_DATE})`, "uy"), read: ({ date }) => number("date", date) },
  { pattern: /(?<unit>季度?|月|年)(?=[底末尾])/uy, read: ({ unit }) => [{ slot: "unit", value: unitOf(unit) }] },
  { pattern: /年?[底末尾]/uy, read: () => [{ slot: "end", value: "period" }], isAttached: true },
  { pattern: /最后一[天日]/uy, read: () => [{ slot: "end", value: "day" }] },
  { pattern: /工作日|上班[日天]|上班的日子/uy, read: () => [{ slot: "workday", value: "" }] },
  {
    pattern: new RegExp(`[之的]?前(?<count>${NUMERAL})个?(?<unit>${DAYS})|提前(?<ahead>${NUMERAL})个?(?<of>${DAYS})`, "uy"),
    read: ({ count, unit, ahead, of }) => [{ slot: "lead", value: `${numberOf(count ?? ahead)} ${unitOf(unit ?? of)}` }],
  },
  {
    pattern: new RegExp(`再?过(?<past>${NUMERAL})[天日](?:[之以]?后)?|(?<count>${NUMERAL})[天日][之以]?后`, "uy"),
    read: ({ past, count }) => [{ slot: "after", value: String(numberOf(past ?? count)) }],
  },
  {
    pattern: new RegExp(`再?过(?<past>${NUMERAL})个?${WEEK}(?:[之以]?后)?|(?<count>${NUMERAL})个?${WEEK}[之以]?后`, "uy"),
    read: ({ past, count }) => [{ slot: "after", value: String(WEEK_DAYS * numberOf(past ?? count)) }],
  },
  {
    pattern: /(?<feast>元旦|春节|过年|清明|五一|劳动节|端午|中秋|国庆)节?/uy,
    read: ({ feast = "" }) => [{ slot: "feast", value: FEASTS[feast] ?? feast }],
  },
  { pattern: /[从打自](?=[^，。起从]{2,14}?(?:起|开始))/uy, read: () => [{ slot: "since", value: "" }] },
  { pattern: /直?到(?=[^，。到]{2,14}?(?:为止|止|结束|截止))/uy, read: () => [{ slot: "until", value: "" }] },
  { pattern: /起|开始|为止|止|结束/uy, read: () => [], isAttached: true },
  { pattern: /之前|以前|前|截止/uy, read: () => [{ slot: "by", value: "" }], isAttached: true },
];

function number(slot: Slot, numeral: string | undefined): Sign[] {
  return numeral === undefined ? [] : [{ slot, value: String(numberOf(numeral)) }];
}

function numberOf(numeral: string | undefined): number {
  return numeralValue((numeral ?? "").replace(OLD_NUMERAL, (one) => OLD_NUMERALS[one] ?? one));
}

function unitOf(unit: string | undefined): string {
  return UNITS[unit ?? ""] ?? "";
}

/** 「大下周」 is next week here and the one after it there: it stays a word of its own. */
function onwards(which: string): string {
  return ONWARDS[which.replace(COUNTER, "")] ?? which;
}

function weekdays(days: string): Sign[] {
  const named = [...days.replace(SUNDAY, LAST_WEEKDAY)].map((one) => WEEKDAY_ORDER.indexOf(one)).filter((one) => one >= 0);
  const [first = 0, last = 0] = [named[0], named.at(-1)];
  const all = RANGE.test(days) ? Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index) : named;
  return all.length === 0 ? [{ slot: "weekday", value: "weekend" }] : all.map((one) => ({ slot: "weekday", value: String(one + 1) }));
}

function partOf(part: string): Sign {
  if (AFTERNOON.test(part)) return { slot: "part", value: "afternoon" };
  return { slot: "part", value: NOON.test(part) ? "noon" : "morning" };
}

function clock(hour = "", minute = "0"): Sign {
  return { slot: "clock", value: `${hour.startsWith("0") ? "0" : ""}${numberOf(hour)}:${numberOf(minute)}` };
}
