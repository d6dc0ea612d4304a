import { addDays, type Day, dayOf, HOUR_MS, startOfDay } from "../clock.ts";
import type { ReminderSettings } from "./reminder-settings.ts";

/** Who is reminded of a deadline today: whoever is in charge first, then the office, then its leader. Pure. */

const RUNGS = ["responsible", "office", "leader"] as const;
export type Rung = (typeof RUNGS)[number];

/** `offset`: days from the deadline for which it is due; by it a reminder is told from the others of the same rung. */
export type DueReminder = { rung: Rung; offset: number };

/** After an outage the latest of each rung is made up for, if it was missed by no more than this. */
const MADE_UP_DAYS = 3;

export function remindersDue(deadline: Day, today: Day, settings: ReminderSettings): DueReminder[] {
  return RUNGS.flatMap((rung) => {
    const offset = settings[rung].filter((days) => isDue(addDays(deadline, days), today)).toSorted((a, b) => b - a)[0];
    return offset === undefined ? [] : [{ rung, offset }];
  });
}

/** How far ahead of today a deadline may lie for somebody to be reminded of it. */
export function longestAhead(settings: ReminderSettings): number {
  return Math.max(0, ...RUNGS.flatMap((rung) => settings[rung].map((days) => -days)));
}

/** The first moment from `now` on at which people may be disturbed. */
export function wakingMoment(now: Date, { from, until }: ReminderSettings["quiet"]): Date {
  const midnight = startOfDay(dayOf(now));
  const hour = (now.getTime() - midnight.getTime()) / HOUR_MS;
  const isQuiet = from <= until ? hour >= from && hour < until : hour >= from || hour < until;
  if (!isQuiet) return now;
  const morning = new Date(midnight.getTime() + until * HOUR_MS);
  return morning > now ? morning : new Date(startOfDay(addDays(dayOf(now), 1)).getTime() + until * HOUR_MS);
}

function isDue(day: Day, today: Day): boolean {
  return day <= today && addDays(day, MADE_UP_DAYS) >= today;
}
