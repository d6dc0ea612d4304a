import { type Clock, DAY_MS } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Directory } from "../messenger.ts";
import { peopleWithIds } from "../registry/people.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Database, Db } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";
import { eachOnce } from "./missing.ts";
import { planNags, REPORT } from "./nag-rules.ts";
import type { NagSettings } from "./nag-settings.ts";
import { insertNag, nagsOf } from "./nags.ts";
import type { Notice } from "./notice.ts";
import { listNotices } from "./notices.ts";
import { freshReceipts, type Receipts } from "./receipts.ts";
import { receiptsCard } from "./receipts-card.ts";
import { remindMissing } from "./remind-missing.ts";

/** Reminds by the rule, and reports when the time is up. Run as often as one likes: each step is taken once. */

type Nagging = { db: Database; messenger: Pick<Directory, "members">; now: Clock; settings: NagSettings; calendar: WorkCalendar };

/** Older ones are over, whatever is missing. */
const OPEN_MS = 60 * DAY_MS;
const NOTICES_MAX = 1000;
const SYSTEM = "system";

export async function nagUnacknowledged(needs: Nagging): Promise<void> {
  const open = await openNotices(needs.db, needs.now());
  const nags = Map.groupBy(
    await nagsOf(
      needs.db,
      open.map(({ id }) => id),
    ),
    ({ noticeId }) => noticeId,
  );
  for (const notice of open) {
    await nagFor(needs, notice, new Set((nags.get(notice.id) ?? []).map(({ step }) => step)));
  }
}

/** Those of which 「收到」 is wanted, and still may come. */
export async function openNotices(db: Db, now: Date): Promise<Notice[]> {
  const since = new Date(now.getTime() - OPEN_MS);
  const notices = await listNotices(db, { states: ["approved", "sent"], since, limit: NOTICES_MAX });
  return notices.filter(({ acknowledgement }) => acknowledgement.wanted);
}

async function nagFor(needs: Nagging, notice: Notice, taken: ReadonlySet<string>): Promise<void> {
  const { db, now, settings, calendar } = needs;
  const at = now();
  const { due, passed, isReportDue } = planNags(notice, taken, { settings, calendar, now: at });
  for (const step of passed) await insertNag(db, { noticeId: notice.id, step, by: SYSTEM, people: [], at });
  if (due.length === 0 && !isReportDue) return;
  const receipts = await freshReceipts(needs, notice);
  const missing = eachOnce(receipts.places.flatMap((place) => place.missing ?? [])).map(({ openId }) => openId);
  for (const { step, do: kind } of due) {
    await db.inTransaction(async (tx) => {
      // Another process was faster.
      if (!(await insertNag(tx, { noticeId: notice.id, step, by: SYSTEM, people: missing, at })) || missing.length === 0) return;
      if (kind === "escalate") await escalate(tx, receipts, { step, at });
      else await remindMissing(tx, receipts, { step, do: kind, mentionsAtMost: settings.mentions_at_most }, at);
    });
  }
  if (isReportDue) await report(needs, receipts, at);
}

async function report({ db }: Nagging, receipts: Receipts, at: Date): Promise<void> {
  const { id, composedBy } = receipts.notice;
  const content = { kind: "card", card: receiptsCard(receipts, { at, as: "report", mayNag: true }) } as const;
  const delivery = { kind: "send", to: { kind: "person", openId: composedBy }, content } as const;
  await db.inTransaction(async (tx) => {
    if (!(await insertNag(tx, { noticeId: id, step: REPORT, by: SYSTEM, people: [composedBy], at }))) return;
    await enqueue(tx, { key: `notice/${id}/report`, delivery, priority: "normal" }, at);
  });
}

/** To whoever decides in a district: what is missing in its groups. */
async function escalate(tx: Db, { notice, places }: Receipts, { step, at }: { step: string; at: Date }): Promise<void> {
  const lacking = places.filter(({ missing }) => missing !== undefined && missing.length > 0);
  const byDistrict = Map.groupBy(lacking, ({ district }) => district ?? notice.district);
  for (const [district, own] of byDistrict) {
    const content = { kind: "card", card: receiptsCard({ notice, places: own }, { at, as: "escalated", mayNag: true }) } as const;
    for (const openId of await leadersOf(tx, district)) {
      const key = `notice/${notice.id}/nag/${step}/${district ?? ""}/${openId}`;
      await enqueue(tx, { key, delivery: { kind: "send", to: { kind: "person", openId }, content }, priority: "normal" }, at);
    }
  }
}

/** Those who approve, else those who administer. */
async function leadersOf(db: Db, district: string | undefined): Promise<string[]> {
  for (const role of ["approver", "administrator"] as const) {
    const holders = await holdersOf(db, { roles: [role], ...(district !== undefined && { district }) });
    const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
    const accounts = people.flatMap(({ openId, status }) => (openId !== undefined && status === "active" ? [openId] : []));
    if (accounts.length > 0) return [...new Set(accounts)];
  }
  return [];
}
