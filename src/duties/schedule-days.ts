/** One day as people say it: 「明天」, 「下周五」, 「月底」, 「12月15日」, 「国庆前三天」. What leaves a choice is asked back. */
import { type Day, isDay } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import { numeralValue } from "../knowledge/numbering.ts";
import { nextHoliday, type WorkCalendar, workdayOnOrAfter, workdayOnOrBefore, workdaysBefore } from "../workdays.ts";

export type DayQuestion =
  /** 「2月30日」 */
  | "impossible_day"
  /** 「每月31号」: not every month has it. */
  | "short_months"
  /** 「15号」, when the 15th of this month lies behind. */
  | "past_day"
  /** 「周五」 said on a Friday, 「周末」. */
  | "which_day"
  /** 「每季度」 without a day. */
  | "no_day"
  /** 「开会那天」, 「检查完以后」. */
  | "unknown_event"
  /** 「过几天」, 「月中左右」, 「定期」. */
  | "vague"
  /** The holidays of that year are not published. */
  | "unknown_year";

type Found = { kind: "day"; day: Day } | { kind: "question"; about: DayQuestion /** Whose holidays are unknown. */; year?: number };
/** `stated`: the words that name the day. */
export type DayReading = (Found & { stated: string }) | { kind: "none" };

const NUMERAL = "(?:\\d{1,2}|[一二三四五六七八九十两]{1,3})";
const TODAY_WORDS: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 };
const FIXED_HOLIDAYS: Readonly<Record<string, string>> = { 元旦: "01-01", 五一: "05-01", 劳动节: "05-01", 国庆: "10-01", 国庆节: "10-01" };
const HOLIDAY_NAMES: Readonly<Record<string, string>> = {
  五一: "劳动节",
  国庆: "国庆节",
  清明节: "清明",
  端午节: "端午",
  中秋节: "中秋",
  过年: "春节",
};
const TWO = "两";

type Context = { asOf: Day; calendar: WorkCalendar };
type Named = Readonly<Record<string, string | undefined>>;
type Shape = { pattern: RegExp; read: (groups: Named, context: Context, stated: string) => Found };

/** Feasts on which people work, or that move with a calendar that we do not keep: their day is asked for. */
const OTHER_FEASTS = /(?:元宵|重阳|中元|七夕|腊八|儿童|妇女|教师|情人|圣诞|植树|护士|青年|建军|建党|母亲|父亲|感恩|万圣|平安)节/u;

/** In the order in which they are tried. */
const SHAPES: readonly Shape[] = [
  { pattern: OTHER_FEASTS, read: () => ({ kind: "question", about: "which_day" }) },
  {
    pattern: new RegExp(`(?:(?<year>\\d{4}|今|明|后)年)?(?<month>${NUMERAL})月(?:份)?(?:的)?(?<date>${NUMERAL})[日号]`, "u"),
    read: (groups, { asOf }) => dated(asOf, groups),
  },
  {
    pattern: new RegExp(
      `(?<name>元旦|春节|过年|清明节?|五一|劳动节|端午节?|中秋节?|国庆节?|节(?:假日)?)(?:放假)?(?:之|的)?前(?<count>${NUMERAL})个?(?<work>工作日|天|日)`,
      "u",
    ),
    read: (groups, context) => beforeHoliday(context, groups),
  },
  {
    pattern: new RegExp(`(?:(?<which>本|这|当|下下|下)(?:个)?月)(?<date>${NUMERAL})[日号]`, "u"),
    read: (groups, { asOf }) => inMonth(asOf, MONTHS_ON[groups.which ?? ""] ?? 0, groups.date ?? ""),
  },
  {
    pattern: /(?<which>本|这|当|下)(?:个)?月(?:的|底)?(?<edge>最后一个|第一个|头一个)工作日/u,
    read: ({ which = "", edge = "" }, context) => workdayIn(context, MONTHS_ON[which] ?? 0, LAST.test(edge)),
  },
  {
    pattern: /(?<which>本|这|当|下)(?:个)?(?:月)(?:的)?(?:底|末|最后一天)/u,
    read: (groups, { asOf }) => monthEnd(asOf, MONTHS_ON[groups.which ?? ""] ?? 0),
  },
  { pattern: /(?<!每|每个)月(?:底|末)/u, read: (_, { asOf }) => monthEnd(asOf, 0) },
  {
    pattern: /(?<which>今年|明年)?(?:年底|年末)/u,
    read: (groups, { asOf }) => ({ kind: "day", day: `${yearOf(asOf) + (groups.which === NEXT_YEAR ? 1 : 0)}-12-31` }),
  },
  {
    pattern: /(?<which>下下个?|下个?|本|这个?)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])/u,
    read: (groups, { asOf }) => weekday(asOf, groups),
  },
  {
    pattern: /大后天|今天|今日|明天|明日|后天/u,
    read: (_, { asOf }, word) => ({ kind: "day", day: shiftDay(asOf, TODAY_WORDS[word] ?? 0) }),
  },
  {
    pattern: new RegExp(`(?<count>${NUMERAL})(?:天|日)(?:之后|以后|后)`, "u"),
    read: (groups, { asOf }) => ({ kind: "day", day: shiftDay(asOf, numberOf(groups.count ?? "")) }),
  },
  {
    pattern: new RegExp(`(?<count>${NUMERAL})个?(?:周|星期|礼拜)(?:之后|以后|后)`, "u"),
    read: (groups, { asOf }) => ({ kind: "day", day: shiftDay(asOf, WEEK_DAYS * numberOf(groups.count ?? "")) }),
  },
  {
    pattern: new RegExp(`(?<!月)(?<date>${NUMERAL})[日号](?!楼|线|文)`, "u"),
    read: (groups, { asOf }) => inMonth(asOf, 0, groups.date ?? ""),
  },
  { pattern: /(?:下个?|本|这个?)?周末/u, read: () => ({ kind: "question", about: "which_day" }) },
];

const WEEK_DAYS = 7;
const LAST = /最后/u;
const NEXT_YEAR = "明年";
const MONTHS_ON: Readonly<Record<string, number>> = { 本: 0, 这: 0, 当: 0, 下: 1, 下下: 2 };
const YEARS_ON: Readonly<Record<string, number>> = { 今: 0, 明: 1, 后: 2 };
const WEEKS_ON: Readonly<Record<string, number>> = { 本: 0, 这: 0, 这个: 0, 下: 1, 下个: 1, 下下: 2, 下下个: 2 };

/** The day that `text` names, counted from `asOf`. */
export function dayIn(text: string, context: Context): DayReading {
  for (const { pattern, read } of SHAPES) {
    const match = pattern.exec(text);
    if (!match) continue;
    return { ...read(match.groups ?? {}, context, match[0]), stated: match[0] };
  }
  return { kind: "none" };
}

function dated(asOf: Day, { year, month = "", date = "" }: Named): Found {
  const stated = year === undefined ? undefined : (YEARS_ON[year] ?? Number(year) - yearOf(asOf));
  const day = `${yearOf(asOf) + (stated ?? 0)}-${twoDigits(numberOf(month))}-${twoDigits(numberOf(date))}`;
  if (!isDay(day)) return { kind: "question", about: "impossible_day" };
  // 「3月5日」 said in November may be a slip or the next year's.
  return day < asOf ? { kind: "question", about: "past_day" } : { kind: "day", day };
}

function inMonth(asOf: Day, monthsOn: number, date: string): Found {
  const day = `${monthOn(asOf, monthsOn)}-${twoDigits(numberOf(date))}`;
  if (!isDay(day)) return { kind: "question", about: "impossible_day" };
  return day < asOf ? { kind: "question", about: "past_day" } : { kind: "day", day };
}

function monthEnd(asOf: Day, monthsOn: number): Found {
  return { kind: "day", day: shiftDay(`${monthOn(asOf, monthsOn + 1)}-01`, -1) };
}

function workdayIn({ asOf, calendar }: Context, monthsOn: number, isLast: boolean): Found {
  const [first, last] = [`${monthOn(asOf, monthsOn)}-01`, shiftDay(`${monthOn(asOf, monthsOn + 1)}-01`, -1)];
  const found = isLast ? workdayOnOrBefore(calendar, last) : workdayOnOrAfter(calendar, first);
  return found.kind === "day" ? ahead(asOf, found.day) : { kind: "question", about: "unknown_year", year: found.year };
}

/** Weeks begin on Monday. */
function weekday(asOf: Day, { which, weekday: name = "" }: Named): Found {
  const today = weekdayOf(asOf);
  const wanted = WEEKDAYS.indexOf(name === SUNDAY ? LAST_WEEKDAY : name);
  // 「周五」 said on a Friday, or on a Saturday, is either of two.
  if (which === undefined)
    return wanted <= today ? { kind: "question", about: "which_day" } : { kind: "day", day: shiftDay(asOf, wanted - today) };
  const day = shiftDay(asOf, wanted - today + 7 * (WEEKS_ON[which] ?? 0));
  return day < asOf ? { kind: "question", about: "past_day" } : { kind: "day", day };
}

const WEEKDAYS = "一二三四五六日";
const SUNDAY = "天";
const LAST_WEEKDAY = "日";

/** Counted back from the first day of the holidays; where nobody has published them yet, from the feast that has a fixed day. */
function beforeHoliday({ asOf, calendar }: Context, { name = "", count = "", work }: Named): Found {
  const wanted = ANY_HOLIDAY.test(name) ? undefined : (HOLIDAY_NAMES[name] ?? name);
  const holiday = nextHoliday(calendar, asOf, wanted);
  const fixed = wanted === undefined ? undefined : FIXED_HOLIDAYS[name];
  const inWorkdays = work === WORKDAY;
  if ("kind" in holiday && (fixed === undefined || inWorkdays)) return { kind: "question", about: "unknown_year", year: holiday.year };
  const first = "kind" in holiday ? `${holiday.year}-${fixed}` : holiday.day;
  if (!inWorkdays) return ahead(asOf, shiftDay(first, -numberOf(count)));
  const found = workdaysBefore(calendar, first, numberOf(count));
  return found.kind === "day" ? ahead(asOf, found.day) : { kind: "question", about: "unknown_year", year: found.year };
}

const ANY_HOLIDAY = /^节/u;
const WORKDAY = "工作日";

function ahead(asOf: Day, day: Day): Found {
  return day < asOf ? { kind: "question", about: "past_day" } : { kind: "day", day };
}

/** "2027-01" */
function monthOn(day: Day, monthsOn: number): string {
  const months = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + monthsOn;
  return `${Math.floor(months / 12)}-${twoDigits((months % 12) + 1)}`;
}

/** 0 for Monday. */
function weekdayOf(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function numberOf(numeral: string): number {
  return numeral === TWO ? 2 : numeralValue(numeral);
}
