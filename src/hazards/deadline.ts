import { addDays, type Day } from "../clock.ts";
import { addWorkdays, isArranged } from "../workdays.ts";
import type { Deadline, HazardFacts, Level } from "./hazard.ts";

/** Until when a hazard is to be put right: by a rule of the office with a name and a source, else by a person. No days are ours. */

export type DeadlineRule = {
  name: string;
  /** The document and clause that it rests on. */
  source: string;
  /** Whatever is named must fit. */
  applies?: { level?: Level | undefined; industry?: string | undefined; category?: string | undefined } | undefined;
  days: number;
  counting: "calendar" | "working";
};

export type ProposedDeadline = Deadline & {
  /** The holidays of that year are not announced: the working days may be more than were counted. */
  isUncertain: boolean;
};

/**
 * What the office's rules say; undefined where none fits, so that a person decides.
 * The rule that names most wins, then the one that stands first.
 * @param from  the day of assignment, which is not counted
 */
export function deadlineBy(
  rules: readonly DeadlineRule[],
  hazard: { level: Level | undefined; facts: Pick<HazardFacts, "industry" | "category"> },
  from: Day,
): ProposedDeadline | undefined {
  const known = { level: hazard.level, industry: hazard.facts.industry, category: hazard.facts.category };
  const fitting = rules.filter(({ applies = {} }) => demands(applies).every(([field, value]) => known[field] === value));
  const [rule] = fitting.toSorted((a, b) => demands(b.applies ?? {}).length - demands(a.applies ?? {}).length);
  if (!rule) return undefined;
  const day = rule.counting === "working" ? addWorkdays(from, rule.days) : addDays(from, rule.days);
  const isUncertain = rule.counting === "working" && !(isArranged(from) && isArranged(day));
  return { day, rule: rule.name, source: rule.source, isUncertain };
}

type Demands = NonNullable<DeadlineRule["applies"]>;

function demands(applies: Demands): [keyof Demands, string][] {
  return (Object.entries(applies) as [keyof Demands, string | undefined][]).filter((entry): entry is [keyof Demands, string] =>
    Boolean(entry[1]),
  );
}
