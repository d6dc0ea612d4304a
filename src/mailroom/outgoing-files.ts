import { randomUUID } from "node:crypto";
import type { FileTransfer } from "../file-transfer.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table outgoing_files: what the outbox sends as a file stands here, and its row names it. */

/** Keeps a file until it is sent. @returns its id, for a delivery */
export async function keepFile(db: Db, file: { name: string; bytes: Uint8Array }, now: Date): Promise<string> {
  const id = randomUUID();
  await db.query(`insert into outgoing_files (id, name, bytes, created_at) values ($1, $2, $3, $4)`, [
    id,
    file.name,
    Buffer.from(file.bytes),
    now,
  ]);
  return id;
}

/**
 * Carries a kept file up and notes its key: whoever tries again sends the same one.
 * @throws MessengerError; Error when the file is not kept any more
 */
export async function carryUp(db: Db, transfer: Pick<FileTransfer, "uploadFile">, id: string): Promise<string> {
  const { rows } = await db.query<{ name: string; bytes: Buffer; fileKey: string | null }>(
    `select name, bytes, file_key as "fileKey" from outgoing_files where id = $1`,
    [id],
  );
  const [file] = rows;
  if (!file) throw new Error("the file to be sent is not kept any more");
  if (file.fileKey !== null) return file.fileKey;
  const { fileKey } = await transfer.uploadFile(file);
  await db.query(`update outgoing_files set file_key = $2 where id = $1`, [id, fileKey]);
  return fileKey;
}

/** Forgets what was kept before `before`, sent or not. */
export async function purgeFiles(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from outgoing_files where created_at < $1`, [before]);
  return rowCount;
}
