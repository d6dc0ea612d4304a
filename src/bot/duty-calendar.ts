import type { Card } from "../card.ts";
import { addDays, dayOf } from "../clock.ts";
import { calendarLines } from "../duties/calendar-export.ts";
import { listDuties } from "../duties/duties.ts";
import { calendarEntries, calendarItems, monthsAhead, spanOfMonth } from "../duties/duty-calendar.ts";
import { dutyCalendarCard, dutySpanCard } from "../duties/duty-calendar-card.ts";
import type { SendCalendar, ShowCalendar } from "../duties/duty-press.ts";
import type { StoredDuty } from "../duties/stored-duty.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts as duties } from "../texts/duties.ts";
import { texts } from "../texts/duty-lists.ts";
import { visibleDuties } from "./duty-matter.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress, type Standing } from "./who.ts";

/** What falls due in the next twelve months, a month at a time or as a file, of the duties that may be seen here. */

const YEAR_DAYS = 365;

export async function calendarCardOf(needs: BotNeeds, standing: Standing, wanted?: string): Promise<Card> {
  const { calendar } = needs.deadlines;
  const today = dayOf(needs.now());
  const months = monthsAhead(today);
  const month = wanted !== undefined && months.includes(wanted) ? wanted : (months[0] ?? "");
  const shown = await shownDuties(needs, standing);
  const counts = new Map(months.map((each) => [each, calendarItems(shown, calendar, spanOfMonth(each, today)).length]));
  return dutyCalendarCard(calendarItems(shown, calendar, spanOfMonth(month, today)), { month, counts, calendar });
}

/** 「下个月有什么任务」 */
export async function spanCardOf(needs: BotNeeds, standing: Standing, span: { from: string; to: string }): Promise<Card> {
  const { calendar } = needs.deadlines;
  return dutySpanCard(calendarItems(await shownDuties(needs, standing), calendar, span), { ...span, calendar });
}

async function shownDuties(needs: BotNeeds, standing: Standing): Promise<StoredDuty[]> {
  return visibleDuties(needs, await listDuties(needs.db, { states: ["draft", "active", "paused"] }), standing);
}

export async function showCalendarByPress(_: InboundPress, { month }: ShowCalendar, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const refused = await refusedPress(lookUp, "see_duties", await anyOwn(lookUp));
  return refused ?? { card: await calendarCardOf(needs, await lookUp(), month) };
}

/** Whoever stands for an enterprise may see what is theirs. */
async function anyOwn(lookUp: LookUp): Promise<{ enterpriseId?: string | undefined }> {
  const { who } = await lookUp();
  return { enterpriseId: who.grants.find(({ enterpriseId }) => enterpriseId !== undefined)?.enterpriseId };
}

export async function sendCalendarByPress(press: InboundPress, _: SendCalendar, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const refused = await refusedPress(lookUp, "see_duties", await anyOwn(lookUp));
  if (refused) return refused;
  const count = await sendCalendarFile(needs, await lookUp(), { eventId: press.eventId, by: press.presser });
  return count === 0 ? toast("info", texts.calendar.fileEmpty) : toast("success", texts.calendar.sending({ count }));
}

/** Into the chat in which it was asked for: rights were asked of it. @returns how many entries it has; 0: nothing was sent */
export async function sendCalendarFile(needs: BotNeeds, standing: Standing, asked: { eventId: string; by: string }): Promise<number> {
  const { db, now, deadlines, onEnqueued } = needs;
  const today = dayOf(now());
  const items = calendarItems(await shownDuties(needs, standing), deadlines.calendar, { from: today, to: addDays(today, YEAR_DAYS) });
  if (items.length === 0) return 0;
  const lines = calendarLines({ name: duties.calendar.name, entries: calendarEntries(items), at: now() });
  const file = { name: texts.calendar.fileName({ day: today }), bytes: Buffer.from(lines.map((line) => `${line}\r\n`).join("")) };
  const { chatId } = standing;
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, file, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId }, fileId } as const;
    // An action that runs again for the same message has sent it.
    if (!(await enqueue(tx, { key: `${asked.eventId}:calendar`, delivery, priority: "answer" }, now()))) return;
    const subject = { kind: "duty", id: "calendar" };
    await audit(tx, { actor: asked.by, action: "duties_exported", subject, chatId, after: { count: items.length } }, now());
  });
  onEnqueued();
  return items.length;
}
