import { chineseDay, DAY_MS, type Day, startOfDay } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import { periodsIn } from "../knowledge/periods.ts";

/**
 * By when, counted from a day: what a text states (2026年底前), what returns (每季度, 每年的1月30日前), or that it has no end
 * (持续推进). A day that the text does not write is worked out, and says so.
 */
export type Due =
  | { kind: "day"; day: Day /** as the document writes it */; stated: string; isWritten: boolean; daysLeft: number }
  | { kind: "open"; stated: string };

const YEARLY_DAY = /每(?:个)?年(?:的)?(\d{1,2})月(\d{1,2})[日号](?:之前|以前|前|底)?/u;
const CADENCE = /每(?:个)?(季度?|半年|年|月)(?:至少|要|都|度)?/u;
const OPEN = /[^，。；,;]{0,8}(?:持续推进|长期坚持|长期|常态化推进|不定期|经常性)/u;
const AHEAD: readonly (readonly [RegExp, (asOf: Day) => Day])[] = [
  [/下(?:一)?个?月/u, (asOf) => firstOfMonth(asOf, 1)],
  [/下(?:一)?个?季度?/u, (asOf) => shiftDay(endOfSpan(asOf, 3), 1)],
  [/明年|来年|下一年/u, (asOf) => `${Number(asOf.slice(0, 4)) + 1}-01-01`],
  [/下半年/u, (asOf) => (asOf.slice(5) < "07-01" ? `${asOf.slice(0, 4)}-07-01` : asOf)],
];

/** The day from which a question looks ahead: 「下个月最迟哪天」. */
export function lookingFrom(plain: string, asOf: Day): Day {
  return AHEAD.find(([pattern]) => pattern.test(plain))?.[1](asOf) ?? asOf;
}

/** @param from  looks ahead from here; days left are counted from `asOf` */
export function dueOf(text: string, { asOf, from = asOf }: { asOf: Day; from?: Day }): Due | undefined {
  const day = (value: Day, stated: string): Due => {
    const isWritten = stated.replaceAll(/\s/gu, "").includes(chineseDay(value));
    return { kind: "day", day: value, stated: stated.trim(), isWritten, daysLeft: daysBetween(asOf, value) };
  };
  const yearly = YEARLY_DAY.exec(text);
  if (yearly) return day(nextYearly(from, Number(yearly[1]), Number(yearly[2])), yearly[0]);
  const ends = periodsIn(text).flatMap(({ to, text: stated }) => (to ? [{ to, stated }] : []));
  const ahead = ends.filter(({ to }) => to >= from).sort((one, other) => (one.to < other.to ? -1 : 1))[0];
  if (ahead) return day(ahead.to, ahead.stated);
  const cadence = CADENCE.exec(text);
  if (cadence) return day(endOfSpan(from, MONTHS[cadence[1] ?? ""] ?? 12), cadence[0]);
  const [last] = ends.sort((one, other) => (one.to > other.to ? -1 : 1));
  if (last) return day(last.to, last.stated);
  const open = OPEN.exec(text);
  return open ? { kind: "open", stated: open[0].trim() } : undefined;
}

const MONTHS: Readonly<Record<string, number>> = { 月: 1, 季: 3, 季度: 3, 半年: 6, 年: 12 };

export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}

function nextYearly(from: Day, month: number, date: number): Day {
  const year = Number(from.slice(0, 4));
  const inYear = (value: number) => `${value}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return inYear(year) >= from ? inYear(year) : inYear(year + 1);
}

/** The last day of the calendar span of `months` in which `day` lies. */
function endOfSpan(day: Day, months: number): Day {
  const month = Number(day.slice(5, 7));
  return shiftDay(firstOfMonth(day, Math.ceil(month / months) * months - month + 1), -1);
}

function firstOfMonth(day: Day, monthsOn: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + monthsOn;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}
