import { expect, test } from "vitest";
import { addDays, chineseDay, dayOf, formatMinute, isDay } from "../src/clock.ts";

test("a day begins at midnight in Shanghai, wherever the server stands", () => {
  expect(dayOf(new Date("2026-11-20T15:59:59Z"))).toBe("2026-11-20");
  expect(dayOf(new Date("2026-11-20T16:00:00Z"))).toBe("2026-11-21");
  expect(formatMinute(new Date("2026-12-31T16:05:00Z"))).toBe("2027-01-01 00:05");
});

test.each(["2026-02-29", "2026-13-01", "2026-1-1", "20261121", "2026-11-21 ", ""])("%j is no day", (text) => {
  expect(isDay(text)).toBe(false);
});

test("a day is read and written as documents do", () => {
  expect(isDay("2028-02-29")).toBe(true);
  expect(chineseDay("2024-05-10")).toBe("2024年5月10日");
});

test("days are counted over the ends of months and years", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});
