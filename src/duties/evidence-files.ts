import { createHash } from "node:crypto";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table evidence_files: sign-in sheets, minutes and the like, as they were sent. */

/** A file of more bytes is not kept. */
export const EVIDENCE_FILE_BYTES_MAX = 10 * 1024 * 1024;

/** Enough of a name to know it by. */
const NAME_CHARACTERS_MAX = 200;

/** @param file.uploadedBy  open_id @returns its id */
export async function keepEvidenceFile(db: Db, file: { name: string; bytes: Uint8Array; uploadedBy: string }, now: Date): Promise<string> {
  const bytes = Buffer.from(file.bytes);
  const { rows } = await db.query<{ id: string }>(
    `insert into evidence_files (name, sha256, bytes, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5) returning id::text as id`,
    [file.name.slice(0, NAME_CHARACTERS_MAX).toWellFormed(), createHash("sha256").update(bytes).digest("hex"), bytes, file.uploadedBy, now],
  );
  const [row] = rows;
  if (!row) throw new TypeError("an insert returned no row");
  return row.id;
}

/** `uploadedBy`: open_id. */
export type EvidenceFile = { id: string; name: string; bytes: Buffer; uploadedBy: string };

/** In the order in which they were sent. */
export async function evidenceFiles(db: Db, ids: readonly string[]): Promise<EvidenceFile[]> {
  const { rows } = await db.query<EvidenceFile>(
    `select id::text as id, name, bytes, uploaded_by as "uploadedBy" from evidence_files where evidence_files.id = any($1::bigint[]) order by evidence_files.id`,
    [ids],
  );
  return rows;
}
