/** What administrators are told of the duties, each once: that a plan ends, and that a year's holidays are not known. */

import { card, escapeMarkdown, markdown } from "../card.ts";
import { addDays, type Clock, DAY_MS, type Day, dayOf, startOfDay } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { listDocuments } from "../knowledge/passages.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { outOfQuietHours } from "../quiet-hours.ts";
import { peopleWithIds } from "../registry/people.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/duty-reminders.ts";
import type { WorkCalendar } from "../workdays.ts";
import { listDuties } from "./duties.ts";
import { claimTelling } from "./duty-tellings.ts";
import type { ReminderRules } from "./reminder-rules.ts";

type Needs = { db: Database; now: Clock; rules: ReminderRules; calendar: WorkCalendar };

/** Once a day is enough. After an outage the last of what was missed is told, not all of it. */
export async function tellAdministrators(needs: Needs): Promise<void> {
  for (const document of await listDocuments(needs.db)) await tellOfEnd(needs, document);
  await tellOfCalendar(needs);
}

async function tellOfEnd(needs: Needs, { id, title, district, inForceTo, supersededBy }: PlanDocument): Promise<void> {
  const today = dayOf(needs.now());
  if (!inForceTo || inForceTo < today || supersededBy !== undefined) return;
  const days = daysBetween(today, inForceTo);
  const reached = needs.rules.planEnds.filter((before) => days <= before).at(-1);
  if (reached === undefined) return;
  const of = (await listDuties(needs.db, { from: "plan" })).filter(({ document }) => document?.id === id);
  const count = (...states: string[]) => of.filter(({ state }) => states.includes(state)).length;
  const told = {
    title: texts.planEnds.title({ days }),
    body: texts.planEnds.body({ title, day: inForceTo, running: count("active", "paused"), waiting: count("draft") }),
  };
  await tell(needs, { key: `plan_end/${id}/${inForceTo}/${reached}`, district, ...told });
}

async function tellOfCalendar(needs: Needs): Promise<void> {
  const today = dayOf(needs.now());
  const year = Number(addDays(today, needs.rules.calendarMissingDays).slice(0, 4));
  if (needs.calendar.has(year)) return;
  // Where nothing is reminded of, no holiday matters.
  if ((await listDuties(needs.db, { states: ["active", "paused"] })).length === 0) return;
  const { title, body } = texts.calendarMissing;
  await tell(needs, { key: `calendar/${year}`, district: undefined, title: title({ year }), body: body({ year }) });
}

type Telling = { key: string; district: string | undefined; title: string; body: string };

/** Nobody to tell: it is told as soon as there is somebody. */
async function tell({ db, now, rules }: Needs, { key, district, title, body }: Telling): Promise<void> {
  const people = await administratorsOf(db, district);
  if (people.length === 0) return;
  const told = card({ text: title, color: "orange" }, [markdown(escapeMarkdown(body))], title);
  const notBefore = outOfQuietHours(now(), rules.quiet);
  await db.inTransaction(async (tx) => {
    if (!(await claimTelling(tx, key, now()))) return;
    for (const openId of people) {
      const delivery = { kind: "send", to: { kind: "person", openId }, content: { kind: "card", card: told } } as const;
      await enqueue(tx, { key: `duties/${key}/${openId}`, delivery, priority: "normal", notBefore }, now());
    }
  });
}

async function administratorsOf(db: Db, district: string | undefined): Promise<string[]> {
  const holders = await holdersOf(db, { roles: ["administrator"], ...(district !== undefined && { district }) });
  const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
  return people.flatMap(({ openId, status }) => (openId !== undefined && status === "active" ? [openId] : []));
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}
