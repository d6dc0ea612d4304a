import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Notice, NoticeOrigin, NoticeState } from "./notice.ts";

/** The only file that touches the tables notices and notice_numbers. */

const NUMBER_DIGITS = 3;

type Row = {
  [Field in keyof Omit<Notice, "origin">]: undefined extends Notice[Field] ? Exclude<Notice[Field], undefined> | null : Notice[Field];
} & {
  originKind: NoticeOrigin["kind"];
  originRef: string;
};

const COLUMNS = `id, number, version, state, kind, district, inner_only as "innerOnly", title, paragraphs, sources, attachments, audience,
  acknowledgement, urgent, send_at as "sendAt", origin_kind as "originKind", origin_ref as "originRef", composed_by as "composedBy",
  composed_in as "composedIn", approved_by as "approvedBy", approved_at as "approvedAt", reason, ended_at as "endedAt",
  created_at as "createdAt", updated_at as "updatedAt"`;

/** The next number of `day` in Shanghai, TZ-YYYYMMDD-NNN. Whoever writes the next one waits until this transaction ends. */
export async function drawNoticeNumber(tx: Db, day: Day): Promise<string> {
  const { rows } = await tx.query<{ last: number }>(
    `insert into notice_numbers (day, last) values ($1, 1)
     on conflict (day) do update set last = notice_numbers.last + 1
     returning last`,
    [day],
  );
  return `TZ-${day.replaceAll("-", "")}-${String(rows[0]?.last).padStart(NUMBER_DIGITS, "0")}`;
}

/** False when the duty has said it already. */
export async function insertNotice(db: Db, notice: Notice): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into notices (id, number, version, state, origin_kind, origin_ref, composed_by, composed_in, created_at, approved_at, kind, district,
       inner_only, title, paragraphs, sources, attachments, audience, acknowledgement, urgent, send_at, approved_by, reason, ended_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
     on conflict (origin_ref) where origin_kind = 'duty' do nothing`,
    [
      ...[notice.id, notice.number, notice.version, notice.state, notice.origin.kind, notice.origin.ref, notice.composedBy],
      ...[notice.composedIn ?? null, notice.createdAt, notice.approvedAt ?? null],
      ...contentOf(notice),
    ],
  );
  return rowCount === 1;
}

/** False when the notice is no longer at the version before: somebody else was first. */
export async function updateNotice(db: Db, notice: Notice): Promise<boolean> {
  const { rowCount } = await db.query(
    `update notices set version = $3, state = $4, approved_at = $5, kind = $6, district = $7, inner_only = $8, title = $9, paragraphs = $10,
       sources = $11, attachments = $12, audience = $13, acknowledgement = $14, urgent = $15, send_at = $16, approved_by = $17, reason = $18,
       ended_at = $19, updated_at = $20
     where id = $1 and version = $2`,
    [notice.id, notice.version - 1, notice.version, notice.state, notice.approvedAt ?? null, ...contentOf(notice)],
  );
  return rowCount === 1;
}

export async function findNotice(db: Db, id: string): Promise<Notice | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from notices where id = $1`, [id]);
  return rows[0] && noticeOf(rows[0]);
}

/** By its number, TZ-YYYYMMDD-NNN. */
export async function findNoticeByNumber(db: Db, number: string): Promise<Notice | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from notices where number = $1`, [number]);
  return rows[0] && noticeOf(rows[0]);
}

/** What `ref` of a duty has said already. */
export async function findNoticeOfDuty(db: Db, ref: string): Promise<Notice | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from notices where origin_kind = 'duty' and origin_ref = $1`, [ref]);
  return rows[0] && noticeOf(rows[0]);
}

export type NoticeFilter = {
  states?: readonly NoticeState[] | undefined;
  district?: string | undefined;
  /** open_id */
  composedBy?: string | undefined;
  since?: Date | undefined;
  limit: number;
};

/** The latest first. Whatever is named must fit. */
export async function listNotices(db: Db, filter: NoticeFilter): Promise<Notice[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from notices
     where ($1::text[] is null or state = any($1)) and ($2::text is null or district = $2) and ($3::text is null or composed_by = $3)
       and ($4::timestamptz is null or created_at >= $4)
     order by created_at desc, id desc limit $5`,
    [filter.states ?? null, filter.district ?? null, filter.composedBy ?? null, filter.since ?? null, filter.limit],
  );
  return rows.map(noticeOf);
}

/** In the order of their columns: `kind` … `updated_at`. */
function contentOf(notice: Notice): unknown[] {
  return [
    ...[notice.kind, notice.district ?? null, notice.innerOnly, notice.title],
    ...[notice.paragraphs, notice.sources, notice.attachments, notice.audience, notice.acknowledgement].map((part) => JSON.stringify(part)),
    ...[notice.urgent, notice.sendAt ?? null, notice.approvedBy ?? null, notice.reason ?? null, notice.endedAt ?? null, notice.updatedAt],
  ];
}

function noticeOf({ originKind, originRef, ...row }: Row): Notice {
  return {
    ...row,
    origin: { kind: originKind, ref: originRef },
    district: row.district ?? undefined,
    sendAt: row.sendAt ?? undefined,
    composedIn: row.composedIn ?? undefined,
    approvedBy: row.approvedBy ?? undefined,
    approvedAt: row.approvedAt ?? undefined,
    reason: row.reason ?? undefined,
    endedAt: row.endedAt ?? undefined,
  };
}
