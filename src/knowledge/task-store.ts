import type { Db } from "../storage/db.ts";
import type { Task } from "./task.ts";

/** The only file that touches the table tasks. */

/** A task and the document whose table prints it. */
export type StoredTask = Task & { documentId: string };

type Row = Omit<StoredTask, "section" | "item" | "responsible" | "deadline"> & {
  section: string | null;
  item: string | null;
  responsible: string | null;
  deadline: string | null;
};

/** Puts the tasks of a document in the place of those that stand. */
export async function replaceTasks(tx: Db, documentId: string, tasks: readonly Task[]): Promise<void> {
  await tx.query("delete from tasks where document_id = $1", [documentId]);
  for (const [ordinal, { row, section, item, task, responsible, deadline, repaired, note, confidence, printed }] of tasks.entries()) {
    await tx.query(
      `insert into tasks (document_id, ordinal, row_no, section, item, task, responsible, deadline, repaired, note, confidence, printed)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [documentId, ordinal, row, section, item, task, responsible, deadline, repaired, note, confidence, printed],
    );
  }
}

/** The tasks of one document, or of all, in the order of their tables. */
export async function tasksOf(db: Db, documentId?: string): Promise<StoredTask[]> {
  const { rows } = await db.query<Row>(
    `select document_id as "documentId", row_no as row, section, item, task, responsible, deadline, repaired, note, confidence, printed
     from tasks where $1::text is null or document_id = $1 order by document_id, ordinal`,
    [documentId],
  );
  return rows.map((row) => ({
    ...row,
    section: row.section ?? undefined,
    item: row.item ?? undefined,
    responsible: row.responsible ?? undefined,
    deadline: row.deadline ?? undefined,
  }));
}
