import { DAY_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Fingerprints } from "./workbook-plan.ts";
import type { WorkbookKind } from "./workbook-table.ts";

/** The only file that touches the table workbook_uploads: a workbook waits here for the press that applies exactly it. */

/** They hold names and numbers of people: not longer than a day's work needs. */
const WAITS_MS = DAY_MS;

/** What list a workbook holds: one of the registry, or the ledger. */
type UploadKind = WorkbookKind | "ledger";

export type WorkbookUpload = {
  id: string;
  /** sha256 of the bytes, in hex. */
  hash: string;
  kind: UploadKind;
  fileName: string;
  bytes: Buffer;
  outcomes: Fingerprints;
  chatId: string;
  expiresAt: Date;
};

const COLUMNS = `id::text as id, hash, kind, file_name as "fileName", bytes, outcomes, chat_id as "chatId", expires_at as "expiresAt"`;

type Draft = Pick<WorkbookUpload, "hash" | "kind" | "fileName" | "bytes" | "outcomes" | "chatId"> & { uploadedBy: string };

/** Keeps a file with what its dry run said. The same file sent again in the same chat waits anew, applied before or not. */
export async function keepUpload(db: Db, draft: Draft, now: Date): Promise<WorkbookUpload> {
  const { rows } = await db.query<WorkbookUpload>(
    `insert into workbook_uploads as u (hash, kind, file_name, bytes, outcomes, chat_id, uploaded_by, uploaded_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (chat_id, hash) do update
     set kind = excluded.kind, file_name = excluded.file_name, outcomes = excluded.outcomes, uploaded_by = excluded.uploaded_by,
         uploaded_at = excluded.uploaded_at, expires_at = excluded.expires_at, applied_at = null, applied_by = null
     returning ${COLUMNS}`,
    [
      draft.hash,
      draft.kind,
      draft.fileName,
      draft.bytes,
      JSON.stringify(draft.outcomes),
      draft.chatId,
      draft.uploadedBy,
      now,
      new Date(now.getTime() + WAITS_MS),
    ],
  );
  const [kept] = rows;
  if (!kept) throw new TypeError("an upload was written and did not come back");
  return kept;
}

/** The file of this chat whose hash begins so, while it waits. Undefined: it is applied, expired, or was never there. */
export async function waitingUpload(
  db: Db,
  { hashBegin, chatId }: { hashBegin: string; chatId: string },
  now: Date,
): Promise<WorkbookUpload | undefined> {
  const { rows } = await db.query<WorkbookUpload>(
    `select ${COLUMNS} from workbook_uploads
     where chat_id = $1 and starts_with(hash, $2) and applied_at is null and expires_at > $3 order by workbook_uploads.id limit 1`,
    [chatId, hashBegin, now],
  );
  return rows[0];
}

/** False: somebody else was faster, or its time is over. */
export async function claimUpload(db: Db, id: string, appliedBy: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update workbook_uploads set applied_at = $3, applied_by = $2 where id = $1 and applied_at is null and expires_at > $3`,
    [id, appliedBy, now],
  );
  return rowCount === 1;
}

/** Forgets what was applied or waited in vain. */
export async function purgeUploads(db: Db, now: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from workbook_uploads where expires_at <= $1 or applied_at is not null`, [now]);
  return rowCount;
}
