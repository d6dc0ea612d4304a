import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { readReminderRules } from "../../src/duties/reminder-rules.ts";
import { jobs } from "../../src/jobs/jobs.ts";
import { audit } from "../../src/registry/audit.ts";
import type { Database } from "../../src/storage/db.ts";
import { workCalendar } from "../../src/workdays.ts";
import { unreachableMessenger } from "../bot/bench.ts";
import { at, testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { openTestDatabase } from "../support/database.ts";

const { log, lines } = collectedLog();

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** What happens to the audit at four in the morning. */
async function night(): Promise<void> {
  const job = jobs({
    db,
    messenger: { ...unreachableMessenger(), readers: async () => [] },
    now: testClock().now,
    log,
    dutyChats: {},
    reports: parseConfig({}).reports,
    reminders: undefined,
    duties: { rules: await readReminderRules("./knowledge"), calendar: workCalendar() },
    receipts: { settings: undefined, calendar: workCalendar() },
  }).find(({ name }) => name === "verify audit");
  await job?.run(at("2026-11-22 04:00"));
}

test("each night the log tells the last hash, and that an entry was changed", async () => {
  for (const id of ["1", "2"])
    await audit(db, { actor: "ou_li", action: "role_granted", subject: { kind: "person", id } }, at("2026-11-21 09:00"));
  await night();
  await db.query("grant update on audit_entries to current_user");
  await db.query("alter table audit_entries disable trigger user");
  await db.query("update audit_entries set actor = 'ou_x' where id = 2");
  await night();
  expect(lines).toEqual([
    { level: "info", event: "audit verified", facts: { entries: 2, head: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    { level: "error", event: "audit is not as it was written", facts: { entry: "2", problem: "changed" } },
  ]);
});
