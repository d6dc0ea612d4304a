import { addDays, type Day, dayOf, isDay, startOfDay } from "../clock.ts";

/** When something is to be sent or answered, as people write it into a field: 「明天9点」, 「11月25日 18:00」, 「2026-11-25 18:00」. */

const SAID =
  /^(?:(?<near>今天|今日|明天|明日|后天)|(?:(?<year>\d{4})[年./-])?(?<month>\d{1,2})[月./-](?<date>\d{1,2})[日号]?)?\s*(?<part>凌晨|早上|上午|中午|下午|晚上)?\s*(?<hour>\d{1,2})(?:[:：](?<minute>\d{2})|[点时](?:(?<half>半)|(?<after>\d{1,2})分?)?)$/u;
const DAYS_AHEAD: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2 };
const NOON = "中午";
const AFTERNOON = /^(?:下午|晚上|中午)$/u;

type Said = Readonly<Record<string, string | undefined>>;

/** Undefined: not understood. A day without a year is the next one of this name; without a day it is today. */
export function saidMoment(text: string, now: Date): Date | undefined {
  const said: Said | undefined = SAID.exec(text.trim())?.groups;
  if (!said) return undefined;
  const day = dayIn(said, dayOf(now));
  const time = timeIn(said);
  return day !== undefined && time !== undefined ? new Date(`${day}T${time}:00+08:00`) : undefined;
}

function dayIn({ near, year, month, date }: Said, today: Day): Day | undefined {
  if (near !== undefined) return addDays(today, DAYS_AHEAD[near] ?? 0);
  if (month === undefined || date === undefined) return today;
  const ofYear = (one: string) => `${one}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const day = ofYear(year ?? today.slice(0, 4));
  if (!isDay(day)) return undefined;
  if (year !== undefined || startOfDay(day) >= startOfDay(today)) return day;
  const next = ofYear(String(Number(today.slice(0, 4)) + 1));
  return isDay(next) ? next : undefined;
}

function timeIn({ part = "", hour = "", minute, half, after }: Said): string | undefined {
  const said = Number(hour);
  const isLater = AFTERNOON.test(part) && said < 12 && !(part === NOON && said > 10);
  const hours = isLater ? said + 12 : said;
  const minutes = Number(minute ?? after ?? (half === undefined ? 0 : 30));
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
