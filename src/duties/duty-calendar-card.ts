import { buttonRow, type Card, type CardElement, callbackButton, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import type { Day } from "../clock.ts";
import { texts } from "../texts/duty-lists.ts";
import { isWorkday, type WorkCalendar } from "../workdays.ts";
import type { CalendarItem } from "./duty-calendar.ts";
import type { ListDuties, SendCalendar, ShowCalendar } from "./duty-press.ts";
import { shortened } from "./shortened.ts";

const LISTED_MAX = 40;

/** A month of the twelve that lie ahead, with a button for each. @param counts  how many fall due in each month */
export function dutyCalendarCard(
  items: readonly CalendarItem[],
  { month, counts, calendar }: { month: string; counts: ReadonlyMap<string, number>; calendar: WorkCalendar },
): Card {
  const words = texts.calendar;
  const buttons = [...counts].map(([each, count]) =>
    callbackButton(
      words.monthButton({ month: each, count }),
      { do: "duty_calendar", month: each } satisfies ShowCalendar,
      each === month ? "primary" : "default",
    ),
  );
  return card(
    { text: words.title({ month }) },
    [
      ...itemElements(items, calendar),
      divider(),
      buttonRow(buttons),
      buttonRow([
        callbackButton(words.sendFile, { do: "send_duty_calendar" } satisfies SendCalendar),
        callbackButton(words.list, { do: "list_duties", list: "running", page: 0 } satisfies ListDuties),
      ]),
      notation(words.hint),
    ],
    words.title({ month }),
  );
}

/** What falls due within a span that somebody asked about. */
export function dutySpanCard(items: readonly CalendarItem[], { from, to, calendar }: { from: Day; to: Day; calendar: WorkCalendar }): Card {
  const words = texts.calendar;
  const title = words.spanTitle({ from, to });
  const month: ShowCalendar = { do: "duty_calendar", month: from.slice(0, 7) };
  return card(
    { text: title },
    [...itemElements(items, calendar), buttonRow([callbackButton(words.whole, { ...month })]), notation(words.hint)],
    title,
  );
}

function itemElements(items: readonly CalendarItem[], calendar: WorkCalendar): CardElement[] {
  const words = texts.calendar;
  if (items.length === 0) return [markdown(words.none)];
  const shown = items.slice(0, LISTED_MAX);
  const byDay = [...Map.groupBy(shown, ({ due }) => due)];
  const unknown = [...new Set(items.filter(({ isProvisional }) => isProvisional).map(({ due }) => Number(due.slice(0, 4))))];
  return [
    ...byDay.map(([day, of]) => markdown([headOf(day, of, calendar), ...of.map(lineOf)].join("\n"))),
    ...(items.length > shown.length ? [notation(words.more({ count: items.length - shown.length }))] : []),
    ...(unknown.length > 0 ? [notation(words.unknownYears({ years: unknown }))] : []),
  ];
}

function headOf(day: Day, of: readonly CalendarItem[], calendar: WorkCalendar): string {
  const isProvisional = of.some((item) => item.isProvisional);
  return texts.calendar.day({ day, isDayOff: isWorkday(calendar, day) === false, isProvisional });
}

function lineOf({ duty: { content, state, district } }: CalendarItem): string {
  const { who, duty, inferred } = content;
  return texts.calendar.item({
    duty: escapeMarkdown(shortened(duty)),
    who: who && escapeMarkdown(who),
    district,
    isDraft: state === "draft",
    isPaused: state === "paused",
    isInferred: inferred.length > 0,
  });
}
