/** What a reminder says, before it becomes a notice. Pure. */
import { addDays, DAY_MS, type Day, dayOf, startOfDay } from "../clock.ts";
import { texts } from "../texts/duty-reminders.ts";
import { isWorkday, previousWorkday, type WorkCalendar } from "../workdays.ts";
import type { PlacedReminder } from "./due-days.ts";
import type { StoredDuty } from "./stored-duty.ts";

export type ReminderWords = {
  title: string;
  paragraphs: readonly string[];
  sources: readonly { document: string; clause: string; quote: string }[];
};

type Said = { reminder: PlacedReminder; isLate: boolean; calendar: WorkCalendar; now: Date };

export function reminderWords(duty: Pick<StoredDuty, "content" | "document">, { reminder, isLate, calendar, now }: Said): ReminderWords {
  const { content, document } = duty;
  const { reminder: words } = texts;
  const { due, stage, isProvisional } = reminder;
  const days = daysBetween(dayOf(now), due);
  const isEarlier = stage.kind !== "overdue" && days >= 0;
  const [source] = content.sources;
  return {
    title: content.duty,
    paragraphs: [
      words.when({ stage, due, days }),
      ...(isEarlier ? lastWorkday(due, calendar) : []),
      ...(content.who === undefined ? [] : [words.who({ who: content.who })]),
      ...(content.inferred.length > 0 ? [words.inferred(content)] : []),
      ...(isProvisional ? [words.provisional({ year: laterYear(reminder.on, due) })] : []),
      ...(isLate ? [words.late] : []),
      ...(document ? [] : [words.setByPeople]),
    ],
    sources: document && source ? [{ document: document.title, ...source }] : [],
  };
}

/** What is due on a day off is best done on the working day before. */
function lastWorkday(due: Day, calendar: WorkCalendar): string[] {
  if (isWorkday(calendar, due) !== false) return [];
  const before = previousWorkday(calendar, due);
  return before.kind === "day" && before.day > addDays(due, -LONGEST_HOLIDAY) ? [texts.reminder.dayOff({ workday: before.day })] : [];
}

function laterYear(...days: readonly Day[]): number {
  return Math.max(...days.map((day) => Number(day.slice(0, 4))));
}

const LONGEST_HOLIDAY = 15;

function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}
