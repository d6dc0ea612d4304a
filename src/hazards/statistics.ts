import { DAY_MS, dayOf, startOfDay } from "../clock.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { type Hazard, type HazardState, isMajor, isOverdue } from "./hazard.ts";
import { enterpriseOf } from "./list-sheets.ts";

/** Figures of the ledger. Pure: which cases they are about is decided before. False alarms and duplicates count as none. */

type Tally = { of: string; count: number };

export type Figures = {
  total: number;
  byState: readonly { of: HazardState; count: number }[];
  /** By the id of the industry, the most first; "" of those whose is unknown. */
  byIndustry: readonly Tally[];
  /** By the id of the town, else by the place that was said; "" as above. */
  byTown: readonly Tally[];
  major: number;
  overdue: number;
  closed: number;
  /** From recording to closing, in days; undefined: none is closed. */
  averageDaysToClose: number | undefined;
};

const STATES: readonly HazardState[] = [
  "registered",
  "returned",
  "accepted",
  "rectifying",
  "awaiting_reinspection",
  "transferred",
  "closed",
];

export function figuresOf(hazards: readonly Hazard[], now: Date): Figures {
  const counted = hazards.filter(({ state }) => state !== "void");
  const days = counted.flatMap(({ state, closedAt, recordedAt }) =>
    state === "closed" && closedAt ? [(closedAt.getTime() - recordedAt.getTime()) / DAY_MS] : [],
  );
  return {
    total: counted.length,
    byState: STATES.map((of) => ({ of, count: counted.filter(({ state }) => state === of).length })).filter(({ count }) => count > 0),
    byIndustry: tally(counted.map(({ facts }) => facts.industry ?? "")),
    byTown: tally(counted.map(({ facts }) => facts.townId ?? facts.place ?? "")),
    major: counted.filter(isMajor).length,
    overdue: counted.filter((hazard) => isOverdue(hazard, now)).length,
    closed: days.length,
    averageDaysToClose: days.length === 0 ? undefined : days.reduce((sum, one) => sum + one, 0) / days.length,
  };
}

/** The most first; as many of one as of another in the order of their names. */
function tally(names: readonly string[]): Tally[] {
  return [...Map.groupBy(names, (name) => name)]
    .map(([of, all]) => ({ of, count: all.length }))
    .sort((one, other) => other.count - one.count || (one.of < other.of ? -1 : 1));
}

/** An enterprise that told of no hazard itself; `found`: how many others found there meanwhile. */
export type Silent = { enterprise: Enterprise; found: number };
export type Late = { name: string; count: number /** Of the one that waits longest. */; daysLate: number };

/**
 * Where it is worth looking: who reports nothing, and who is behind.
 * @param enterprises  those that operate are asked about
 * @param hazards      of those districts; who is behind is told whenever it was recorded
 * @param since        reports before it do not count
 */
export function worthInspecting(
  { enterprises, hazards }: { enterprises: readonly Enterprise[]; hazards: readonly Hazard[] },
  { since, now }: { since: Date; now: Date },
): { silent: readonly Silent[]; late: readonly Late[] } {
  const recent = hazards.filter(({ state, recordedAt }) => state !== "void" && recordedAt >= since);
  const byEnterprise = Map.groupBy(recent, ({ facts }) => facts.enterpriseId ?? facts.enterpriseName ?? "");
  const silent = enterprises
    .filter(({ status }) => status === "operating")
    .map((enterprise) => ({ enterprise, cases: [enterprise.id, enterprise.name].flatMap((key) => byEnterprise.get(key) ?? []) }))
    .filter(({ cases }) => cases.every(({ facts }) => facts.source !== "enterprise"))
    .map(({ enterprise, cases }) => ({ enterprise, found: cases.length }))
    .sort((one, other) => other.found - one.found);
  const overdue = hazards.filter((hazard) => isOverdue(hazard, now) && hazard.facts.enterpriseName !== undefined);
  const late = [...Map.groupBy(overdue, enterpriseOf).values()]
    .map((cases) => ({
      name: cases[0]?.facts.enterpriseName ?? "",
      count: cases.length,
      daysLate: Math.max(...cases.map((one) => daysLate(one, now))),
    }))
    .sort((one, other) => other.daysLate - one.daysLate || other.count - one.count);
  return { silent, late };
}

function daysLate({ deadline }: Hazard, now: Date): number {
  if (!deadline) return 0;
  return Math.round((startOfDay(dayOf(now)).getTime() - startOfDay(deadline.day).getTime()) / DAY_MS);
}
