/** Working days in China: weekdays without the holidays, and the weekend days that are worked in exchange. */
import { addDays, type Day } from "./clock.ts";
import { type HolidayYear, publishedYears } from "./holiday-years.ts";

/** Which years are known, and what is special in them. */
export type WorkCalendar = ReadonlyMap<number, HolidayYear>;

/** A year whose holidays nobody has published yet: its working days cannot be told, only its weekdays. */
export type UnknownYear = { kind: "unknown_year"; year: number };
export type DayFound = { kind: "day"; day: Day } | UnknownYear;

/** The published years, each replaced by what people keep themselves. */
export function workCalendar(own: readonly HolidayYear[] = []): WorkCalendar {
  return new Map([...publishedYears(), ...own.map((year) => [year.year, year] as const)]);
}

/** Whether people work on `day`. */
export function isWorkday(calendar: WorkCalendar, day: Day): boolean | UnknownYear {
  const known = calendar.get(yearOf(day));
  if (!known) return { kind: "unknown_year", year: yearOf(day) };
  if (known.makeUpDays.has(day) || calendar.get(known.year + 1)?.makeUpDays.has(day)) return true;
  if (holidayOn(calendar, day) !== undefined) return false;
  return !isWeekend(day);
}

/** 「春节」, or undefined. The holiday of New Year may be told by the next year's notice. */
export function holidayOn(calendar: WorkCalendar, day: Day): string | undefined {
  return calendar.get(yearOf(day))?.holidays.get(day) ?? calendar.get(yearOf(day) + 1)?.holidays.get(day);
}

/** `day` itself when it is a working day, else the last one before it. */
export function workdayOnOrBefore(calendar: WorkCalendar, day: Day): DayFound {
  return step(calendar, day, -1, 0);
}

/** `day` itself when it is a working day, else the first one after it. */
export function workdayOnOrAfter(calendar: WorkCalendar, day: Day): DayFound {
  return step(calendar, day, 1, 0);
}

/** The last working day before `day`. */
export function previousWorkday(calendar: WorkCalendar, day: Day): DayFound {
  return workdaysBefore(calendar, day, 1);
}

/** 「提前3个工作日」: the day with `count` working days from it (itself among them) until the day before `day`. */
export function workdaysBefore(calendar: WorkCalendar, day: Day, count: number): DayFound {
  return step(calendar, addDays(day, -1), -1, count - 1);
}

/** The `count`th working day after `day`, which is not counted itself; `count` is 1 or more. */
export function workdaysAfter(calendar: WorkCalendar, day: Day, count: number): DayFound {
  return step(calendar, addDays(day, 1), 1, count - 1);
}

/** From `day` on in one direction: the working day after `skip` others. */
function step(calendar: WorkCalendar, day: Day, direction: 1 | -1, skip: number): DayFound {
  let left = skip;
  for (let at = day; ; at = addDays(at, direction)) {
    const works = isWorkday(calendar, at);
    if (typeof works !== "boolean") return works;
    if (works && left === 0) return { kind: "day", day: at };
    if (works) left -= 1;
  }
}

/** The first day of the next holiday after `day`: 「节前三天」 counts back from it. */
export function nextHoliday(calendar: WorkCalendar, day: Day, name?: string): { day: Day; name: string } | UnknownYear {
  for (let at = addDays(day, 1); ; at = addDays(at, 1)) {
    if (!calendar.has(yearOf(at))) return { kind: "unknown_year", year: yearOf(at) };
    const holiday = holidayOn(calendar, at);
    const isFirst = holiday !== undefined && holidayOn(calendar, addDays(at, -1)) !== holiday;
    if (isFirst && (name === undefined || holiday.includes(name))) return { day: at, name: holiday };
  }
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
