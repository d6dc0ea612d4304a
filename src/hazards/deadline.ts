import { addDays, type Day } from "../clock.ts";
import { type UnknownYear, type WorkCalendar, workdaysAfter } from "../workdays.ts";
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

export type DeadlineProposal =
  | { kind: "deadline"; deadline: Deadline }
  /** The rule counts working days into a year whose holidays are not published: a person must say. */
  | (UnknownYear & { rule: DeadlineRule });

type Assigned = {
  level: Level | undefined;
  facts: Pick<HazardFacts, "industry" | "category">;
  /** The day of assignment, which is not counted. */
  from: Day;
  calendar: WorkCalendar;
};

/**
 * What the office's rules say; undefined where none fits, so that a person decides.
 * The rule that names most wins, then the one that stands first.
 */
export function deadlineBy(rules: readonly DeadlineRule[], { level, facts, from, calendar }: Assigned): DeadlineProposal | undefined {
  const known = { level, industry: facts.industry, category: facts.category };
  const fitting = rules.filter(({ applies = {} }) => demands(applies).every(([field, value]) => known[field] === value));
  const [rule] = fitting.toSorted((a, b) => demands(b.applies ?? {}).length - demands(a.applies ?? {}).length);
  if (!rule) return undefined;
  const found = rule.counting === "working" ? workdaysAfter(calendar, from, rule.days) : dayFound(addDays(from, rule.days));
  if (found.kind === "unknown_year") return { ...found, rule };
  return { kind: "deadline", deadline: { day: found.day, rule: rule.name, source: rule.source } };
}

function dayFound(day: Day): { kind: "day"; day: Day } {
  return { kind: "day", day };
}

type Demands = NonNullable<DeadlineRule["applies"]>;

function demands(applies: Demands): [keyof Demands, string][] {
  return (Object.entries(applies) as [keyof Demands, string | undefined][]).filter((entry): entry is [keyof Demands, string] =>
    Boolean(entry[1]),
  );
}
