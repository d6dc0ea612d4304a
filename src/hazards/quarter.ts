import { type Day, startOfDay } from "../clock.ts";

/** A quarter of a year in Shanghai. */
export type Quarter = { year: number; quarter: number };

const WRITTEN = /^(\d{4})-?Q([1-4])$/i;

/** "2026Q3" or "2026-Q3"; undefined: neither. */
export function readQuarter(text: string): Quarter | undefined {
  const [, year, quarter] = WRITTEN.exec(text.trim()) ?? [];
  return year === undefined ? undefined : { year: Number(year), quarter: Number(quarter) };
}

export function quarterOf(day: Day): Quarter {
  return { year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) };
}

/** From its first moment up to the first of the next. */
export function boundsOf({ year, quarter }: Quarter): { since: Date; until: Date } {
  return {
    since: startOfDay(firstDay(year, quarter)),
    until: quarter === 4 ? startOfDay(firstDay(year + 1, 1)) : startOfDay(firstDay(year, quarter + 1)),
  };
}

function firstDay(year: number, quarter: number): Day {
  return `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`;
}
