import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../src/clock.ts";
import { lastDaily } from "../../src/jobs/moments.ts";
import { type Job, startTimetable } from "../../src/jobs/timetable.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/storage/db.ts";
import { at, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.query("delete from timetable"));

/** A job of every day at nine that notes when it ran, and fails as often as it is told to. */
function nineOClock(name: string, failures = 0) {
  const ran: Date[] = [];
  const tried = { count: 0 };
  const job: Job = {
    name,
    lastDue: (now) => lastDaily(now, { hour: 9, minute: 0 }),
    async run(due) {
      tried.count += 1;
      if (tried.count <= failures) throw new Error("not today");
      ran.push(due);
    },
  };
  return { job, ran, tried };
}

function open(clock: ReturnType<typeof testClock>, jobs: readonly Job[]) {
  return startTimetable({ db, now: clock.now, log: createLog("silent") }, jobs);
}

describe("the timetable", () => {
  test("runs a job when it falls due, once, and nothing that was due before the job was known", async () => {
    const clock = testClock("2026-11-21 10:00");
    const { job, ran } = nineOClock("a");
    const timetable = open(clock, [job]);
    await timetable.idle();
    expect(ran).toEqual([]);

    for (const minute of ["2026-11-22 08:59", "2026-11-22 09:00", "2026-11-22 09:01", "2026-11-22 23:59"]) {
      clock.set(minute);
      await timetable.idle();
    }
    expect(ran).toEqual([at("2026-11-22 09:00")]);
    await timetable.close();
  });

  test("makes up for the last time that was missed while nobody was running", async () => {
    const clock = testClock("2026-11-21 10:00");
    const { job, ran } = nineOClock("b");
    const first = open(clock, [job]);
    await first.idle();
    await first.close();

    clock.set("2026-11-25 07:00");
    const second = open(clock, [job]);
    await second.idle();
    expect(ran).toEqual([at("2026-11-24 09:00")]);
    await second.close();
  });

  test("tries again what failed, and lets the others go on meanwhile", async () => {
    const clock = testClock("2026-11-21 08:00");
    const [failing, sound] = [nineOClock("c", 2), nineOClock("d")];
    const timetable = open(clock, [failing.job, sound.job]);
    await timetable.idle();

    clock.advance(2 * HOUR_MS);
    await timetable.idle();
    expect([failing.tried.count, sound.ran.length]).toEqual([1, 1]);
    for (let turned = 0; turned < 20; turned += 1) {
      clock.advance(MINUTE_MS);
      await timetable.idle();
    }
    expect(failing.ran).toEqual([at("2026-11-21 09:00")]);
    expect([failing.tried.count, sound.tried.count]).toEqual([3, 1]);
    await timetable.close();
  });
});
