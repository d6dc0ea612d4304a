/** What falls due in a span of days, and what waits for a person before it can. */
import type { Day } from "../clock.ts";
import { listDocuments, passagesOf } from "../knowledge/passages.ts";
import { tasksOf } from "../knowledge/task-store.ts";
import type { Db } from "../storage/db.ts";
import { deriveDuties } from "./derive.ts";
import { type Duty, isOver, occurrences } from "./duty.ts";
import type { ReadPlan } from "./plan-steps.ts";

export type Occurrence = {
  duty: Duty;
  due: Day;
  /** False where another document took the place of the duty's own. */
  isInForce: boolean;
};

/** The duties of all plans in the database, as drafts. */
export async function draftDuties(db: Db): Promise<Duty[]> {
  return (await readPlans(db)).flatMap(({ duties }) => duties);
}

/** Each plan in the database with the duties that it tells of. */
export async function readPlans(db: Db): Promise<ReadPlan[]> {
  const documents = await listDocuments(db);
  const plans = await Promise.all(
    documents.map(async (document) => ({
      document,
      passages: await passagesOf(db, document.id),
      tasks: await tasksOf(db, document.id),
    })),
  );
  return plans.map((plan) => ({ document: plan.document, duties: deriveDuties(plan) }));
}

/** Every occurrence from `from` to `to`, both included: the earliest first, in the order of the documents within a day. */
export function occurrencesOf(duties: readonly Duty[], from: Day, to: Day): Occurrence[] {
  return duties
    .flatMap((duty) => occurrences(duty, from, to).map((due) => ({ duty, due, isInForce: !duty.isSuperseded })))
    .toSorted((one, other) => compareDays(one.due, other.due));
}

/** Duties that no calendar can hold on `day`: event-driven ones, and those whose frequency nobody wrote. */
export function withoutDates(duties: readonly Duty[], day: Day): Duty[] {
  const hasNone = ({ recurrence }: Duty) => recurrence.kind === "event" || recurrence.kind === "unspecified";
  return duties.filter((duty) => hasNone(duty) && !duty.isSuperseded && !isOver(duty, day));
}

function compareDays(one: Day, other: Day): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
