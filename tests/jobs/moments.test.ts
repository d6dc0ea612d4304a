import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, formatMinute } from "../../src/clock.ts";
import { lastDaily, lastWeekly } from "../../src/jobs/moments.ts";
import { at } from "../support/clock.ts";

describe("the last moment", () => {
  test.each([
    ["2026-11-21 03:29", "2026-11-20 03:30"],
    ["2026-11-21 03:30", "2026-11-21 03:30"],
    ["2027-01-01 00:00", "2026-12-31 03:30"],
  ])("of every day's 03:30 at %s was %s", (now, due) => {
    expect(formatMinute(lastDaily(at(now), { hour: 3, minute: 30 }))).toBe(due);
  });

  test.each([
    ["2026-11-21 09:00", "2026-11-16 09:00"],
    ["2026-11-23 08:59", "2026-11-16 09:00"],
    ["2026-11-23 09:00", "2026-11-23 09:00"],
    ["2027-01-03 23:59", "2026-12-28 09:00"],
  ])("of every Monday's 09:00 at %s was %s", (now, due) => {
    expect(formatMinute(lastWeekly(at(now), 1, { hour: 9, minute: 0 }))).toBe(due);
  });

  test("is never ahead, and never a period behind", () => {
    fc.assert(
      fc.property(fc.date({ min: at("2020-01-01 00:00"), max: at("2035-01-01 00:00"), noInvalidDate: true }), (now) => {
        const behindMs = now.getTime() - lastWeekly(now, 7, { hour: 23, minute: 59 }).getTime();
        expect(behindMs).toBeGreaterThanOrEqual(0);
        expect(behindMs).toBeLessThan(7 * DAY_MS);
      }),
    );
  });
});
