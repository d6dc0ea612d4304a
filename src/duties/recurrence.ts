/** The only door to the recurrence library: RFC 5545 rules over Shanghai days. */
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { type Day, startOfDay } from "../clock.ts";

const ZONE = "Asia/Shanghai";

/**
 * The days that `rules` (date-only, without UNTIL) name from `from` to `to`, both included, in order and each once.
 * @param span.start  where periods are counted from: the first of 「每两个月」 ends with the second month
 */
export function recurringDays(rules: readonly string[], { start, from, to }: { start: Day; from: Day; to: Day }): Day[] {
  if (to < from) return [];
  const days = rules.flatMap((rule) => {
    const recurrence = new RRuleTemporal({
      rruleString: rule,
      dtstart: midnight(firstPeriodEnds(rule, start)),
      temporal: Temporal,
      cache: false,
    });
    return recurrence.between(startOfDay(from), startOfDay(to), true).map((moment) => moment.toPlainDate().toString());
  });
  return [...new Set(days)].toSorted();
}

/** In the last unit of the first period: RFC 5545 counts an INTERVAL from there on. */
function firstPeriodEnds(rule: string, start: Day): Day {
  const more = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1) - 1;
  if (more === 0) return start;
  const day = Temporal.PlainDate.from(start);
  if (rule.includes("FREQ=YEARLY")) return day.with({ month: 1, day: 1 }).add({ years: more }).toString();
  if (rule.includes("FREQ=MONTHLY")) return day.with({ day: 1 }).add({ months: more }).toString();
  return day.add(rule.includes("FREQ=WEEKLY") ? { weeks: more } : { days: more }).toString();
}

function midnight(day: Day) {
  return Temporal.PlainDate.from(day).toZonedDateTime(ZONE);
}
