/** What returns, as people say it: 「每周一三五」, 「每月最后一个工作日」, 「每月25号前3个工作日」; the rest is as in documents. */
import type { Day } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import { numeralValue } from "../knowledge/numbering.ts";
import { type DayFound, isWorkday, type WorkCalendar, workdayOnOrAfter, workdayOnOrBefore, workdaysBefore } from "../workdays.ts";
import { frequencyIn } from "./frequency.ts";
import { recurringDays } from "./recurrence.ts";
import type { DayQuestion } from "./schedule-days.ts";

/** How a day that a rule names becomes the day that is meant. */
type Adjustment =
  | { kind: "none" }
  | { kind: "last_workday" }
  | { kind: "first_workday" }
  | { kind: "days_before"; days: number }
  | { kind: "workdays_before"; days: number }
  /** Every working day: weekdays that are off fall out, weekend days that are worked come in. */
  | { kind: "workdays_only" };

export type Returning = { rules: readonly string[]; adjustment: Adjustment };
export type ReturnReading =
  | ({ kind: "returns"; stated: string } & Returning)
  | { kind: "question"; about: DayQuestion; stated: string }
  | { kind: "none" };

const RETURNS = /每|逢|隔(?:周|月|年|天|日)/u;
const WORKDAY_OF =
  /每个?(?<unit>周|星期|月|季度?|半年|年)度?的?(?:[底末](?:的|前)?)?(?<which>最后一个|最末一个|倒数第一个|第一个|首个|头一个)工作日/u;
const EVERY_WORKDAY = /每个?工作日|工作日(?:每天|天天)/u;
const WEEKDAY_LIST = /每个?(?:周|星期|礼拜)(?<days>[一二三四五六日天](?:[、和及到至-]?(?:周|星期)?[一二三四五六日天])+)/u;
const RANGE = /到|至|-/u;
const LEAD =
  /(?:之|的)?前(?<count>\d{1,2}|[一二三四五六七八九十两]{1,3})个?(?<work>工作日|天|日)|提前(?<ahead>\d{1,2}|[一二三四五六七八九十两]{1,3})个?(?<aheadWork>工作日|天|日)/u;
const EVERY_HOLIDAY = /(?:每逢?|逢)(?:个|次)?(?:节假日|节日|节|放假|长假|春节|国庆|元旦|五一|清明|端午|中秋)/u;
/** 「每月31号」, 「每月30号」, 「每月29号」; a plan means the month's end by them, a person in chat may mean to leave February out. */
const LATE_DAY = /每个?月(?:的)?(?:29|30|31|二十九|三十|三十一)[日号]|每个?季度?[^，。]{0,6}月(?:31|三十一)[日号]|每年2月29[日号]/u;
const IMPOSSIBLE_DAY =
  /每(?:个?月(?:的)?(?:3[2-9]|[4-9]\d|0|三十[二三四五六七八九]|四十)|年(?:的)?(?:2月(?:30|31)|(?:4|6|9|11)月31|(?:1[3-9]|[2-9]\d|0)月\d{1,2}))[日号]/u;
const NAMES: Readonly<Record<string, string>> = { 一: "MO", 二: "TU", 三: "WE", 四: "TH", 五: "FR", 六: "SA", 日: "SU", 天: "SU" };
const ORDER = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const LAST_DAYS: Readonly<Record<string, string>> = {
  周: "FREQ=WEEKLY;BYDAY=SU",
  星期: "FREQ=WEEKLY;BYDAY=SU",
  月: "FREQ=MONTHLY;BYMONTHDAY=-1",
  季: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
  季度: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
  半年: "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
  年: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
};
const FIRST_DAYS: Readonly<Record<string, string>> = {
  周: "FREQ=WEEKLY;BYDAY=MO",
  星期: "FREQ=WEEKLY;BYDAY=MO",
  月: "FREQ=MONTHLY;BYMONTHDAY=1",
  季: "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
  季度: "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
  半年: "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1",
  年: "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
};
const LAST = /最|倒数/u;
const WORKDAY = "工作日";
const TWO = "两";

export function returnsIn(text: string): ReturnReading {
  if (!RETURNS.test(text)) return { kind: "none" };
  for (const [pattern, about] of QUESTIONS) {
    const [stated] = pattern.exec(text) ?? [];
    if (stated) return { kind: "question", about, stated };
  }
  const workday = WORKDAY_OF.exec(text);
  if (workday) return workdayOf(workday[0], workday.groups ?? {});
  const daily = EVERY_WORKDAY.exec(text);
  if (daily) return { kind: "returns", rules: ["FREQ=DAILY"], adjustment: { kind: "workdays_only" }, stated: daily[0] };
  const weekdays = WEEKDAY_LIST.exec(text);
  if (weekdays) return weekdaysOf(weekdays[0], weekdays.groups?.days ?? "");
  return asInDocuments(text);
}

const QUESTIONS: readonly (readonly [RegExp, DayQuestion])[] = [
  [IMPOSSIBLE_DAY, "impossible_day"],
  [LATE_DAY, "short_months"],
  [EVERY_HOLIDAY, "which_day"],
];

function workdayOf(stated: string, { unit = "", which = "" }: Readonly<Record<string, string | undefined>>): ReturnReading {
  const isLast = LAST.test(which);
  const rule = (isLast ? LAST_DAYS : FIRST_DAYS)[unit] ?? "";
  return { kind: "returns", rules: [rule], adjustment: { kind: isLast ? "last_workday" : "first_workday" }, stated };
}

function weekdaysOf(stated: string, days: string): ReturnReading {
  const named = [...days].flatMap((character) => NAMES[character] ?? []);
  const [first = "", last = ""] = [named[0], named.at(-1)];
  const all = RANGE.test(days) ? ORDER.slice(ORDER.indexOf(first), ORDER.indexOf(last) + 1) : named;
  if (all.length === 0) return { kind: "question", about: "which_day", stated };
  return { kind: "returns", rules: [`FREQ=WEEKLY;BYDAY=${all.join(",")}`], adjustment: { kind: "none" }, stated };
}

function asInDocuments(text: string): ReturnReading {
  const frequency = frequencyIn(text);
  // 「每年四月三十一日」 has the shape of a day, and no calendar has it.
  if (!frequency) return { kind: "question", about: DAY_OF_YEAR.test(text) ? "impossible_day" : "no_day", stated: "" };
  const { rules, inferred, stated, end } = frequency;
  // A plan's period is due at its end; a person in chat can be asked.
  if (inferred) return { kind: "question", about: "no_day", stated };
  const lead = LEAD.exec(text.slice(Math.max(0, end - 1)));
  return {
    kind: "returns",
    rules,
    adjustment: leadOf(lead?.groups),
    stated: lead ? text.slice(frequency.start, end - 1 + lead.index + lead[0].length) : stated,
  };
}

const DAY_OF_YEAR = /每年[^，。]{1,6}月[^，。]{1,4}[日号]/u;

function leadOf(groups: Readonly<Record<string, string | undefined>> | undefined): Adjustment {
  const count = groups?.count ?? groups?.ahead;
  if (count === undefined) return { kind: "none" };
  const days = count === TWO ? 2 : numeralValue(count);
  return { kind: (groups?.work ?? groups?.aheadWork) === WORKDAY ? "workdays_before" : "days_before", days };
}

/** Rules are looked at for so long. */
const HORIZON_YEARS = 6;

/** The next days from `from` on, at most `count`; `unknownYear` where the working days of a year end the list early. */
export function nextDays({ rules, adjustment }: Returning, calendar: WorkCalendar, { from, count }: { from: Day; count: number }) {
  const until = `${Number(from.slice(0, 4)) + HORIZON_YEARS}${from.slice(4)}`.replace(LEAP_DAY, "-02-28");
  const days: Day[] = [];
  // A day that is moved back may be named by a rule's day that lies ahead, and one that is moved on by one behind.
  for (const named of recurringDays(rules, { start: shiftDay(from, -REACH), from: shiftDay(from, -REACH), to: until })) {
    if (days.length >= count) break;
    const found = adjusted(named, adjustment, calendar);
    if (found?.kind === "unknown_year") return { days, unknownYear: found.year };
    if (found && found.day >= from && found.day !== days.at(-1)) days.push(found.day);
  }
  return { days, unknownYear: undefined };
}

/**
 * All days from `from` to `to`, both included, in order and each once. Of a year whose holidays are not published the days that need
 * its working days are left out.
 * @param span.start  where periods are counted from
 */
export function daysWithin(
  { rules, adjustment }: Returning,
  calendar: WorkCalendar,
  { start, from, to }: { start: Day; from: Day; to: Day },
): Day[] {
  if (to < from) return [];
  const first = shiftDay(from, -REACH) < start ? start : shiftDay(from, -REACH);
  const named = recurringDays(rules, { start, from: first, to: shiftDay(to, DAYS_AHEAD) });
  const days = named.flatMap((day) => {
    const found = adjusted(day, adjustment, calendar);
    return found?.kind === "day" && found.day >= from && found.day <= to ? [found.day] : [];
  });
  return [...new Set(days)].toSorted();
}

/** Where the periods of a rule that begins on `day` are counted from: some days before, of which one may be moved to it. */
export function startOfPeriods(day: Day): Day {
  return shiftDay(day, -REACH);
}

/** How far a rule's day lies behind the one that is meant: a holiday, and no more than two. */
const REACH = 14;
/** 「25号前20个工作日」: how far a rule's day may lie ahead of the one that is meant. */
const DAYS_AHEAD = 40;
const LEAP_DAY = /-02-29$/;

function adjusted(day: Day, adjustment: Adjustment, calendar: WorkCalendar): DayFound | undefined {
  switch (adjustment.kind) {
    case "last_workday":
      return workdayOnOrBefore(calendar, day);
    case "first_workday":
      return workdayOnOrAfter(calendar, day);
    case "days_before":
      return { kind: "day", day: shiftDay(day, -adjustment.days) };
    case "workdays_before":
      return workdaysBefore(calendar, day, adjustment.days);
    case "workdays_only": {
      const works = isWorkday(calendar, day);
      if (typeof works !== "boolean") return works;
      return works ? { kind: "day", day } : undefined;
    }
    default:
      return { kind: "day", day };
  }
}
