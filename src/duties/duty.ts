/** What a duty is, and on which days it falls due. All days are Shanghai days. */
import type { Day } from "../clock.ts";
import { recurringDays } from "./recurrence.ts";

/** When a duty returns, as far as its source tells. What tells no frequency never gets one here: a person sets it. */
export type Recurrence =
  /** RFC 5545, date-only and without UNTIL: the end is the duty's own. Several where one rule cannot say it. */
  | { kind: "periodic"; rules: readonly string[] }
  | { kind: "dated"; days: readonly Day[] }
  /** 「发现违法行为的」, 「每场展会审批时」; a launch (动员部署) happens once, when the plan begins. */
  | { kind: "event"; trigger: string; isLaunch: boolean }
  /** 定期, 不定期, 经常性, 持续推进; undefined where no word tells. */
  | { kind: "unspecified"; word: string | undefined };

/** What about a duty's days the document does not state. */
export type Inference =
  | "period_end"
  | "period_start"
  | "year_end"
  | "span_end"
  | "year_of_issue"
  | "campaign"
  | "counted_start"
  /** The reminder that a plan ends is ours. */
  | "plan_end";

/** A verbatim piece of the document and the path of the passage in which it stands. */
export type Source = { clause: string; quote: string };

export type Duty = {
  documentId: string;
  /** What is to be done, in the document's words without its subject and date. */
  duty: string;
  /** Who is to do it; `whoBasis` tells where that is written. */
  who: string | undefined;
  whoBasis: "stated" | "table" | "context" | "issuer" | "unknown";
  /** Who answers for it by the task table, when that is somebody else. */
  responsible: string | undefined;
  recurrence: Recurrence;
  /** The first and the last day on which it may fall due; undefined where the document sets no bound. */
  from: Day | undefined;
  to: Day | undefined;
  inferred: readonly Inference[];
  /** The document took another's place: the duty is shown, not reminded of. */
  isSuperseded: boolean;
  /** The first is the one to cite; the others say the same. */
  sources: readonly [Source, ...Source[]];
};

/** What people have set about a duty: from when to when it rests, and days that are left out once. */
export type Arrangement = { pauses: readonly { from: Day; to: Day | undefined }[]; skipped: readonly Day[] };

/** Where a periodic duty of a document without any date begins to be counted. */
export const BEGINNING: Day = "2000-01-01";

/** The days from `from` to `to`, both included, on which `duty` falls due, in order; none for events and unset frequencies. */
export function occurrences(duty: Pick<Duty, "recurrence" | "from" | "to">, from: Day, to: Day): Day[] {
  const { recurrence } = duty;
  const last = duty.to && duty.to < to ? duty.to : to;
  if (recurrence.kind === "dated") return recurrence.days.filter((day) => day >= from && day <= last).toSorted();
  if (recurrence.kind !== "periodic") return [];
  const start = duty.from ?? BEGINNING;
  return recurringDays(recurrence.rules, { start, from: start > from ? start : from, to: last });
}

/** The days that remain when pauses and skipped days are taken out. */
export function arranged(days: readonly Day[], { pauses, skipped }: Arrangement): Day[] {
  const rests = (day: Day) => pauses.some(({ from, to }) => day >= from && (to === undefined || day <= to));
  return days.filter((day) => !skipped.includes(day) && !rests(day));
}

/** "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1;UNTIL=20261231": each rule with the duty's own end, as calendars expect it. */
export function rulesUntil({ recurrence, to }: Pick<Duty, "recurrence" | "to">): string[] {
  if (recurrence.kind !== "periodic") return [];
  return recurrence.rules.map((rule) => (to ? `${rule};UNTIL=${to.replaceAll("-", "")}` : rule));
}

/** Whether nothing is left of the duty on `day`: its plan has ended, its last date or its launch lies behind. */
export function isOver({ recurrence, from, to }: Pick<Duty, "recurrence" | "from" | "to">, day: Day): boolean {
  if (to && day > to) return true;
  if (recurrence.kind === "dated") return recurrence.days.every((due) => due < day);
  // A launch has no date: it belongs to the year in which the plan begins.
  return recurrence.kind === "event" && recurrence.isLaunch && from !== undefined && day.slice(0, 4) > from.slice(0, 4);
}
