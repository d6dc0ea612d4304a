/** The one place that reads the time. Everything else is handed a Clock, or a Date that came from one. */
export type Clock = () => Date;

/** The zone of everyone who reads what we write. The database keeps `timestamptz`. */
const ZONE = "Asia/Shanghai";

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const systemClock: Clock = () => new Date();

/** A calendar day in Shanghai, "YYYY-MM-DD". Days compare as strings. */
export type Day = string;

const DAY_FORMAT = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
const LONG_DAY_FORMAT = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, dateStyle: "long" });
const TIME_FORMAT = new Intl.DateTimeFormat("sv-SE", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** The day in Shanghai at the moment `at`. */
export function dayOf(at: Date): Day {
  return DAY_FORMAT.format(at);
}

/** "YYYY-MM-DD HH:mm" in Shanghai. */
export function formatMinute(at: Date): string {
  return TIME_FORMAT.format(at);
}

/** The moment at which `day` begins in Shanghai (China keeps no summer time). */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** Whether `day` is a real calendar day written "YYYY-MM-DD". */
export function isDay(day: string): day is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const start = startOfDay(day);
  return !Number.isNaN(start.getTime()) && dayOf(start) === day;
}

/** The calendar day `days` after `day`; before it when negative. */
export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));
}

/** How many days lie between them; negative when `to` is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}

/** "2026年11月21日", as official documents write a day. */
export function chineseDay(day: Day): string {
  return LONG_DAY_FORMAT.format(startOfDay(day));
}
