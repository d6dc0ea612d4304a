/** What is to be said now of a duty that is active. Pure: when it was last looked at and what is settled is data. */
import { addDays, type Day, dayOf } from "../clock.ts";
import type { WorkCalendar } from "../workdays.ts";
import { dueDays, type PlacedReminder, placedReminders } from "./due-days.ts";
import type { SettledReminder } from "./duty-reminders.ts";
import { catchUp } from "./reminders.ts";
import type { DutySettings, StoredDuty } from "./stored-duty.ts";

export type DueReminder =
  | { kind: "send"; reminder: PlacedReminder; isLate: boolean }
  | { kind: "settle"; reminder: PlacedReminder; outcome: Exclude<SettledReminder["outcome"], "sent"> };

type ActiveDuty = Pick<StoredDuty, "id" | "content" | "skipped" | "pause"> & { settings: DutySettings; remindedUntil: Date };
type Facts = { calendar: WorkCalendar; now: Date; settled: readonly SettledReminder[]; done: ReadonlySet<Day> };

/** Holidays move what is said by days; no further. */
const MOVED_DAYS_MAX = 31;

/** In the order in which they came due. What was missed is caught up as `catchUp` has it: each occurrence once, marked late. */
export function dueReminders(duty: ActiveDuty, { calendar, now, settled, done }: Facts): DueReminder[] {
  const { settings, remindedUntil } = duty;
  const ahead = Math.max(0, ...settings.leads.daysBefore) + MOVED_DAYS_MAX;
  const span = { from: earliestDue(remindedUntil), to: addDays(dayOf(now), ahead) };
  const days = dueDays(duty, settings.schedule, calendar, span);
  const reminders = days.flatMap((due) => placedReminders({ id: duty.id, to: duty.content.to }, due, settings, calendar));
  const keyOf = ({ due, stage }: Pick<SettledReminder, "due" | "stage">) => [duty.id, due, stage].join("/");
  const run = { lastRun: remindedUntil, now, at: settings.at, sent: new Set(settled.map(keyOf)), done };
  return catchUp(reminders, run).flatMap((caught): DueReminder[] => {
    const reminder = reminders.find(({ key }) => key === caught.reminder.key);
    if (!reminder) return [];
    if (caught.kind === "send") return [{ kind: "send", reminder, isLate: caught.isLate }];
    return caught.because === "already_sent" ? [] : [{ kind: "settle", reminder, outcome: caught.because }];
  });
}

/** The first occurrence of which something can be said after `since`: the overdue reminder may be moved over a holiday. */
export function earliestDue(since: Date): Day {
  return addDays(dayOf(since), -MOVED_DAYS_MAX);
}

/** "before-15", "due", "overdue": the end of a reminder's key. */
export function stageOf({ key }: Pick<PlacedReminder, "key">): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
