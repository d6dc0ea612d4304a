import { expect, test } from "vitest";
import { addWorkdays, isArranged, isWorkday, workdayFrom } from "../src/workdays.ts";

test("weekends and holidays are free, a weekend worked in exchange is not", () => {
  expect(isWorkday("2026-11-20")).toBe(true);
  expect(isWorkday("2026-11-21")).toBe(false);
  expect(isWorkday("2026-10-01")).toBe(false);
  // The Saturday after National Day 2026.
  expect(isWorkday("2026-10-10")).toBe(true);
});

test("working days are counted from the next day on, over holidays and make-up days", () => {
  expect(addWorkdays("2026-11-20", 0)).toBe("2026-11-20");
  expect(addWorkdays("2026-11-20", 1)).toBe("2026-11-23");
  expect(addWorkdays("2026-09-30", 1)).toBe("2026-10-08");
  expect(addWorkdays("2026-09-30", 3)).toBe("2026-10-10");
});

test("the first working day from a day on", () => {
  expect(workdayFrom("2026-10-01")).toBe("2026-10-08");
  expect(workdayFrom("2026-10-08")).toBe("2026-10-08");
});

test("a year whose holidays are not known says so", () => {
  expect(isArranged("2026-05-01")).toBe(true);
  expect(isArranged("2031-05-01")).toBe(false);
  expect(isArranged("2028-05-01")).toBe(false);
});
