import { expect, test } from "vitest";
import { type CalendarEntry, calendarLines } from "../../src/duties/calendar-export.ts";
import { at } from "../support/clock.ts";

const NOON = at("2026-11-21 12:00");
const anEntry = (facts: Partial<CalendarEntry> = {}): CalendarEntry => ({
  day: "2026-12-31",
  summary: "检查",
  description: "依据",
  key: "luojiang-2024",
  ...facts,
});
const linesOf = (...entries: CalendarEntry[]) => calendarLines({ name: "日历", entries, at: NOON });

test("an entry is a whole day, made at a moment in UTC", () => {
  const lines = linesOf(anEntry());
  expect(lines).toContain("DTSTART;VALUE=DATE:20261231");
  expect(lines).toContain("DTEND;VALUE=DATE:20270101");
  expect(lines).toContain("DTSTAMP:20261121T040000Z");
});

test("signs that mean something else are escaped, other control characters dropped", () => {
  const lines = linesOf(anEntry({ summary: "甲;乙,丙\\丁\n戊\u0007" }));
  expect(lines).toContain("SUMMARY:甲\\;乙\\,丙\\\\丁\\n戊 ");
});

test("a long line is folded between characters and comes back whole", () => {
  const summary = `${"安全生产".repeat(30)}𠮷${"隐患".repeat(40)}`;
  const lines = linesOf(anEntry({ summary }));
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(lines.join("\r\n").replaceAll("\r\n ", "")).toContain(`SUMMARY:${summary}\r\n`);
});

test("the same duty and day keep their id; another day or duty has its own", () => {
  const ids = (entry: CalendarEntry) => linesOf(entry).find((line) => line.startsWith("UID:"));
  expect(ids(anEntry({ summary: "改了字" }))).toBe(ids(anEntry()));
  expect(ids(anEntry({ day: "2026-12-30" }))).not.toBe(ids(anEntry()));
  expect(ids(anEntry({ key: "quangang-2019" }))).not.toBe(ids(anEntry()));
});
