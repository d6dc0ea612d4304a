/** The only door to the recurrence library: RFC 5545 rules over Shanghai days. */
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { type Day, startOfDay } from "../clock.ts";

const ZONE = "Asia/Shanghai";

/**
 * The days that `rules` (date-only, without UNTIL) name from `from` to `to`, both included, in order and each once.
 * @param span.start  where INTERVAL and the like are counted from; no day before it is named
 */
export function recurringDays(rules: readonly string[], { start, from, to }: { start: Day; from: Day; to: Day }): Day[] {
  if (to < from) return [];
  const days = rules.flatMap((rule) => {
    const recurrence = new RRuleTemporal({ rruleString: rule, dtstart: midnight(start), temporal: Temporal, cache: false });
    return recurrence.between(startOfDay(from), startOfDay(to), true).map((moment) => moment.toPlainDate().toString());
  });
  return [...new Set(days)].toSorted();
}

function midnight(day: Day) {
  return Temporal.PlainDate.from(day).toZonedDateTime(ZONE);
}
