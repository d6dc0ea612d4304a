import chineseDays from "chinese-days";
import { type Day, dayAfter } from "./clock.ts";

/** Working days in China: weekends, the State Council's holidays, and the weekends that are worked in exchange (调休). */

/** A day each year's arrangement always names: it tells whether the arrangement of that year is known to us. */
const NATIONAL_DAY = "10-01";

/**
 * Whether people work on `day`.
 * Of a year whose holidays have not been announced, or not been brought in yet, only the weekends are known: see `isArranged`.
 */
export function isWorkday(day: Day): boolean {
  return chineseDays.isWorkday(day);
}

/** Whether the holidays of the year of `day` are known. Where not, a count of working days may come out too early. */
export function isArranged(day: Day): boolean {
  // A day with a name of its own reads "National Day,国庆节,3", any other one "Friday".
  return chineseDays.getDayDetail(`${day.slice(0, 4)}-${NATIONAL_DAY}`).name.includes(",");
}

/** The `count`th working day after `day`, which itself is not counted; `day` itself for 0. */
export function addWorkdays(day: Day, count: number): Day {
  // Not the package's own findWorkday: west of Greenwich that is a day off.
  let [reached, left] = [day, count];
  while (left > 0) {
    reached = dayAfter(reached);
    if (isWorkday(reached)) left -= 1;
  }
  return reached;
}

/** The first working day at or after `day`. */
export function workdayFrom(day: Day): Day {
  let reached = day;
  while (!isWorkday(reached)) reached = dayAfter(reached);
  return reached;
}
