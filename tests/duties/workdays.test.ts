import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseHolidayYear, readHolidayYears } from "../../src/duties/holiday-file.ts";
import { publishedYears } from "../../src/holiday-years.ts";
import {
  holidayOn,
  isWorkday,
  nextHoliday,
  previousWorkday,
  workCalendar,
  workdayOnOrAfter,
  workdayOnOrBefore,
  workdaysAfter,
  workdaysBefore,
} from "../../src/workdays.ts";

const calendar = workCalendar();

describe("working days of 2026", () => {
  test.each([
    ["2026-01-01", false],
    ["2026-01-04", true],
    ["2026-02-14", true],
    ["2026-02-15", false],
    ["2026-02-23", false],
    ["2026-02-24", true],
    ["2026-02-28", true],
    ["2026-04-06", false],
    ["2026-05-05", false],
    ["2026-05-09", true],
    ["2026-06-19", false],
    ["2026-09-20", true],
    ["2026-09-25", false],
    ["2026-10-07", false],
    ["2026-10-08", true],
    ["2026-10-10", true],
    ["2026-11-21", false],
    ["2026-11-23", true],
  ])("%s: %s", (day, works) => {
    expect(isWorkday(calendar, day)).toBe(works);
  });

  test("the day before a holiday may be a weekend day that is worked", () => {
    expect(previousWorkday(calendar, "2026-02-15")).toEqual({ kind: "day", day: "2026-02-14" });
    expect(workdaysBefore(calendar, "2026-10-01", 1)).toEqual({ kind: "day", day: "2026-09-30" });
  });

  test("working days are counted back over holidays and make-up days", () => {
    // 10 October is a Saturday that is worked; 9 and 8 October follow the holiday.
    expect(workdaysBefore(calendar, "2026-10-11", 3)).toEqual({ kind: "day", day: "2026-10-08" });
    expect(workdaysBefore(calendar, "2026-10-11", 4)).toEqual({ kind: "day", day: "2026-09-30" });
    expect(workdaysBefore(calendar, "2026-12-31", 5)).toEqual({ kind: "day", day: "2026-12-24" });
  });

  test("working days are counted on from the next day, over holidays and make-up days", () => {
    expect(workdaysAfter(calendar, "2026-11-20", 1)).toEqual({ kind: "day", day: "2026-11-23" });
    expect(workdaysAfter(calendar, "2026-09-30", 1)).toEqual({ kind: "day", day: "2026-10-08" });
    expect(workdaysAfter(calendar, "2026-09-30", 3)).toEqual({ kind: "day", day: "2026-10-10" });
  });

  test("a due day on a holiday moves to the working day before or after", () => {
    expect(workdayOnOrBefore(calendar, "2026-10-03")).toEqual({ kind: "day", day: "2026-09-30" });
    expect(workdayOnOrAfter(calendar, "2026-10-03")).toEqual({ kind: "day", day: "2026-10-08" });
    expect(workdayOnOrBefore(calendar, "2026-10-09")).toEqual({ kind: "day", day: "2026-10-09" });
  });

  test("the next holiday begins on its first day", () => {
    expect(nextHoliday(calendar, "2026-09-26")).toEqual({ day: "2026-10-01", name: "国庆节" });
    expect(nextHoliday(calendar, "2026-01-10", "端午")).toEqual({ day: "2026-06-19", name: "端午" });
  });
});

describe("a year that is not published", () => {
  test("has no working days, only a year that is unknown", () => {
    const unknown = { kind: "unknown_year", year: 2027 };
    expect(isWorkday(calendar, "2027-03-01")).toEqual(unknown);
    expect(workdaysBefore(calendar, "2027-01-30", 5)).toEqual(unknown);
    expect(workdayOnOrAfter(calendar, "2026-12-31")).toEqual({ kind: "day", day: "2026-12-31" });
    expect(nextHoliday(calendar, "2026-11-21")).toEqual(unknown);
  });

  const NEXT = `year: 2027
source: 通知
holidays:
  - { name: 元旦, from: "2026-12-31", to: "2027-01-02" }
workdays: ["2027-01-03"]
`;

  test("is known as soon as somebody writes its file, and may reach into the year before", () => {
    const extended = workCalendar([parseHolidayYear("2027.yaml", NEXT)]);
    expect(isWorkday(extended, "2027-03-01")).toBe(true);
    expect(isWorkday(extended, "2027-01-03")).toBe(true);
    expect(isWorkday(extended, "2026-12-31")).toBe(false);
    expect(holidayOn(extended, "2027-01-02")).toBe("元旦");
    expect(workdaysBefore(extended, "2027-01-04", 2)).toEqual({ kind: "day", day: "2026-12-30" });
  });

  test.each([
    ["year: 2027", /source/],
    [NEXT.replace("2027-01-03", "2027-02-30"), /第 5 行/],
    [NEXT.replace("year: 2027", "year: 2031"), /年份/],
    [NEXT.replace('to: "2027-01-02"', 'to: "2026-12-01"'), /晚于/],
    [`${NEXT}extra: 1`, /不认识的字段 extra/],
  ])("a file that is wrong is refused by name and line: %#", (text, sentence) => {
    expect(() => parseHolidayYear("2027.yaml", text)).toThrowError(
      expect.objectContaining({ code: "bad_configuration", hint: expect.stringMatching(sentence) }),
    );
  });
});

test("the file that people copy says what was published", async () => {
  const [own] = await readHolidayYears("knowledge/calendar");
  const known = publishedYears().get(2026);
  expect(own?.makeUpDays).toEqual(known?.makeUpDays);
  expect([...(own?.holidays.keys() ?? [])].toSorted()).toEqual([...(known?.holidays.keys() ?? [])].toSorted());
  expect(await readHolidayYears("knowledge/nowhere")).toEqual([]);
  expect(readFileSync("knowledge/calendar/2026.yaml", "utf8")).toContain("国务院办公厅");
});
