import { createHash } from "node:crypto";
import type { Db } from "../storage/db.ts";

/**
 * The only file that touches the table audit_entries: who did what to what, when and from where. Entries are only ever added; the
 * database gives each its number, the hash of the one before and its own. What people wrote and phone numbers do not belong here.
 */

export type AuditEntry = {
  /** open_id, or 'system'. */
  actor: string;
  /** What was done, in English: "role_granted". */
  action: string;
  subject: { kind: string; id: string };
  chatId?: string | undefined;
  before?: object | undefined;
  after?: object | undefined;
};

export type SealedEntry = Required<Omit<AuditEntry, "chatId" | "before" | "after">> & {
  /** Counted from 1, without a gap. */
  id: string;
  at: Date;
  chatId: string | undefined;
  before: unknown;
  after: unknown;
  previousHash: string;
  hash: string;
};

/**
 * Adds an entry. Inside a transaction it stands last: from here on until the commit every other writer waits.
 */
export async function audit(db: Db, entry: AuditEntry, now: Date): Promise<void> {
  await auditAll(db, [entry], now);
}

/** Adds many in one statement, in their order. */
export async function auditAll(db: Db, entries: readonly AuditEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ subject, ...entry }) => ({ ...entry, subjectKind: subject.kind, subjectId: subject.id }));
  await db.query(
    `insert into audit_entries (at, actor, action, subject_kind, subject_id, chat_id, before, after)
     select $2, actor, action, "subjectKind", "subjectId", "chatId", before, after
     from rows from (jsonb_to_recordset($1::jsonb) as (actor text, action text, "subjectKind" text, "subjectId" text, "chatId" text,
       before jsonb, after jsonb)) with ordinality order by ordinality`,
    [JSON.stringify(rows), now],
  );
}

type Row = {
  id: string;
  at: Date;
  actor: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  chatId: string | null;
  before: unknown;
  after: unknown;
  previousHash: string;
  hash: string;
};

const COLUMNS = `id::text as id, at, actor, action, subject_kind as "subjectKind", subject_id as "subjectId", chat_id as "chatId",
  before, after, previous_hash as "previousHash", hash`;

/** Entries after number `after`, oldest first, at most `limit`. */
export async function auditEntries(db: Db, { after, limit }: { after: string; limit: number }): Promise<SealedEntry[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from audit_entries where audit_entries.id > $1 order by audit_entries.id limit $2`,
    [after, limit],
  );
  return rows.map(entryOf);
}

/** Every entry, oldest first. */
export async function allAuditEntries(db: Db): Promise<SealedEntry[]> {
  const entries: SealedEntry[] = [];
  for (;;) {
    const batch = await auditEntries(db, { after: entries.at(-1)?.id ?? "0", limit: BATCH });
    entries.push(...batch);
    if (batch.length < BATCH) return entries;
  }
}

/** The last ones, newest first. */
export async function lastAuditEntries(db: Db, limit: number): Promise<SealedEntry[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from audit_entries order by audit_entries.id desc limit $1`, [limit]);
  return rows.map(entryOf);
}

function entryOf({ subjectKind, subjectId, chatId, ...row }: Row): SealedEntry {
  return { ...row, subject: { kind: subjectKind, id: subjectId }, chatId: chatId ?? undefined };
}

export type AuditVerdict =
  /** Before the first start there is no table. */
  | { kind: "none" }
  | { kind: "whole"; entries: number /** Of the last entry: whoever noted it before sees that nothing was cut off. */; head: string }
  | { kind: "broken" /** The first entry that is not as it was written, or is missing. */; at: string; problem: "changed" | "missing" };

const BEGINNING = "0".repeat(64);
const BATCH = 1000;

/** Walks the whole chain and computes each hash anew, here and not in the database. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const { rows } = await db.query<{ present: boolean }>("select to_regclass('audit_entries') is not null as present");
  if (!rows[0]?.present) return { kind: "none" };
  let [head, count] = [BEGINNING, 0];
  for (;;) {
    const links = await linksAfter(db, count);
    for (const link of links) {
      if (link.id !== String(count + 1)) return { kind: "broken", at: String(count + 1), problem: "missing" };
      const isWhole = link.previousHash === head && createHash("sha256").update(link.sealed).digest("hex") === link.hash;
      if (!isWhole) return { kind: "broken", at: link.id, problem: "changed" };
      [head, count] = [link.hash, count + 1];
    }
    if (links.length < BATCH) return { kind: "whole", entries: count, head };
  }
}

type Link = { id: string; previousHash: string; hash: string; sealed: string };

async function linksAfter(db: Db, after: number): Promise<Link[]> {
  const { rows } = await db.query<Link>(
    `select id::text as id, previous_hash as "previousHash", hash, audit_seal(e) as sealed from audit_entries e
     where e.id > $1 order by e.id limit $2`,
    [after, BATCH],
  );
  return rows;
}
