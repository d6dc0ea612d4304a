/** An iCalendar file (RFC 5545) of whole days, for any calendar program. */
import { createHash } from "node:crypto";
import type { Day } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";

export type CalendarEntry = { day: Day; summary: string; description: string /** Tells entries of one day apart. */; key: string };

/**
 * The lines of the file, without their CRLF: each at most 75 octets long, as the standard wants it.
 * @param calendar.at  when it was made
 */
export function calendarLines(calendar: { name: string; entries: readonly CalendarEntry[]; at: Date }): string[] {
  const stamp = `${calendar.at.toISOString().replace(/[-:]|\.\d{3}/g, "")}`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Anxun//Duties//ZH",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    "X-WR-TIMEZONE:Asia/Shanghai",
    ...calendar.entries.flatMap((entry) => eventLines(entry, stamp)),
    "END:VCALENDAR",
  ].flatMap(folded);
}

function eventLines({ day, summary, description, key }: CalendarEntry, stamp: string): string[] {
  // The same duty and day keep their id, so that importing again changes an entry and does not double it.
  const id = createHash("sha256").update(`${key}\n${day}`).digest("hex").slice(0, 32);
  return [
    "BEGIN:VEVENT",
    `UID:${id}@anxun`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(shiftDay(day, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

function basic(day: Day): string {
  return day.replaceAll("-", "");
}

/** Backslash, semicolon, comma and line break mean something else in a value; other control characters nothing at all. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");
}

const LINE_OCTETS = 75;

/** A longer line goes on behind a space; never within a character. */
function folded(line: string): string[] {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current];
}
