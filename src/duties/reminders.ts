/**
 * When people are reminded of what falls due: some days before, on the day, and once when it is overdue. Pure: what was sent is
 * data, and so is the time.
 */
import { type Day, dayOf, MINUTE_MS, startOfDay } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import { occurrenceId } from "./stored-duty.ts";

/** Days before the due day, 0 for the day itself; the day after it is the overdue reminder's. */
export type LeadTimes = { daysBefore: readonly number[]; isOverdueTold: boolean };
export const USUAL_LEAD_TIMES: LeadTimes = { daysBefore: [15, 5, 1, 0], isOverdueTold: true };

type Stage = { kind: "before"; days: number } | { kind: "due" } | { kind: "overdue" };

/** One reminder of one occurrence. `key` is the same each time it is worked out: what was sent is known by it. */
export type Reminder = { key: string; due: Day; stage: Stage /** The day on which it is to be said. */; on: Day };

/** What is to be said of an occurrence, the earliest first. @param duty  its id */
export function remindersOf(duty: string, due: Day, { daysBefore, isOverdueTold }: LeadTimes): Reminder[] {
  const days = [...new Set(daysBefore)].filter((day) => day >= 0).toSorted((one, other) => other - one);
  const stages: Stage[] = days.map((day) => (day === 0 ? { kind: "due" } : { kind: "before", days: day }));
  return [...stages, ...(isOverdueTold ? [{ kind: "overdue" } as const] : [])].map((stage) => ({
    key: `${occurrenceId({ dutyId: duty, due })}/${stage.kind === "before" ? `before-${stage.days}` : stage.kind}`,
    due,
    stage,
    on: dayOfStage(due, stage),
  }));
}

function dayOfStage(due: Day, stage: Stage): Day {
  if (stage.kind === "before") return shiftDay(due, -stage.days);
  return stage.kind === "due" ? due : shiftDay(due, 1);
}

/** At what time of day reminders go out, in minutes after midnight in Shanghai. */
export type SendTime = { minutes: number };

export type Caught =
  | { kind: "send"; reminder: Reminder; isLate: boolean }
  /** Missed, and not worth saying any more. */
  | { kind: "skip"; reminder: Reminder; because: "day_passed" | "later_one_goes" | "already_sent" | "done" };

/** An overdue reminder that was missed for longer than this would only confuse. */
const OVERDUE_WORTH_DAYS = 7;

/**
 * What to do now with the reminders whose time came after `lastRun`: after a downtime of days each occurrence is spoken of once,
 * by its latest reminder, marked late. A reminder before the day is not sent once the day has passed: the overdue one is.
 * @param run.lastRun  when this was last worked out and all of it done; reminders up to then are settled
 */
export function catchUp(
  reminders: readonly Reminder[],
  run: { lastRun: Date; now: Date; at: SendTime; sent: ReadonlySet<string>; done: ReadonlySet<Day> },
): Caught[] {
  const { lastRun, now, at, sent, done } = run;
  const today = dayOf(now);
  const reached = reminders.filter((reminder) => momentOf(reminder, at) > lastRun && momentOf(reminder, at) <= now);
  return reached.map((reminder) => {
    if (sent.has(reminder.key)) return { kind: "skip", reminder, because: "already_sent" };
    if (done.has(reminder.due)) return { kind: "skip", reminder, because: "done" };
    if (hasPassed(reminder, today)) return { kind: "skip", reminder, because: "day_passed" };
    const later = reached.some((other) => other.due === reminder.due && other.on > reminder.on && !hasPassed(other, today));
    if (later) return { kind: "skip", reminder, because: "later_one_goes" };
    return { kind: "send", reminder, isLate: reminder.on < today };
  });
}

function hasPassed({ stage, due, on }: Reminder, today: Day): boolean {
  return stage.kind === "overdue" ? shiftDay(on, OVERDUE_WORTH_DAYS) < today : due < today;
}

function momentOf({ on }: Reminder, { minutes }: SendTime): Date {
  return new Date(startOfDay(on).getTime() + minutes * MINUTE_MS);
}
