import { join } from "node:path";
import { type Day, dayOf, isDay, systemClock } from "../clock.ts";
import { calendarLines } from "../duties/calendar-export.ts";
import type { Duty } from "../duties/duty.ts";
import { readHolidayYears } from "../duties/holiday-file.ts";
import { draftDuties, type Occurrence, occurrencesOf, withoutDates } from "../duties/preview.ts";
import { AppError } from "../errors.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import { listDocuments } from "../knowledge/passages.ts";
import { texts as cliTexts } from "../texts/cli.ts";
import { texts } from "../texts/duties.ts";
import { isWorkday, previousWorkday, type WorkCalendar, workCalendar } from "../workdays.ts";
import { withKnowledge } from "./knowledge.ts";
import { assertWritable, writeLines } from "./question-file.ts";

type DutiesOptions = { from?: string; to?: string; json?: boolean; ics?: string; knowledge?: string };
type Span = { from: Day; to: Day };
type Listing = { due: readonly Occurrence[]; waiting: readonly Duty[]; titles: Titles; calendar: WorkCalendar; span: Span };
type Titles = ReadonlyMap<string, string>;

const CALENDAR_FOLDER = "calendar";
const YEAR_DAYS = 365;
/** A daily duty over a century would fill the terminal for minutes. */
const YEARS_MAX = 50;

/** `anxun duties`: what falls due from day to day by the plans, as JSON, to be read, or as a calendar file. */
export async function printDuties(options: DutiesOptions): Promise<void> {
  const span = spanOf(options);
  const { ics } = options;
  if (ics !== undefined) await assertWritable(ics, "");
  await withKnowledge(options.knowledge, async ({ db, now, knowledgeDir }) => {
    const calendar = workCalendar(await readHolidayYears(join(knowledgeDir, CALENDAR_FOLDER)));
    const titles = new Map((await listDocuments(db)).map(({ id, title }) => [id, title]));
    const duties = await draftDuties(db);
    const due = occurrencesOf(duties, span.from, span.to);
    if (ics !== undefined) {
      const inForce = due.filter(({ isInForce }) => isInForce);
      const lines = calendarLines({ name: texts.calendar.name, entries: inForce.map((one) => entryOf(one, titles)), at: now() });
      // The writer ends a line with LF; the standard wants CRLF.
      await writeLines(
        ics,
        lines.map((line) => `${line}\r`),
      );
      process.stderr.write(`${texts.calendar.written({ file: ics, count: inForce.length })}\n`);
    }
    if (options.json) process.stdout.write(`${JSON.stringify(due.map(outputOf), undefined, 2)}\n`);
    else if (ics === undefined)
      process.stdout.write(`${listOf({ due, waiting: withoutDates(duties, span.from), titles, calendar, span })}\n`);
  });
}

function spanOf(options: DutiesOptions): Span {
  const from = options.from ?? dayOf(systemClock());
  for (const day of [from, options.to]) if (day !== undefined && !isDay(day)) throw badInput(cliTexts.badDay({ day }));
  const to = options.to ?? shiftDay(from, YEAR_DAYS);
  if (to < from) throw badInput(texts.daysReversed({ from, to }));
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > YEARS_MAX) throw badInput(texts.spanTooLong({ years: YEARS_MAX }));
  return { from, to };
}

function badInput(hint: string): AppError {
  return new AppError("bad_input", "duties was called with unusable arguments", { hint });
}

function outputOf({ duty, due, isInForce }: Occurrence) {
  const [{ clause, quote }] = duty.sources;
  return {
    duty: duty.duty,
    who: duty.who ?? null,
    due,
    document: duty.documentId,
    clause,
    quote,
    inferred: duty.inferred.length > 0,
    in_force: isInForce,
  };
}

function factsOf(duty: Duty, titles: Titles) {
  const [{ clause, quote }] = duty.sources;
  return { duty: duty.duty, who: duty.who, title: titles.get(duty.documentId) ?? duty.documentId, clause, quote, inferred: duty.inferred };
}

function entryOf({ duty, due }: Occurrence, titles: Titles) {
  const facts = factsOf(duty, titles);
  return {
    day: due,
    summary: texts.calendar.summary({ duty: facts.duty, isInferred: duty.inferred.length > 0 }),
    description: texts.calendar.description(facts),
    key: [duty.documentId, facts.clause, facts.duty].join("\n"),
  };
}

function listOf({ due, waiting, titles, calendar, span }: Listing): string {
  const { list } = texts;
  const lines = [list.span({ ...span, count: due.length })];
  for (const { duty, due: day, isInForce } of due) {
    const facts = factsOf(duty, titles);
    lines.push(list.due({ ...facts, due: day, isInForce }), list.source(facts));
    if (duty.inferred.length > 0) lines.push(list.inferred(duty));
    lines.push(...dayOffOf(day, calendar));
  }
  const unknown = [...new Set(due.map((one) => Number(one.due.slice(0, 4))))].filter((year) => !calendar.has(year));
  if (unknown.length > 0) lines.push("", list.unknownYears({ years: unknown }));
  const events = waiting.flatMap(({ duty, recurrence }) => (recurrence.kind === "event" ? [list.event({ duty, ...recurrence })] : []));
  const unset = waiting.flatMap(({ duty, recurrence }) =>
    recurrence.kind === "unspecified" ? [list.unsetDuty({ duty, ...recurrence })] : [],
  );
  if (events.length > 0) lines.push("", list.events({ count: events.length }), ...events);
  if (unset.length > 0) lines.push("", list.unset({ count: unset.length }), ...unset);
  return lines.join("\n");
}

/** What is due on a day off is best done on the working day before. */
function dayOffOf(day: Day, calendar: WorkCalendar): string[] {
  if (isWorkday(calendar, day) !== false) return [];
  const before = previousWorkday(calendar, day);
  return before.kind === "day" ? [texts.list.dayOff({ workday: before.day })] : [];
}
