import { addDays, type Day, dayOf, isDay } from "../clock.ts";

/** A day as people write it into a form. */

const YEAR_FIRST = /^(?<year>\d{4})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<date>\d{1,2})\s*日?$/u;
const WITHOUT_YEAR = /^(?<month>\d{1,2})\s*[-/.月]\s*(?<date>\d{1,2})\s*[日号]?$/u;
const IN_DAYS = /^(?<days>\d{1,3})\s*天(?:内|后|之内|以内)?$/u;
const RELATIVE: ReadonlyMap<string, number> = new Map([
  ["昨天", -1],
  ["昨日", -1],
  ["今天", 0],
  ["今日", 0],
  ["明天", 1],
  ["明日", 1],
  ["后天", 2],
]);

/**
 * Undefined: nothing was written. What is no day comes back as it was written, for the guard to refuse.
 * @param ahead  a day without its year lies ahead of today, else behind
 */
export function saidDay(text: string | undefined, now: Date, { ahead }: { ahead: boolean }): Day | undefined {
  const plain = text?.normalize("NFKC").trim();
  if (!plain) return undefined;
  const today = dayOf(now);
  const days = RELATIVE.get(plain) ?? inDays(plain);
  if (days !== undefined) return addDays(today, days);
  const full = YEAR_FIRST.exec(plain)?.groups;
  if (full) return written(full.year, full) ?? plain;
  const short = WITHOUT_YEAR.exec(plain)?.groups;
  if (!short) return plain;
  const year = Number(today.slice(0, 4));
  const near = [year, ahead ? year + 1 : year - 1].map((one) => written(String(one), short));
  return near.find((day) => day !== undefined && (ahead ? day >= today : day <= today)) ?? near[0] ?? plain;
}

function inDays(plain: string): number | undefined {
  const days = IN_DAYS.exec(plain)?.groups?.days;
  return days === undefined ? undefined : Number(days);
}

function written(year: string | undefined, { month = "", date = "" }: { [part: string]: string | undefined }): Day | undefined {
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? day : undefined;
}

const DAY_WORDS = /(?<!\d)\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?!\d)|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|昨[天日]|今[天日]/u;

/**
 * The first day that a sentence names, at the latest today; undefined: it names none. Among other words 「10-12家」 and 「1.5万」 are no
 * days, as they are in a field that asks for one.
 */
export function saidDayIn(text: string, now: Date): Day | undefined {
  const words = DAY_WORDS.exec(text.normalize("NFKC"))?.[0];
  const day = saidDay(words, now, { ahead: false });
  return day !== undefined && isDay(day) && day <= dayOf(now) ? day : undefined;
}
