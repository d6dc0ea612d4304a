import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findDuty, listDuties, updateDuty } from "../../src/duties/duties.ts";
import { takeDutyStep } from "../../src/duties/duty-steps.ts";
import { keepDutiesInStep, tendDuties } from "../../src/duties/keep-in-step.ts";
import { type ReminderRules, readReminderRules } from "../../src/duties/reminder-rules.ts";
import type { StoredDuty } from "../../src/duties/stored-duty.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/storage/db.ts";
import { workCalendar } from "../../src/workdays.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const PLAN = `晋江市商务局2026年商贸安全工作方案
一、工作任务
（一）商贸企业主要负责人每季度要带队对本单位重大事故隐患至少开展1次检查。
（二）各镇（街道）企业办每月列好检查计划，检查行业范围应全覆盖。
（三）市商务局于2026年12月20日前报送工作总结。
（四）市商务局定期组织开展安全生产培训教育活动。
`;
const CATALOG = `documents:
  - { file: plan.txt, id: plan, title: 商贸安全工作方案, district: 晋江市, date: "2026-01-05" }
`;

let db: Database;
let directory: string;
let rules: ReminderRules;
const clock = testClock("2026-11-21 09:00");
const log = createLog("silent");

async function read(plan: string | undefined, catalog = CATALOG): Promise<void> {
  await rm(join(directory, "plan.txt"), { force: true });
  await rm(join(directory, "catalog.yaml"), { force: true });
  if (plan !== undefined) {
    await writeFile(join(directory, "plan.txt"), plan);
    await writeFile(join(directory, "catalog.yaml"), catalog);
    if (catalog.includes("other.txt")) await writeFile(join(directory, "other.txt"), PLAN);
  }
  await ingest({ db, models: {}, now: clock.now, log }, { directory });
  await keepDutiesInStep({ db, now: clock.now, log, rules });
}

async function find(words: string): Promise<StoredDuty> {
  const found = (await listDuties(db)).find(({ content }) => content.duty.includes(words));
  if (!found) throw new Error(`no duty about ${words}`);
  return found;
}

async function confirm(words: string): Promise<StoredDuty> {
  const duty = await find(words);
  const { proposal } = duty;
  if (!proposal) throw new Error("nothing to confirm");
  const given = { by: "ou_lin", now: clock.now(), calendar: workCalendar() };
  const ready = { ...duty, proposal: { ...proposal, audience: { chatIds: ["oc_group"], people: [] } } };
  const stepped = takeDutyStep(ready, { do: "confirm" }, given);
  if (stepped.kind !== "moved" || !(await updateDuty(db, stepped.duty))) throw new Error("not confirmed");
  return stepped.duty;
}

beforeAll(async () => {
  [db, directory, rules] = await Promise.all([
    openTestDatabase(),
    mkdtemp(join(tmpdir(), "anxun-plan-")),
    readReminderRules("./knowledge"),
  ]);
  await read(PLAN);
});
afterAll(async () => {
  await db.close();
  await rm(directory, { recursive: true, force: true });
});

describe("the duties of a plan", () => {
  test("come as drafts, with days as far as the plan tells them, for nobody yet", async () => {
    const drafts = await listDuties(db);
    expect(new Set(drafts.map(({ state }) => state))).toEqual(new Set(["draft"]));
    expect((await find("带队")).proposal).toMatchObject({
      schedule: { kind: "returning", rules: ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"] },
      leads: { daysBefore: [15, 5, 1, 0], isOverdueTold: true },
      audience: { chatIds: [], people: [] },
    });
    expect((await find("检查计划")).proposal?.leads.daysBefore).toEqual([5, 1, 0]);
    expect((await find("总结")).proposal?.schedule).toEqual({ kind: "dated", days: ["2026-12-20"] });
    expect((await find("培训")).proposal?.schedule).toBeUndefined();
  });

  test("stay as they are when the same text is read again, also what a person did with them", async () => {
    const confirmed = await confirm("带队");
    const before = await listDuties(db);
    await read(PLAN);
    await read(PLAN.replace("至少开展1次检查。", "至少开展1次检查。\n"));
    expect(await listDuties(db)).toEqual(before);
    expect(await find("带队")).toMatchObject({ state: "active", version: confirmed.version });
  });

  test("of a clause that moved are cited anew and not asked about", async () => {
    await read(PLAN.replace("（一）商贸", "（一）提高认识。\n（二）商贸").replace("（二）各镇", "（三）各镇"));
    const moved = await find("带队");
    expect(moved.state).toBe("active");
    expect(moved.content.sources[0]?.clause).toContain("（二）");
    await read(PLAN);
  });

  test("of a clause that changed wait for a person again, and say what was there before", async () => {
    await read(PLAN.replace("每季度要带队", "每月要带队"));
    const changed = await find("带队");
    expect(changed).toMatchObject({
      state: "draft",
      settings: undefined,
      changedFrom: { recurrence: { kind: "periodic", rules: ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"] } },
      proposal: { schedule: { rules: ["FREQ=MONTHLY;BYMONTHDAY=-1"] }, audience: { chatIds: ["oc_group"] } },
    });
    expect(await listDuties(db, { states: ["active"] })).toEqual([]);
  });

  test("end when their plan is withdrawn, and ask again when it returns", async () => {
    await confirm("带队");
    await read(undefined);
    const ended = await listDuties(db);
    expect(ended.map(({ state, endedBecause }) => [state, endedBecause])).toEqual(ended.map(() => ["ended", "withdrawn"]));
    await read(PLAN.replace("每季度要带队", "每月要带队"));
    expect(await find("带队")).toMatchObject({ state: "draft", endedBecause: undefined });
    expect(await listDuties(db)).toHaveLength(ended.length);
  });

  test("that a person declined stay declined as long as the clause says the same", async () => {
    const duty = await find("检查计划");
    const stepped = takeDutyStep(duty, { do: "end" }, { by: "ou_lin", now: clock.now(), calendar: workCalendar() });
    expect(stepped.kind === "moved" && (await updateDuty(db, stepped.duty))).toBe(true);
    await read(PLAN.replace("每季度要带队", "每月要带队"));
    expect(await findDuty(db, duty.id)).toMatchObject({ state: "ended", endedBecause: "declined" });
    await read(PLAN.replace("检查行业范围应全覆盖", "检查行业范围应当全部覆盖到位"));
    expect(await findDuty(db, duty.id)).toMatchObject({ state: "draft", changedFrom: { duty: expect.stringContaining("应全覆盖") } });
  });

  test("end with their last day, and with another document in the place of theirs", async () => {
    clock.set("2026-12-27 09:00");
    await read(PLAN);
    expect(await find("总结")).toMatchObject({ state: "draft" });
    clock.set("2026-12-29 09:00");
    await read(PLAN);
    expect(await find("总结")).toMatchObject({ state: "ended", endedBecause: "over" });
    const other = '  - { file: other.txt, id: other, title: 新的方案, district: 晋江市, date: "2026-12-28" }\n';
    const catalog = CATALOG.replace("date:", "superseded_by: other, date:");
    await read(PLAN, catalog + other);
    const superseded = (await listDuties(db)).find(({ document, content }) => document?.id === "plan" && content.duty.includes("带队"));
    expect(superseded).toMatchObject({ state: "ended", endedBecause: "superseded" });
    await rm(join(directory, "other.txt"));
    await read(PLAN);
    expect(await find("带队")).toMatchObject({ state: "draft" });
  });
});

test("what was paused until a day goes on with the day after it", async () => {
  clock.set("2027-01-04 10:00");
  const duty = await confirm("带队");
  const given = { by: "ou_lin", now: clock.now(), calendar: workCalendar() };
  const paused = takeDutyStep(duty, { do: "pause", until: "2027-01-06" }, given);
  expect(paused.kind === "moved" && (await updateDuty(db, paused.duty))).toBe(true);
  clock.set("2027-01-06 23:00");
  await tendDuties({ db, now: clock.now, rules });
  expect(await findDuty(db, duty.id)).toMatchObject({ state: "paused", pause: { from: "2027-01-04", until: "2027-01-06" } });
  clock.set("2027-01-09 08:00");
  await tendDuties({ db, now: clock.now, rules });
  expect(await findDuty(db, duty.id)).toMatchObject({
    state: "active",
    pause: undefined,
    remindedUntil: new Date("2027-01-07T00:00:00+08:00"),
  });
});

test("the lead times of a folder are read strictly", async () => {
  const folder = await mkdtemp(join(tmpdir(), "anxun-rules-"));
  await mkdir(join(folder, "duties"));
  const own = await readFile("knowledge/duties/reminders.yaml", "utf8");
  await writeFile(join(folder, "duties", "reminders.yaml"), own.replace("[15, 5, 1, 0]", "[10, 0]").replace('"09:00"', '"08:30"'));
  expect(await readReminderRules(folder)).toMatchObject({ leads: { seldom: { daysBefore: [10, 0] } }, at: { minutes: 510 } });
  await writeFile(join(folder, "duties", "reminders.yaml"), own.replace('"09:00"', '"9点"'));
  await expect(readReminderRules(folder)).rejects.toMatchObject({ code: "bad_configuration", hint: expect.stringContaining("09:00") });
  await rm(folder, { recursive: true });
});
