import { randomUUID } from "node:crypto";
import type { Db } from "../storage/db.ts";
import type { NoticeAttachment } from "./notice.ts";

/** The only file that touches the table notice_files. */

export async function keepNoticeFile(
  db: Db,
  file: { name: string; bytes: Uint8Array; keptBy: string },
  now: Date,
): Promise<NoticeAttachment> {
  const fileId = randomUUID();
  await db.query(`insert into notice_files (id, name, bytes, kept_by, created_at) values ($1, $2, $3, $4, $5)`, [
    fileId,
    file.name,
    Buffer.from(file.bytes),
    file.keptBy,
    now,
  ]);
  return { fileId, name: file.name };
}

export async function readNoticeFiles(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; bytes: Buffer }[]> {
  const { rows } = await db.query<{ id: string; name: string; bytes: Buffer }>(
    `select id, name, bytes from notice_files where id = any($1)`,
    [ids],
  );
  return rows;
}
