import { describe, expect, test } from "vitest";
import { DAY_MS, type Day, dayOf } from "../../src/clock.ts";
import { arranged, occurrences } from "../../src/duties/duty.ts";
import { type Caught, catchUp, type Reminder, remindersOf, USUAL_LEAD_TIMES } from "../../src/duties/reminders.ts";
import { shiftDay } from "../../src/knowledge/calendar-points.ts";
import { isQuiet, outOfQuietHours } from "../../src/quiet-hours.ts";
import { at } from "../support/clock.ts";

const NINE = { minutes: 9 * 60 };
const QUARTERLY = { recurrence: { kind: "periodic" as const, rules: ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"] } };

describe("lead times", () => {
  test("are days before, the day itself, and the day after", () => {
    const said = remindersOf("d1", "2026-12-31", USUAL_LEAD_TIMES).map(({ key, on }) => [key, on]);
    expect(said).toEqual([
      ["d1/2026-12-31/before-15", "2026-12-16"],
      ["d1/2026-12-31/before-5", "2026-12-26"],
      ["d1/2026-12-31/before-1", "2026-12-30"],
      ["d1/2026-12-31/due", "2026-12-31"],
      ["d1/2026-12-31/overdue", "2027-01-01"],
    ]);
  });

  test("repeated ones are said once", () => {
    expect(remindersOf("d1", "2026-12-31", { daysBefore: [1, 1, 0, -3], isOverdueTold: false })).toHaveLength(2);
  });
});

const REMINDERS = remindersOf("d1", "2026-12-31", USUAL_LEAD_TIMES);
const run = (facts: { lastRun: string; now: string; sent?: string[]; done?: Day[] }, reminders: readonly Reminder[] = REMINDERS) =>
  catchUp(reminders, {
    lastRun: at(facts.lastRun),
    now: at(facts.now),
    at: NINE,
    sent: new Set(facts.sent),
    done: new Set(facts.done),
  });
const outcomeOf = (one: Caught) => {
  if (one.kind === "skip") return one.because;
  return one.isLate ? "late" : "on time";
};
const printed = (caught: readonly Caught[]) => caught.map((one) => `${one.reminder.key.split("/")[2]} ${outcomeOf(one)}`);

/** Runs once a day at 09:05, but for the days on which it is down. @returns the keys of what was sent */
function runDaily(reminders: readonly Reminder[], span: { from: string; until: string }, isDown: (day: Day) => boolean): string[] {
  const sent: string[] = [];
  let lastRun = at(span.from);
  for (let now = lastRun; now < at(span.until); now = new Date(now.getTime() + DAY_MS)) {
    if (isDown(dayOf(now))) continue;
    const caught = catchUp(reminders, { lastRun, now, at: NINE, sent: new Set(sent), done: new Set() });
    sent.push(...caught.filter(({ kind }) => kind === "send").map(({ reminder }) => reminder.key));
    lastRun = now;
  }
  return sent;
}

describe("catching up", () => {
  test("nothing is due between two runs of a quiet day", () => {
    expect(run({ lastRun: "2026-12-20 09:00", now: "2026-12-21 09:00" })).toEqual([]);
  });

  test("at the minute it is sent, once", () => {
    expect(printed(run({ lastRun: "2026-12-16 08:59", now: "2026-12-16 09:00" }))).toEqual(["before-15 on time"]);
    expect(run({ lastRun: "2026-12-16 09:00", now: "2026-12-16 09:01" })).toEqual([]);
  });

  test("after an outage the latest is sent, marked late; the others are not", () => {
    expect(printed(run({ lastRun: "2026-12-15 09:00", now: "2026-12-28 10:00" }))).toEqual(["before-15 later_one_goes", "before-5 late"]);
  });

  test("what was to be said before the day is not said after it", () => {
    expect(printed(run({ lastRun: "2026-12-29 09:00", now: "2027-01-02 10:00" }))).toEqual([
      "before-1 day_passed",
      "due day_passed",
      "overdue late",
    ]);
  });

  test("after weeks even the overdue one is old news", () => {
    expect(printed(run({ lastRun: "2026-12-31 09:00", now: "2027-01-20 09:00" }))).toEqual(["overdue day_passed"]);
  });

  test("what was sent, or is done, is not said again", () => {
    const sent = ["d1/2026-12-31/due"];
    expect(printed(run({ lastRun: "2026-12-30 09:00", now: "2026-12-31 09:00", sent }))).toEqual(["due already_sent"]);
    expect(printed(run({ lastRun: "2026-12-30 09:00", now: "2026-12-31 09:00", done: ["2026-12-31"] }))).toEqual(["due done"]);
  });

  test("over 14 months with a three-day outage each occurrence is spoken of, and no reminder twice", () => {
    const due = occurrences({ ...QUARTERLY, from: "2026-11-01", to: undefined }, "2026-11-01", "2028-01-31");
    expect(due).toEqual(["2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]);
    const all = due.flatMap((day) => remindersOf("d1", day, USUAL_LEAD_TIMES));
    const isDown = (day: Day) => day >= "2027-03-29" && day <= "2027-03-31";
    const sent = runDaily(all, { from: "2026-11-01 09:05", until: "2028-01-10 00:00" }, isDown);
    expect(new Set(sent).size).toBe(sent.length);
    const missed = ["d1/2027-03-31/before-1", "d1/2027-03-31/due"];
    expect(sent).toEqual(all.map(({ key }) => key).filter((key) => !missed.includes(key)));
  });
});

describe("quiet hours", () => {
  const NIGHT = { from: 21 * 60, to: 8 * 60 };

  test.each([
    ["2026-12-31 20:59", "2026-12-31 20:59"],
    ["2026-12-31 21:00", "2027-01-01 08:00"],
    ["2027-01-01 00:30", "2027-01-01 08:00"],
    ["2027-01-01 08:00", "2027-01-01 08:00"],
  ])("what is wanted at %s goes at %s", (wanted, goes) => {
    expect(outOfQuietHours(at(wanted), NIGHT)).toEqual(at(goes));
  });

  test("an emergency does not wait", () => {
    expect(outOfQuietHours(at("2026-12-31 23:00"), NIGHT, true)).toEqual(at("2026-12-31 23:00"));
  });

  test("over noon, and never", () => {
    expect(outOfQuietHours(at("2026-12-31 12:30"), { from: 12 * 60, to: 14 * 60 })).toEqual(at("2026-12-31 14:00"));
    expect(isQuiet(at("2026-12-31 12:30"), { from: 0, to: 0 })).toBe(false);
  });

  test("nothing leaves within them, whenever it was wanted", () => {
    for (let hour = 0; hour < 48; hour += 1) {
      const wanted = new Date(at("2026-12-30 00:17").getTime() + hour * (DAY_MS / 24));
      expect(isQuiet(outOfQuietHours(wanted, NIGHT), NIGHT)).toBe(false);
    }
  });
});

test("pauses and skipped days are taken out of what falls due", () => {
  const days = occurrences({ ...QUARTERLY, from: undefined, to: undefined }, "2026-01-01", "2027-12-31");
  const pauses = [
    { from: "2026-06-30", to: "2026-06-30" },
    { from: shiftDay("2027-06-30", 1), to: undefined },
  ];
  expect(arranged(days, { pauses, skipped: ["2026-12-31"] })).toEqual(["2026-03-31", "2026-09-30", "2027-03-31", "2027-06-30"]);
});
