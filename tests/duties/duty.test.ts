import { describe, expect, test } from "vitest";
import { type Duty, isOver, occurrences, rulesUntil } from "../../src/duties/duty.ts";

const periodic = (...rules: string[]): Pick<Duty, "recurrence" | "from" | "to"> => ({
  recurrence: { kind: "periodic", rules },
  from: "2026-01-05",
  to: "2028-12-31",
});
const dated = (...days: string[]): Pick<Duty, "recurrence" | "from" | "to"> => ({
  recurrence: { kind: "dated", days },
  from: undefined,
  to: undefined,
});

describe("occurrences", () => {
  test.each([
    ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", ["2026-03-31", "2026-06-30", "2026-09-30"]],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", ["2026-01-30", "2026-02-28", "2026-03-30"]],
    ["FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", ["2026-02-28", "2026-04-30", "2026-06-30"]],
    ["FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31", ["2027-12-31"]],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", ["2026-01-18", "2026-02-01", "2026-02-15"]],
    ["FREQ=DAILY;INTERVAL=15", ["2026-01-19", "2026-02-03", "2026-02-18"]],
    ["FREQ=WEEKLY;BYDAY=FR", ["2026-01-09", "2026-01-16", "2026-01-23"]],
  ])("%s", (rule, first) => {
    expect(occurrences(periodic(rule), "2020-01-01", "2030-01-01").slice(0, 3)).toEqual(first);
  });

  test("both ends of the span are included, and the duty's own end too", () => {
    const monthly = periodic("FREQ=MONTHLY;BYMONTHDAY=31");
    expect(occurrences(monthly, "2026-03-31", "2026-05-31")).toEqual(["2026-03-31", "2026-05-31"]);
    expect(occurrences(monthly, "2028-12-01", "2030-01-01")).toEqual(["2028-12-31"]);
    expect(occurrences(monthly, "2026-05-31", "2026-03-31")).toEqual([]);
  });

  test("days that two rules name are named once, in order", () => {
    const twice = periodic("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1");
    expect(occurrences(twice, "2026-01-01", "2026-12-31")).toEqual(["2026-06-30", "2026-12-31"]);
  });

  test("the same span gives the same days wherever it begins", () => {
    const rule = periodic("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1");
    const whole = occurrences(rule, "2026-01-01", "2028-12-31");
    expect(occurrences(rule, "2027-03-01", "2028-12-31")).toEqual(whole.filter((day) => day >= "2027-03-01"));
  });

  test("dates are in order, and events have none", () => {
    expect(occurrences(dated("2026-12-31", "2026-03-31"), "2026-01-01", "2026-12-31")).toEqual(["2026-03-31", "2026-12-31"]);
    const event = { recurrence: { kind: "event" as const, trigger: "发现隐患的", isLaunch: false }, from: undefined, to: undefined };
    expect(occurrences(event, "2020-01-01", "2030-01-01")).toEqual([]);
  });
});

test("a rule carries the end of its plan to other calendars", () => {
  expect(rulesUntil(periodic("FREQ=MONTHLY;BYMONTHDAY=1"))).toEqual(["FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20281231"]);
  expect(rulesUntil({ ...periodic("FREQ=MONTHLY;BYMONTHDAY=1"), to: undefined })).toEqual(["FREQ=MONTHLY;BYMONTHDAY=1"]);
});

test("a duty is over when its plan, its last date or its launch lies behind", () => {
  expect(isOver(dated("2026-03-31", "2026-06-30"), "2026-06-30")).toBe(false);
  expect(isOver(dated("2026-03-31", "2026-06-30"), "2026-07-01")).toBe(true);
  expect(isOver(periodic("FREQ=DAILY"), "2029-01-01")).toBe(true);
  const launch = { recurrence: { kind: "event" as const, trigger: "动员部署", isLaunch: true }, from: "2026-01-05", to: undefined };
  expect(isOver(launch, "2026-12-31")).toBe(false);
  expect(isOver(launch, "2027-01-01")).toBe(true);
});
