import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../src/clock.ts";
import { growingTable, type Span } from "../src/growing-table.ts";
import { at, testClock } from "./support/clock.ts";

/** Rows that stand at moments; what was read is kept. */
function stage() {
  const clock = testClock("2026-11-21 09:00");
  const rows: Date[] = [];
  const spans: Span[] = [];
  const told = { fails: false };
  const read = async (span: Span) => {
    spans.push(span);
    if (told.fails) throw new Error("told to fail");
    return rows.filter((row) => row >= span.from && row < span.until);
  };
  return { clock, rows, spans, told, count: growingTable(read, clock.now) };
}

test("every row is counted once, and what lies before yesterday is read once a day", async () => {
  const { clock, rows, spans, count } = stage();
  rows.push(at("2024-02-29 00:00"), at("2026-11-19 23:59"), at("2026-11-20 00:00"), at("2026-11-21 08:00"));
  expect(await count()).toHaveLength(4);
  rows.push(at("2026-11-21 10:00"));
  expect(await count()).toHaveLength(5);
  expect(spans.filter(({ until }) => until <= clock.now())).toHaveLength(1);
  clock.advance(DAY_MS);
  expect(await count()).toHaveLength(5);
  expect(spans.filter(({ until }) => until <= clock.now())).toHaveLength(2);
});

test("a row that is written down late is counted from the next day on, and the count never goes down", async () => {
  const { clock, rows, count } = stage();
  rows.push(at("2026-11-18 12:00"), at("2026-11-21 08:00"));
  expect(await count()).toHaveLength(2);
  rows.push(at("2026-11-17 12:00"));
  expect(await count()).toHaveLength(2);
  clock.advance(15 * HOUR_MS);
  expect(await count()).toHaveLength(3);
});

test("a reading that failed is not remembered", async () => {
  const { rows, told, count } = stage();
  rows.push(at("2026-11-18 12:00"));
  told.fails = true;
  await expect(count()).rejects.toThrow("told to fail");
  told.fails = false;
  expect(await count()).toHaveLength(1);
});
