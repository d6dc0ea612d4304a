/** The only file that touches the table duties. */
import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { StoredDuty } from "./stored-duty.ts";

type Row = Pick<StoredDuty, "id" | "version" | "origin" | "state" | "content" | "skipped" | "createdBy" | "createdAt" | "changedAt"> & {
  documentId: string | null;
  documentTitle: string | null;
  district: string | null;
  changedFrom: StoredDuty["content"] | null;
  proposal: StoredDuty["proposal"] | null;
  settings: StoredDuty["settings"] | null;
  pausedOn: Day | null;
  pausedUntil: Day | null;
  remindedUntil: Date | null;
  endedBecause: StoredDuty["endedBecause"] | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
};

const COLUMNS = `duties.id::text as id, version, origin, state, document_id as "documentId", document_title as "documentTitle", district,
  duty as content, changed_from as "changedFrom", proposal, settings, skipped::text[] as skipped, paused_on::text as "pausedOn",
  paused_until::text as "pausedUntil", reminded_until as "remindedUntil", ended_because as "endedBecause", confirmed_by as "confirmedBy",
  confirmed_at as "confirmedAt", created_by as "createdBy", created_at as "createdAt", changed_at as "changedAt"`;

/** What is written when a duty comes: a draft. */
export type NewDuty = Pick<StoredDuty, "origin" | "document" | "district" | "content" | "createdBy"> & {
  proposal: NonNullable<StoredDuty["proposal"]>;
};

/** @returns the drafts, without those whose origin is known already */
export async function insertDrafts(db: Db, drafts: readonly NewDuty[], now: Date): Promise<StoredDuty[]> {
  if (drafts.length === 0) return [];
  const { rows } = await db.query<Row>(
    `insert into duties (origin, state, document_id, document_title, district, duty, proposal, created_by, created_at, changed_at)
     select origin, 'draft', document->>'id', document->>'title', district, content, proposal, "createdBy", $2, $2
     from rows from (jsonb_to_recordset($1::jsonb) as (origin text, document jsonb, district text, content jsonb, proposal jsonb,
       "createdBy" text)) with ordinality order by ordinality
     on conflict (origin) do nothing
     returning ${COLUMNS}`,
    [JSON.stringify(drafts), now],
  );
  return rows.map(dutyOf);
}

/** Writes all of it that can change. False when it is no longer at the version before: somebody else was first. */
export async function updateDuty(db: Db, duty: StoredDuty): Promise<boolean> {
  const { rowCount } = await db.query(
    `update duties set version = $3, origin = $4, state = $5, document_title = $6, district = $7, duty = $8, changed_from = $9, proposal = $10,
       settings = $11, skipped = $12::date[], paused_on = $13, paused_until = $14, reminded_until = $15, ended_because = $16,
       confirmed_by = $17, confirmed_at = $18, changed_at = $19
     where id = $1 and version = $2`,
    [
      ...[duty.id, duty.version - 1, duty.version, duty.origin, duty.state, duty.document?.title ?? null, duty.district ?? null],
      ...[JSON.stringify(duty.content), json(duty.changedFrom), json(duty.proposal), json(duty.settings), duty.skipped],
      ...[duty.pause?.from ?? null, duty.pause?.until ?? null, duty.remindedUntil ?? null, duty.endedBecause ?? null],
      ...[duty.confirmed?.by ?? null, duty.confirmed?.at ?? null, duty.changedAt],
    ],
  );
  return rowCount === 1;
}

/** Every reminder of it up to `until` is sent or settled. Never moves back, and is no change of the duty. */
export async function noteReminded(db: Db, id: string, until: Date): Promise<void> {
  await db.query(`update duties set reminded_until = greatest(reminded_until, $2) where id = $1`, [id, until]);
}

export async function findDuty(db: Db, id: string): Promise<StoredDuty | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from duties where id = $1`, [id]);
  return rows[0] && dutyOf(rows[0]);
}

/** What `origin` brought. */
export async function findDutyFrom(db: Db, origin: string): Promise<StoredDuty | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from duties where origin = $1`, [origin]);
  return rows[0] && dutyOf(rows[0]);
}

export type DutyFilter = {
  states?: readonly StoredDuty["state"][];
  /** Whether a plan or a person brought it. */
  from?: "plan" | "person";
};

/** In the order in which they came: of a plan the order of its text. */
export async function listDuties(db: Db, { states, from }: DutyFilter = {}): Promise<StoredDuty[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from duties
     where ($1::text[] is null or state = any($1)) and ($2::text is null or starts_with(origin, $2)) order by duties.id`,
    [states ?? null, from === undefined ? null : `${from}/`],
  );
  return rows.map(dutyOf);
}

function json(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function dutyOf({ documentId, documentTitle, pausedOn, pausedUntil, confirmedBy, confirmedAt, ...row }: Row): StoredDuty {
  return {
    ...row,
    document: documentId === null ? undefined : { id: documentId, title: documentTitle ?? documentId },
    district: row.district ?? undefined,
    changedFrom: row.changedFrom ?? undefined,
    proposal: row.proposal ?? undefined,
    settings: row.settings ?? undefined,
    pause: pausedOn === null ? undefined : { from: pausedOn, until: pausedUntil ?? undefined },
    remindedUntil: row.remindedUntil ?? undefined,
    endedBecause: row.endedBecause ?? undefined,
    confirmed: confirmedBy === null || confirmedAt === null ? undefined : { by: confirmedBy, at: confirmedAt },
  };
}
