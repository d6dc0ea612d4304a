import { addDays, type Day, dayOf, startOfDay } from "../clock.ts";
import { quarterOf } from "./quarter.ts";

/** A stretch of days in Shanghai, both ends counted. */
export type Period = { from: Day; to: Day };

const MONTHS_IN: Readonly<Record<string, number>> = { 月: 1, 季: 3, 年: 12 };
const THIS = /^(?:本|这个?|当|今)(?<unit>月|季|年)度?$/u;
const LAST = /^(?:上个?|去)(?<unit>月|季|年)度?$/u;
const DAYS = /^(?:最近|近|过去)(?<days>\d{1,3})[天日]$/u;

/** As it stands in a pattern of what people ask for. */
export const PERIOD_WORDS = "(?:(?:本|这个?|当|今|上个?|去)(?:月|季|年)度?|(?:最近|近|过去)\\d{1,3}[天日])";

/** 「本月」, 「上季度」, 「今年」, 「近30天」; undefined: no such stretch. */
export function readPeriod(text: string, now: Date): Period | undefined {
  const today = dayOf(now);
  const days = Number(DAYS.exec(text)?.groups?.days);
  if (days > 0) return { from: addDays(today, 1 - days), to: today };
  const current = MONTHS_IN[THIS.exec(text)?.groups?.unit ?? ""];
  if (current) return { from: firstDay(today, current), to: today };
  const last = MONTHS_IN[LAST.exec(text)?.groups?.unit ?? ""];
  if (!last) return undefined;
  const to = addDays(firstDay(today, last), -1);
  return { from: firstDay(to, last), to };
}

/** From its first moment up to the one that follows it. */
export function momentsOf({ from, to }: Period): { since: Date; until: Date } {
  return { since: startOfDay(from), until: startOfDay(addDays(to, 1)) };
}

/** Of the month, quarter or year in which `day` lies. */
function firstDay(day: Day, months: number): Day {
  const year = day.slice(0, 4);
  if (months === 12) return `${year}-01-01`;
  const month = months === 1 ? day.slice(5, 7) : String(quarterOf(day).quarter * 3 - 2).padStart(2, "0");
  return `${year}-${month}-01`;
}
