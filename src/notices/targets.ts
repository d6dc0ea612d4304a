import type { Db } from "../storage/db.ts";
import type { NoticeTarget, TargetState } from "./notice.ts";

/** The only file that touches the table notice_targets: what became of a notice in each group. */

type Row = {
  [Field in keyof NoticeTarget]: undefined extends NoticeTarget[Field]
    ? Exclude<NoticeTarget[Field], undefined> | null
    : NoticeTarget[Field];
};

const COLUMNS = `notice_id as "noticeId", recipient, kind, name, state, reason, key, attempt, not_before as "notBefore",
  message_id as "messageId", settled_at as "settledAt", readers, read_at as "readAt", read_reason as "readReason"`;

/** What is known of a target when it is made. */
export type NewTarget = Pick<NoticeTarget, "noticeId" | "recipient" | "kind" | "name" | "key" | "notBefore" | "reason"> & {
  state: "queued" | "skipped";
};

/** In one statement, however many. */
export async function insertTargets(db: Db, targets: readonly NewTarget[], now: Date): Promise<void> {
  await db.query(
    `insert into notice_targets (notice_id, recipient, kind, name, state, reason, key, not_before, settled_at)
     select "noticeId", recipient, kind, name, state, reason, key, "notBefore", case when state = 'skipped' then $2::timestamptz end
     from jsonb_to_recordset($1::jsonb) as t("noticeId" uuid, recipient text, kind text, name text, state text, reason text, key text,
       "notBefore" timestamptz)`,
    [JSON.stringify(targets), now],
  );
}

/** In the order of their names. */
export async function listTargets(db: Db, noticeId: string): Promise<NoticeTarget[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from notice_targets where notice_id = $1 order by name, recipient`, [noticeId]);
  return rows.map(targetOf);
}

/** Of a notice's targets those of these chats and people. */
export async function targetsAmong(db: Db, noticeId: string, recipients: readonly string[]): Promise<NoticeTarget[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from notice_targets where notice_id = $1 and recipient = any($2::text[]) order by name, recipient`,
    [noticeId, recipients],
  );
  return rows.map(targetOf);
}

/** Notices that stand with any of these chats and people, sent after `since`; the latest first. */
export async function noticesSentTo(db: Db, recipients: readonly string[], since: Date): Promise<string[]> {
  const { rows } = await db.query<{ noticeId: string }>(
    `select notice_id as "noticeId" from notice_targets
     where recipient = any($1::text[]) and state = 'sent' and settled_at > $2 group by notice_id order by max(settled_at) desc`,
    [recipients, since],
  );
  return rows.map(({ noticeId }) => noticeId);
}

/** Notices of which something is still on its way, out or back. */
export async function noticesOnTheirWay(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ noticeId: string }>(
    `select distinct notice_id as "noticeId" from notice_targets where state in ('queued', 'recalling')`,
  );
  return rows.map(({ noticeId }) => noticeId);
}

export type TargetChange = {
  recipient: string;
  /** As it was when the change was decided: what has changed since stays. */
  from: TargetState;
  to: TargetState;
  reason?: string | undefined;
  messageId?: string | undefined;
  /** Of a retry. */
  next?: { key: string; notBefore: Date } | undefined;
};

/** @returns how many had not changed meanwhile */
export async function changeTargets(db: Db, noticeId: string, changes: readonly TargetChange[], now: Date): Promise<number> {
  if (changes.length === 0) return 0;
  const rows = changes.map(({ next, ...change }) => ({ ...change, key: next?.key, notBefore: next?.notBefore }));
  const { rowCount } = await db.query(
    `update notice_targets t set state = c."to", reason = c.reason, message_id = coalesce(c."messageId", t.message_id),
       key = coalesce(c.key, t.key), attempt = t.attempt + case when c.key is null then 0 else 1 end,
       not_before = coalesce(c."notBefore", t.not_before),
       settled_at = case when c."to" in ('queued', 'recalling') then null else $3::timestamptz end
     from jsonb_to_recordset($2::jsonb) as c(recipient text, "from" text, "to" text, reason text, "messageId" text, key text,
       "notBefore" timestamptz)
     where t.notice_id = $1 and t.recipient = c.recipient and t.state = c."from"`,
    [noticeId, JSON.stringify(rows), now],
  );
  return rowCount;
}

/** Sent messages whose readers were last asked for before `askedBefore`, of notices sent after `sentAfter`; the longest unasked first. */
export async function targetsToAsk(db: Db, span: { sentAfter: Date; askedBefore: Date; limit: number }): Promise<NoticeTarget[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from notice_targets
     where state = 'sent' and message_id is not null and settled_at > $1 and (read_at is null or read_at < $2)
     order by read_at nulls first, settled_at limit $3`,
    [span.sentAfter, span.askedBefore, span.limit],
  );
  return rows.map(targetOf);
}

/** What the platform told of readers; with `reason` it did not, and those of before stay. */
export async function noteReaders(
  db: Db,
  target: Pick<NoticeTarget, "noticeId" | "recipient">,
  told: { readers: NoticeTarget["readers"] } | { reason: string },
  now: Date,
): Promise<void> {
  const readers = "readers" in told ? JSON.stringify(told.readers) : null;
  await db.query(
    `update notice_targets set readers = coalesce($3::jsonb, readers), read_at = $4, read_reason = $5 where notice_id = $1 and recipient = $2`,
    [target.noticeId, target.recipient, readers, now, "reason" in told ? told.reason : null],
  );
}

function targetOf(row: Row): NoticeTarget {
  return {
    ...row,
    reason: row.reason ?? undefined,
    messageId: row.messageId ?? undefined,
    settledAt: row.settledAt ?? undefined,
    readAt: row.readAt ?? undefined,
    readReason: row.readReason ?? undefined,
  };
}
