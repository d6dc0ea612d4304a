import { type Clock, type Day, dayOf } from "../clock.ts";
import { listEnterprises } from "../registry/enterprises.ts";
import { listChats } from "../registry/groups.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";
import type { Bearer } from "./bearer.ts";
import { bearersOfDuty, collectedDays, currentDay, isCollected, type Registry } from "./collected.ts";
import { collectionOf } from "./collection.ts";
import { deliveredFor, deliveriesDue } from "./deliveries.ts";
import { findDuty, listDuties } from "./duties.ts";
import type { DutyOccurrence, StoredDuty } from "./stored-duty.ts";

/** An occurrence of a duty for which evidence is collected, and who owes it. */
export type Collecting = {
  duty: StoredDuty;
  due: Day;
  /** Its days around today. */
  days: readonly Day[];
  bearers: readonly Bearer[];
  registry: Registry;
};

type Needs = { db: Db; now: Clock; calendar: WorkCalendar };

/** Those for which evidence is collected. */
export async function collectedDuties(db: Db): Promise<StoredDuty[]> {
  return (await listDuties(db, { states: ["active", "paused", "ended"] })).filter(isCollected);
}

/** @param due  undefined: the one that people mean who name none. @returns undefined: it is not collected, or not due on that day */
export async function collectingOf({ db, now, calendar }: Needs, duty: StoredDuty, due?: Day): Promise<Collecting | undefined> {
  if (!isCollected(duty)) return undefined;
  const today = dayOf(now());
  const scheduled = collectedDays(duty, calendar, today);
  // What was delivered for a day stays, though the day was moved since.
  const days = [...new Set([...scheduled, ...(await deliveredFor(db, duty.id))])].toSorted();
  const day = due ?? currentDay(days, today);
  if (day === undefined || !days.includes(day)) return undefined;
  const registry = { enterprises: await listEnterprises(db), units: await listUnits(db), chats: await listChats(db) };
  return { duty, due: day, days, bearers: bearersOfDuty(duty, registry), registry };
}

export async function collectingFor(needs: Needs, { dutyId, due }: DutyOccurrence): Promise<Collecting | undefined> {
  const duty = await findDuty(needs.db, dutyId);
  return duty && collectingOf(needs, duty, due);
}

/** Its days for which everybody who owes it has delivered: nobody is reminded of them any more. */
export async function deliveredDays(needs: Needs, duty: StoredDuty): Promise<Set<Day>> {
  const collecting = await collectingOf(needs, duty);
  const [from, to] = [collecting?.days[0], collecting?.days.at(-1)];
  if (!collecting || from === undefined || to === undefined || collecting.bearers.length === 0) return new Set();
  const byDay = Map.groupBy(await deliveriesDue(needs.db, { dutyId: duty.id, from, to }), ({ due }) => due);
  return new Set([...byDay].filter(([, those]) => collectionOf(collecting.bearers, those).missing.length === 0).map(([due]) => due));
}
