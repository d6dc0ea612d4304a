/** The only door to the published Chinese holidays: the package's data, read as data. Its functions read days in the process's own zone. */
import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import type { Day } from "./clock.ts";

/** One year as the State Council published it. A day in neither list is what its weekday says. */
export type HolidayYear = {
  year: number;
  /** Day → name of the holiday, 「春节」. */
  holidays: ReadonlyMap<Day, string>;
  /** Weekend days on which people work, in exchange. */
  makeUpDays: ReadonlySet<Day>;
};

/** The years that the package knows. */
export function publishedYears(): Map<number, HolidayYear> {
  const years = new Map<number, { year: number; holidays: Map<Day, string>; makeUpDays: Set<Day> }>();
  const yearOf = (day: Day) => {
    const year = Number(day.slice(0, 4));
    const known = years.get(year) ?? { year, holidays: new Map(), makeUpDays: new Set() };
    years.set(year, known);
    return known;
  };
  // "Spring Festival,春节,4": the Chinese name stands second.
  for (const [day, facts] of Object.entries(published.holidays)) yearOf(day).holidays.set(day, facts.split(",")[1] ?? "");
  for (const day of Object.keys(published.workdays)) yearOf(day).makeUpDays.add(day);
  return years;
}
