import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, type Day, dayOf, formatMinute } from "../../src/clock.ts";
import { findDuty, listDuties, updateDuty } from "../../src/duties/duties.ts";
import { takeDutyStep } from "../../src/duties/duty-steps.ts";
import { keepDutiesInStep, tendDuties } from "../../src/duties/keep-in-step.ts";
import { type ReminderRules, readReminderRules } from "../../src/duties/reminder-rules.ts";
import { occurrenceIn, type StoredDuty } from "../../src/duties/stored-duty.ts";
import { tellAdministrators } from "../../src/duties/tell-administrators.ts";
import { remindOfDuties } from "../../src/jobs/remind-of-duties.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import type { Notice } from "../../src/notices/notice.ts";
import { listNotices } from "../../src/notices/notices.ts";
import { listTargets } from "../../src/notices/targets.ts";
import { defaultSettings } from "../../src/registry/chat.ts";
import { rememberChat, setUpChat } from "../../src/registry/groups.ts";
import { insertPerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { workCalendar } from "../../src/workdays.ts";
import { aPerson } from "../registry/fixtures.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

/** The two plans, every duty with a date confirmed, through fourteen months: all of 2026, whose holidays are known, and into 2027. */

const BEGIN = "2025-11-30";
const END = "2027-02-05";
const GROUP = "oc_luojiang";
const AWAY = "oc_quangang";
/** Moments of a day at which the timetable looks: at night, before the hour, at it, and in quiet hours. */
const LOOKS = ["00:15", "08:55", "09:00", "22:30"];
/** Nobody was running from the first to the last of these days. */
const OUTAGE = { from: "2026-03-25", to: "2026-03-27" };

let db: Database;
let rules: ReminderRules;
const clock = testClock(`${BEGIN} 08:00`);
const log = createLog("silent");
const calendar = workCalendar();
const id: Record<string, string> = {};

beforeAll(async () => {
  [db, rules] = await Promise.all([openTestDatabase(), readReminderRules("./knowledge")]);
  await ingest({ db, models: {}, now: clock.now, log }, { directory: "./knowledge" });
  await keepDutiesInStep({ db, now: clock.now, log, rules });
  await aGroup(GROUP, "洛江区", { from: "22:00", to: "09:30" });
  await aGroup(AWAY, "泉港区");
  await anAdministrator("ou_lin", "洛江区");
  await anAdministrator("ou_zhuang", "泉港区");
  for (const duty of await listDuties(db)) await confirm(duty);
  id.inspection = idOf("带队");
  id.plan = idOf("列好检查计划");
  id.report = idOf("递交工作报告");
  for (let day: Day = BEGIN; day <= END; day = addDays(day, 1)) if (day < OUTAGE.from || day > OUTAGE.to) await live(day);
  notices = (await listNotices(db, { limit: 2000 })).toReversed();
}, 240_000);
afterAll(() => db.close());

let notices: readonly Notice[] = [];
let confirmed: StoredDuty[] = [];

async function aGroup(chatId: string, district: string, quietHours?: { from: string; to: string }): Promise<void> {
  await rememberChat(db, { chatId, name: `${district}工作群`, external: false, isPrivate: false }, district, clock.now());
  const settings = { ...defaultSettings(), ...(quietHours && { quietHours }) };
  await setUpChat(
    db,
    chatId,
    { kind: "inner", district, enterpriseId: undefined, tags: [], settings },
    { openId: "ou_lin", at: clock.now() },
  );
}

async function anAdministrator(openId: string, district: string): Promise<void> {
  const person = await insertPerson(db, aPerson({ openId, name: openId }), clock.now());
  const place = { district, unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { personId: person.id, role: "administrator", ...place, grantedBy: "system" }, clock.now());
}

async function confirm(duty: StoredDuty): Promise<void> {
  const { proposal, district } = duty;
  if (!proposal?.schedule) return;
  const audience = { chatIds: [district === "泉港区" ? AWAY : GROUP], people: [] };
  const given = { by: "ou_lin", now: clock.now(), calendar };
  const stepped = takeDutyStep({ ...duty, proposal: { ...proposal, audience } }, { do: "confirm" }, given);
  // What was due before this test begins has no day left.
  if (stepped.kind === "refused") return;
  expect(await updateDuty(db, stepped.duty)).toBe(true);
  confirmed = [...confirmed, stepped.duty];
}

async function live(day: Day): Promise<void> {
  for (const time of LOOKS) {
    clock.set(`${day} ${time}`);
    if (time === "00:15") await tendDuties({ db, now: clock.now, rules });
    if (time === "09:00") await tellAdministrators({ db, now: clock.now, rules, calendar });
    await remindOfDuties({ db, now: clock.now, log, dutyChats: {}, rules, calendar });
  }
}

function idOf(words: string): string {
  return confirmed.find(({ content }) => content.duty.includes(words))?.id ?? "";
}

const LATE = "晚发";
/** "2025-12-31 before-15 on 2025-12-16", in the order in which they were said. */
function saidOf(dutyId: string | undefined, isWithin: (due: Day) => boolean = () => true): string[] {
  return notices.flatMap(({ origin, createdAt, paragraphs }) => {
    const occurrence = occurrenceIn(origin.ref);
    if (occurrence?.dutyId !== dutyId || !occurrence || !isWithin(occurrence.due)) return [];
    const late = paragraphs.some((paragraph) => paragraph.includes(LATE)) ? " late" : "";
    return [`${occurrence.due} ${origin.ref.split("/")[2]} on ${dayOf(createdAt)}${late}`];
  });
}

describe("fourteen months of the two plans", () => {
  test("the quarterly inspection, around New Year, the Mid-Autumn and National holidays and an outage of three days", () => {
    expect(saidOf(id.inspection)).toEqual([
      ...["2025-12-31 before-15 on 2025-12-16", "2025-12-31 before-5 on 2025-12-26", "2025-12-31 before-1 on 2025-12-30"],
      // The first working day of 2026 is a Sunday that is worked.
      ...["2025-12-31 due on 2025-12-31", "2025-12-31 overdue on 2026-01-04"],
      // The 26th was in the outage: caught up once, late.
      ...["2026-03-31 before-15 on 2026-03-16", "2026-03-31 before-5 on 2026-03-28 late", "2026-03-31 before-1 on 2026-03-30"],
      ...["2026-03-31 due on 2026-03-31", "2026-03-31 overdue on 2026-04-01"],
      ...["2026-06-30 before-15 on 2026-06-15", "2026-06-30 before-5 on 2026-06-25", "2026-06-30 before-1 on 2026-06-29"],
      ...["2026-06-30 due on 2026-06-30", "2026-06-30 overdue on 2026-07-01"],
      // The 25th is the first day of the Mid-Autumn holiday, the 1st to the 7th are the National holidays.
      ...["2026-09-30 before-15 on 2026-09-15", "2026-09-30 before-5 on 2026-09-24", "2026-09-30 before-1 on 2026-09-29"],
      ...["2026-09-30 due on 2026-09-30", "2026-09-30 overdue on 2026-10-08"],
      // The 26th is a Saturday. The plan ends with the year: nothing is said after it.
      ...["2026-12-31 before-15 on 2026-12-16", "2026-12-31 before-5 on 2026-12-25", "2026-12-31 before-1 on 2026-12-30"],
      "2026-12-31 due on 2026-12-31",
    ]);
  });

  test("what is due on a day off is said to be due on the working day before, and once on that day", () => {
    const around = (month: string) => saidOf(id.plan, (due) => due.startsWith(month));
    // A Sunday, with an ordinary weekend before it.
    expect(around("2026-02")).toEqual([
      "2026-02-01 before-5 on 2026-01-27",
      "2026-02-01 due on 2026-01-30",
      "2026-02-01 overdue on 2026-02-02",
    ]);
    // A Sunday, after a Saturday that is worked in exchange for the Spring Festival.
    expect(around("2026-03")).toEqual([
      "2026-03-01 before-5 on 2026-02-24",
      "2026-03-01 due on 2026-02-28",
      "2026-03-01 overdue on 2026-03-02",
    ]);
    expect(around("2026-10")).toEqual([
      "2026-10-01 before-5 on 2026-09-24",
      "2026-10-01 due on 2026-09-30",
      "2026-10-01 overdue on 2026-10-08",
    ]);
    const [notice] = notices.filter(({ origin }) => origin.ref === `${id.plan}/2026-03-01/due`);
    expect(notice?.paragraphs.join("\n")).toContain("最后一个工作日是2026年2月28日（星期六）");
  });

  test("every occurrence of every duty is spoken of, each reminder once, none of a plan that has ended", () => {
    const refs = notices.map(({ origin }) => origin.ref);
    expect(new Set(refs).size).toBe(refs.length);
    const months = saidOf(id.plan)
      .filter((said) => said.includes(" due on "))
      .map((said) => said.slice(0, 7));
    expect(months).toEqual([...Array.from({ length: 13 }, (_, month) => addMonths("2025-12", month))]);
    const dutiesSaid = new Set(notices.map(({ origin }) => occurrenceIn(origin.ref)?.dutyId));
    // The goal for 2035 lies far ahead.
    const isAhead = ({ recurrence }: StoredDuty["content"]) => recurrence.kind === "dated" && recurrence.days.every((day) => day > END);
    expect(dutiesSaid).toEqual(new Set(confirmed.filter(({ content }) => !isAhead(content)).map((duty) => duty.id)));
    const after = notices.filter(({ createdAt }) => dayOf(createdAt) > "2026-12-31");
    expect(new Set(after.map(({ origin }) => occurrenceIn(origin.ref)?.dutyId))).toEqual(new Set([id.report]));
  });

  test("a year whose holidays nobody has published goes by weekdays and says so", () => {
    expect(saidOf(id.report, (due) => due > "2026-12-31")).toEqual([
      "2027-01-30 before-15 on 2027-01-15",
      "2027-01-30 before-5 on 2027-01-25",
      // The 30th is a Saturday.
      "2027-01-30 due on 2027-01-29",
      "2027-01-30 overdue on 2027-02-01",
    ]);
    const provisional = notices.filter(({ paragraphs }) =>
      paragraphs.some((paragraph) => paragraph.includes("2027 年的放假安排还没有公布")),
    );
    expect(new Set(provisional.map(({ origin }) => occurrenceIn(origin.ref)?.due))).toEqual(new Set(["2027-01-30"]));
  });

  test("nothing leaves in quiet hours, of a group or in general", async () => {
    for (const notice of notices) {
      for (const { recipient, notBefore } of await listTargets(db, notice.id)) {
        const time = formatMinute(notBefore).slice(11);
        expect(time >= (recipient === GROUP ? "09:30" : "08:00") && time < "21:00" ? "awake" : `${notice.number} at ${time}`).toBe("awake");
      }
    }
  });

  test("the administrators of the plan hear 60, 30 and 7 days before its end, and all of them once that a year is missing", async () => {
    const { rows } = await db.query<{ key: string; day: Day }>(
      `select key, to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from outbox where key like 'duties/%' order by position`,
    );
    expect(rows.map(({ key, day }) => `${day} ${key}`)).toEqual([
      "2026-11-01 duties/plan_end/luojiang-2024/2026-12-31/60/ou_lin",
      "2026-12-01 duties/plan_end/luojiang-2024/2026-12-31/30/ou_lin",
      "2026-12-02 duties/calendar/2027/ou_lin",
      "2026-12-02 duties/calendar/2027/ou_zhuang",
      "2026-12-24 duties/plan_end/luojiang-2024/2026-12-31/7/ou_lin",
    ]);
  });

  test("the duties of a plan that has ended have ended", async () => {
    expect(await findDuty(db, id.inspection ?? "")).toMatchObject({ state: "ended", endedBecause: "over" });
    expect(await findDuty(db, id.report ?? "")).toMatchObject({ state: "active" });
  });
});

function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}
