/** How official documents write a point in time: 「2025年4月30日」, 「6月底」, 「第三季度」, 「二〇二五年」, 「4月中旬」. */
import { type Day, isDay } from "../clock.ts";
import { numeralValue, yearValue } from "./numbering.ts";

export type CalendarPoint = {
  from: Day;
  to: Day;
  /** An end (底, a day, 中旬) includes itself in 「……前」; a bare year, month or quarter does not. */
  isExact: boolean;
  year: number;
  month: number | undefined;
  /** Index in the text behind it. */
  end: number;
};

/** What a point without year or month takes from the one before it: 「2026年1月—2月」, 「3月15日至31日」. */
export type Context = { year: number | undefined; month?: number | undefined };

const POINT =
  /(?:(\d{4}|[０-９]{4}|[〇○零一二三四五六七八九]{4})\s*年(?:度)?的?\s*)?(?:([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*月份?\s*(?:([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]|([上中下])旬|([底末初]))?|第?([一二三四1-4])季度\s*([底末])?|([上下])半年|([底末初]))?/uy;
const BARE_DAY = /(\d{1,2})\s*[日号]/uy;
const BARE_YEAR = /(?:19|20)\d{2}(?!\d|\s*[号.%])/y;
const THIRDS: Readonly<Record<string, readonly [number, number]>> = {
  上: [1, 10],
  中: [11, 20],
  下: [21, Number.POSITIVE_INFINITY],
  初: [1, 10],
};
const BEGINNING = "初";
const FIRST_HALF = "上";
const LAST = Number.POSITIVE_INFINITY;

/** The point that begins at `index`; undefined where none does, or where its year is neither written nor known. */
export function readPoint(text: string, index: number, context: Context): CalendarPoint | undefined {
  POINT.lastIndex = index;
  const match = POINT.exec(text);
  if (!match?.[0]) return undefined;
  const [, writtenYear, writtenMonth, day, third, edge, quarter, quarterEnd, half, yearEdge] = match;
  const year = writtenYear ? yearValue(writtenYear) : context.year;
  // 「底」 alone is no point in time.
  if (year === undefined || (!writtenYear && yearEdge)) return undefined;
  const end = index + match[0].trimEnd().length;
  const place = { year, end, month: writtenMonth ? numeralValue(writtenMonth) : undefined };
  if (writtenMonth) return monthPoint(place, numeralValue(writtenMonth), { day, part: third ?? edge });
  if (quarter) return quarterPoint(place, numeralValue(quarter) * 3, quarterEnd !== undefined);
  if (half) return half === FIRST_HALF ? spanning(place, [1, 1], [6, 30], false) : spanning(place, [7, 1], [12, 31], false);
  return yearPoint(place, yearEdge);
}

/** 「31日」 behind 「3月15日至」. */
export function readBareDay(text: string, index: number, { year, month }: Context): CalendarPoint | undefined {
  BARE_DAY.lastIndex = index;
  const match = BARE_DAY.exec(text);
  if (!match || year === undefined || month === undefined) return undefined;
  return spanning({ year, month, end: index + match[0].length }, [month, Number(match[1])], [month, Number(match[1])]);
}

/** 「2024」 of 「2024—2026年」. */
export function readBareYear(text: string, index: number): CalendarPoint | undefined {
  BARE_YEAR.lastIndex = index;
  const match = BARE_YEAR.exec(text);
  if (!match) return undefined;
  return spanning({ year: Number(match[0]), month: undefined, end: BARE_YEAR.lastIndex }, [1, 1], [12, 31], false);
}

/** The day before or after, `days` away. */
export function shiftDay(day: Day, days: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

type Place = Pick<CalendarPoint, "year" | "month" | "end">;

function monthPoint(place: Place, month: number, { day, part }: { day: string | undefined; part: string | undefined }) {
  if (day) return spanning(place, [month, numeralValue(day)], [month, numeralValue(day)]);
  const third = part === undefined ? undefined : THIRDS[part];
  if (third) return spanning(place, [month, third[0]], [month, third[1]]);
  return part ? spanning(place, [month, LAST], [month, LAST]) : spanning(place, [month, 1], [month, LAST], false);
}

function quarterPoint(place: Place, last: number, isEnd: boolean): CalendarPoint | undefined {
  return isEnd ? spanning(place, [last, LAST], [last, LAST]) : spanning(place, [last - 2, 1], [last, LAST], false);
}

function yearPoint(place: Place, edge: string | undefined): CalendarPoint | undefined {
  if (edge === undefined) return spanning(place, [1, 1], [12, 31], false);
  return edge === BEGINNING ? spanning(place, [1, 1], [1, 31]) : spanning(place, [12, 31], [12, 31]);
}

/** From a day to a day of one year; LAST stands for the last day of a month. A day that no calendar has is no point. */
function spanning(
  place: Place,
  [fromMonth, fromDay]: readonly [number, number],
  [toMonth, toDay]: readonly [number, number],
  isExact = true,
): CalendarPoint | undefined {
  const endOf = (month: number, day: number) => (day === LAST ? lastDay(place.year, month) : day);
  const first = dayAt(place.year, fromMonth, endOf(fromMonth, fromDay));
  const last = dayAt(place.year, toMonth, endOf(toMonth, toDay));
  return isDay(first) && isDay(last) ? { ...place, from: first, to: last, isExact } : undefined;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dayAt(year: number, month: number, date: number): string {
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(date).padStart(2, "0")].join("-");
}
