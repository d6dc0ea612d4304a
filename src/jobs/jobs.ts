import { type Clock, HOUR_MS, MINUTE_MS } from "../clock.ts";
import { tendDuties } from "../duties/keep-in-step.ts";
import { nagMissing } from "../duties/nag-missing.ts";
import type { ReminderRules } from "../duties/reminder-rules.ts";
import { tellAdministrators } from "../duties/tell-administrators.ts";
import type { ClusterRules } from "../hazards/cluster-rules.ts";
import { proposeNotices } from "../hazards/propose-notices.ts";
import { askWhetherFixed, remindOfDeadlines } from "../hazards/remind.ts";
import type { ReminderSettings } from "../hazards/reminder-settings.ts";
import { tendCards } from "../hazards/tend-cards.ts";
import { tendDrafts } from "../hazards/tend-drafts.ts";
import type { Log } from "../log.ts";
import { purgeMail } from "../mailroom/purge.ts";
import type { Directory } from "../messenger.ts";
import { collectReaders } from "../notices/collect-readers.ts";
import type { NagSettings } from "../notices/nag-settings.ts";
import { settleAll } from "../notices/settle.ts";
import { tendReceipts } from "../notices/tend-receipts.ts";
import type { DutyChats } from "../policy/duty-chat.ts";
import { verifyAudit } from "../registry/audit.ts";
import { recheckPeople } from "../registry/recheck-people.ts";
import { purgeUploads } from "../registry/workbook-uploads.ts";
import type { ReportConfig } from "../report-settings.ts";
import type { SentMessages } from "../sent-messages.ts";
import type { Database } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";
import { lastDaily, lastEvery, lastWeekly } from "./moments.ts";
import { remindOfDuties } from "./remind-of-duties.ts";
import { tellBudget } from "./tell-budget.ts";
import { tellGaps } from "./tell-gaps.ts";
import type { Job } from "./timetable.ts";
import { watchDutyChats } from "./watch-duty-chats.ts";

type RemindNeeds = { db: Database; now: Clock; dutyChats: DutyChats; settings: ReminderSettings | undefined };

/** By which rules and which working days people are reminded of duties. */
type DutyTiming = { rules: ReminderRules; calendar: WorkCalendar };
const DUTIES_EVERY_MS = 5 * MINUTE_MS;

/** THE table of what happens by the clock. Times are those of Shanghai. */
export function jobs(needs: {
  db: Database;
  messenger: Directory & Pick<SentMessages, "readers">;
  now: Clock;
  log: Log;
  dutyChats: DutyChats;
  reports: ReportConfig;
  /** Undefined: the office keeps none, and nobody is reminded of deadlines. */
  reminders: ReminderSettings | undefined;
  /** Undefined: no notice is proposed. */
  clusters?: ClusterRules | undefined;
  duties: DutyTiming;
  /** Undefined settings: nobody is reminded of notices. */
  receipts: { settings: NagSettings | undefined; calendar: WorkCalendar };
  /** Of the language model; undefined: no limit, and nobody is told. */
  tokensPerDay?: number | undefined;
}): Job[] {
  const { reports, dutyChats, reminders, clusters, duties, receipts, ...tools } = needs;
  return [
    { name: "purge mail", lastDue: (now) => lastDaily(now, { hour: 3, minute: 30 }), run: () => purge(needs) },
    { name: "settle notices", lastDue: (now) => lastEvery(now, MINUTE_MS), run: () => settleAll(needs.db, needs.now()) },
    { name: "collect readers", lastDue: (now) => lastEvery(now, HOUR_MS), run: () => collectReaders(needs) },
    { name: "tell budget", lastDue: (now) => lastEvery(now, MINUTE_MS), run: () => tellBudget(needs, needs.tokensPerDay) },
    { name: "tend reports", lastDue: (now) => lastEvery(now, MINUTE_MS), run: () => tendDrafts(tools, reports) },
    { name: "tend case cards", lastDue: (now) => lastEvery(now, MINUTE_MS), run: () => tendCards({ ...tools, dutyChats }) },
    { name: "watch duty chats", lastDue: (now) => lastEvery(now, MINUTE_MS), run: () => watchDutyChats({ ...tools, dutyChats }) },
    { name: "verify audit", lastDue: (now) => lastDaily(now, { hour: 4, minute: 0 }), run: () => checkAudit(needs) },
    { name: "recheck people", lastDue: (now) => lastDaily(now, { hour: 5, minute: 30 }), run: () => checkPeople(needs) },
    {
      name: "remind of deadlines",
      lastDue: (now) => lastDaily(now, { hour: 9, minute: 0 }),
      run: () => remindOfCases({ ...tools, dutyChats, settings: reminders }),
    },
    { name: "tend receipts", lastDue: (now) => lastEvery(now, MINUTE_MS), run: () => tendReceipts({ ...tools, ...receipts }) },
    { name: "tend duties", lastDue: (now) => lastDaily(now, { hour: 0, minute: 10 }), run: () => tendDuties({ ...tools, ...duties }) },
    {
      name: "remind of duties",
      lastDue: (now) => lastEvery(now, DUTIES_EVERY_MS),
      run: () => remindOfDuties({ ...tools, ...duties, dutyChats }),
    },
    {
      name: "tell administrators of duties",
      lastDue: (now) => lastDaily(now, { hour: 9, minute: 0 }),
      run: () => tellAdministrators({ ...tools, ...duties }),
    },
    {
      name: "remind of deliveries",
      lastDue: (now) => lastDaily(now, { hour: 9, minute: 30 }),
      run: () => nagMissing({ ...tools, ...duties }),
    },
    {
      name: "propose notices",
      lastDue: (now) => lastDaily(now, { hour: 8, minute: 30 }),
      run: async () => clusters && proposeNotices({ ...tools, dutyChats, rules: clusters }),
    },
    { name: "tell gaps", lastDue: (now) => lastWeekly(now, 1, { hour: 9, minute: 0 }), run: (due) => tellGaps(needs, due) },
  ];
}

/** What must be put right by when, and whether what was closed is really put right. */
async function remindOfCases({ settings, ...needs }: RemindNeeds): Promise<void> {
  if (!settings) return;
  await remindOfDeadlines({ ...needs, settings });
  await askWhetherFixed({ ...needs, settings });
}

async function purge({ db, now }: { db: Database; now: Clock }): Promise<void> {
  await purgeMail(db, now());
  await purgeUploads(db, now());
}

/** The last hash stands in the log, outside of the database: entries that are cut off at the end show beside it. */
async function checkAudit({ db, log }: { db: Database; log: Log }): Promise<void> {
  const verdict = await verifyAudit(db);
  if (verdict.kind === "broken") log.error("audit is not as it was written", { entry: verdict.at, problem: verdict.problem });
  if (verdict.kind === "whole") log.info("audit verified", { entries: verdict.entries, head: verdict.head });
}

async function checkPeople({ log, ...needs }: Parameters<typeof recheckPeople>[0] & { log: Log }): Promise<void> {
  const left = await recheckPeople(needs);
  if (left > 0) log.warn("people had left without our being told", { left });
}
