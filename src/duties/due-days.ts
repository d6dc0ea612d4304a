/** On which days a kept duty falls due, and when it is spoken of. Pure. */
import { addDays, type Day } from "../clock.ts";
import type { HolidayYear } from "../holiday-years.ts";
import { isWorkday, type WorkCalendar, workdayOnOrAfter, workdayOnOrBefore } from "../workdays.ts";
import { arranged, isOver, occurrences } from "./duty.ts";
import { type Reminder, remindersOf } from "./reminders.ts";
import { daysWithin } from "./schedule-returns.ts";
import type { DutyContent, DutySchedule, DutySettings, StoredDuty } from "./stored-duty.ts";

/** What its days depend on. */
export type Timed = Pick<StoredDuty, "content" | "skipped" | "pause">;

/** `isProvisional`: its year's holidays are not published, and its working days are taken for what their weekdays say. */
export type DueDay = { due: Day; isProvisional: boolean };

/** The days from `from` to `to`, both included, on which it falls due by `schedule`, without those that are left out. */
export function dueDays(duty: Timed, schedule: DutySchedule, calendar: WorkCalendar, { from, to }: { from: Day; to: Day }): DueDay[] {
  const { content, skipped, pause } = duty;
  const first = content.from !== undefined && content.from > from ? content.from : from;
  const last = content.to !== undefined && content.to < to ? content.to : to;
  const days = scheduledDays(schedule, weekdayRule(calendar, first, last), first, last);
  const kept = arranged(days, { pauses: pause ? [{ from: pause.from, to: pause.until }] : [], skipped });
  return kept.map((due) => ({ due, isProvisional: needsWorkdays(schedule) && !isKnown(calendar, due) }));
}

function scheduledDays(schedule: DutySchedule, calendar: WorkCalendar, from: Day, to: Day): Day[] {
  if (schedule.kind === "dated") return schedule.days.filter((day) => day >= from && day <= to).toSorted();
  const { start, rules, adjustment } = schedule;
  if (adjustment.kind !== "none") return daysWithin({ rules, adjustment }, calendar, { start, from, to });
  return occurrences({ recurrence: { kind: "periodic", rules }, from: start, to: undefined }, from, to);
}

function needsWorkdays(schedule: DutySchedule): boolean {
  return schedule.kind === "returning" && !["none", "days_before"].includes(schedule.adjustment.kind);
}

/** Of the last days of a year the next one's notice tells, too: New Year's holiday may begin in them. */
function isKnown(calendar: WorkCalendar, day: Day): boolean {
  return calendar.has(yearOf(day));
}

/** After its last day a dated duty may still be told to be overdue, as long as its plan lasts. */
const OVERDUE_DAYS = 8;

/** Whether nothing is left to be said of it. @param schedule  as a person confirmed it; undefined: as its source tells */
export function hasNoDayLeft(
  content: Pick<DutyContent, "recurrence" | "from" | "to">,
  schedule: DutySchedule | undefined,
  today: Day,
): boolean {
  if (content.to !== undefined && content.to < today) return true;
  const since = addDays(today, -OVERDUE_DAYS);
  if (schedule) return schedule.kind === "dated" && schedule.days.every((day) => day < since);
  return isOver({ ...content, to: undefined }, since);
}

/** Around the span of days every year is known: one that nobody has published has no holidays, and no weekend is worked. */
function weekdayRule(calendar: WorkCalendar, from: Day, to: Day): WorkCalendar {
  const filled = new Map<number, HolidayYear>(calendar);
  for (let year = yearOf(from) - 1; year <= yearOf(to) + 1; year += 1) {
    if (!filled.has(year)) filled.set(year, { year, holidays: new Map(), makeUpDays: new Set() });
  }
  return filled;
}

/** `isMoved`: from a day off to a working day. */
export type PlacedReminder = Reminder & { isMoved: boolean; isProvisional: boolean };

/** What is to be said of an occurrence, the earliest first: never two on one day, and nothing after the end of its plan. */
export function placedReminders(
  duty: { id: string; to: Day | undefined },
  due: DueDay,
  settings: Pick<DutySettings, "leads" | "daysOff">,
  calendar: WorkCalendar,
): PlacedReminder[] {
  const said = remindersOf(duty.id, due.due, settings.leads).map((reminder) => placed(reminder, due, settings.daysOff, calendar));
  // On one day only what comes latest is said: it is due, and not also due tomorrow.
  const once = said.filter(({ on }, index) => !said.slice(index + 1).some((later) => later.on <= on));
  return once.filter(({ on }) => duty.to === undefined || on <= duty.to);
}

function placed(reminder: Reminder, due: DueDay, daysOff: DutySettings["daysOff"], calendar: WorkCalendar): PlacedReminder {
  const isProvisional = due.isProvisional || !isKnown(calendar, reminder.on);
  const filled = weekdayRule(calendar, addDays(reminder.on, -REACH_DAYS), addDays(reminder.on, REACH_DAYS));
  if (daysOff === "keep" || isWorkday(filled, reminder.on) === true) {
    return { ...reminder, isMoved: false, isProvisional: due.isProvisional || (daysOff === "earlier" && isProvisional) };
  }
  const found = reminder.stage.kind === "overdue" ? workdayOnOrAfter(filled, reminder.on) : workdayOnOrBefore(filled, reminder.on);
  return { ...reminder, on: found.kind === "day" ? found.day : reminder.on, isMoved: true, isProvisional };
}

/** No holiday lasts longer. */
const REACH_DAYS = 31;

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
