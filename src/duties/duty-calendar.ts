/** What falls due in a span of days, of duties that are confirmed and of drafts that have days. Pure. */
import { addDays, type Day } from "../clock.ts";
import { texts as duties } from "../texts/duties.ts";
import { texts } from "../texts/duty-lists.ts";
import type { WorkCalendar } from "../workdays.ts";
import type { CalendarEntry } from "./calendar-export.ts";
import { type DueDay, dueDays } from "./due-days.ts";
import type { StoredDuty } from "./stored-duty.ts";

export type CalendarItem = DueDay & { duty: StoredDuty };
type Span = { from: Day; to: Day };

/** The earliest first, in the order of the duties within a day. A pause takes nothing out: the card says that it rests. */
export function calendarItems(all: readonly StoredDuty[], calendar: WorkCalendar, span: Span): CalendarItem[] {
  const items = all.flatMap((duty) => {
    const schedule = (duty.settings ?? duty.proposal)?.schedule;
    if (!schedule || duty.state === "ended") return [];
    return dueDays({ ...duty, pause: undefined }, schedule, calendar, span).map((due) => ({ ...due, duty }));
  });
  return items.toSorted((one, other) => compare(one.due, other.due));
}

/** The months from that of `today` on: "2026-11", twelve of them. */
export function monthsAhead(today: Day): string[] {
  const first = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: 12 }, (_, count) => monthOf(first + count));
}

/** The part of a month that does not lie behind. @param month  "2026-12" */
export function spanOfMonth(month: string, today: Day): Span {
  const next = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  const [first, last] = [`${month}-01`, addDays(`${monthOf(next)}-01`, -1)];
  return { from: first < today && last >= today ? today : first, to: last };
}

function monthOf(months: number): string {
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** For a calendar file. */
export function calendarEntries(items: readonly CalendarItem[]): CalendarEntry[] {
  return items.map(({ due, duty }) => {
    const { content, document, state } = duty;
    const [source] = content.sources;
    const summary = duties.calendar.summary({ duty: content.duty, isInferred: content.inferred.length > 0 });
    const description =
      document && source
        ? duties.calendar.description({ ...content, ...source, title: document.title })
        : [content.who, texts.calendar.own].filter(Boolean).join("\n");
    return {
      day: due,
      summary: state === "draft" ? texts.calendar.draftSummary({ summary }) : summary,
      description,
      key: `duty/${duty.id}`,
    };
  });
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
