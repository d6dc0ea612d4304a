import { DAY_MS, HOUR_MS, MINUTE_MS } from "../clock.ts";

/** A time of day in Shanghai. */
export type TimeOfDay = { hour: number; minute: number };

/** Monday is 1, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** China keeps no summer time, so days can be counted. */
const SHANGHAI_MS = 8 * HOUR_MS;
/** 1970-01-01 was a Thursday; the Monday before it began three days earlier. */
const MONDAY_MS = -3 * DAY_MS;

/** The last moment at or before `now` at which the clocks of Shanghai showed this time. */
export function lastDaily(now: Date, at: TimeOfDay): Date {
  return lastOf(now, DAY_MS, at.hour * HOUR_MS + at.minute * MINUTE_MS);
}

/** The last moment at or before `now` at which a period of `periodMs` was full, counted from midnight in Shanghai. */
export function lastEvery(now: Date, periodMs: number): Date {
  return lastOf(now, periodMs, 0);
}

/** The last moment at which they showed it on this day of the week. */
export function lastWeekly(now: Date, weekday: Weekday, at: TimeOfDay): Date {
  return lastOf(now, 7 * DAY_MS, MONDAY_MS + (weekday - 1) * DAY_MS + at.hour * HOUR_MS + at.minute * MINUTE_MS);
}

function lastOf(now: Date, periodMs: number, offsetMs: number): Date {
  const begin = offsetMs - SHANGHAI_MS;
  return new Date(Math.floor((now.getTime() - begin) / periodMs) * periodMs + begin);
}
