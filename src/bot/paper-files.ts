import type { Paper } from "../hazards/paper.ts";
import { paperFile } from "../hazards/paper-file.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import { type AuditEntry, audit } from "../registry/audit.ts";
import type { BotNeeds } from "./needs.ts";

export type PaperToSend = {
  paper: Paper;
  /** Of the file. */
  name: string;
  /** As the audit calls it. */
  kind: string;
  subject: AuditEntry["subject"];
};

type By = { actor: string; chatId: string; eventId: string };

/** Into the chat where they were asked for, with a line each in the audit. What runs again for the same event sends nothing twice. */
export async function sendPapers(needs: BotNeeds, papers: readonly PaperToSend[], { actor, chatId, eventId }: By): Promise<void> {
  const { db, now, onEnqueued } = needs;
  const files = await Promise.all(papers.map(async ({ paper, name }) => ({ name, bytes: await paperFile(paper) })));
  await db.inTransaction(async (tx) => {
    for (const [index, file] of files.entries()) {
      const { kind, subject } = papers[index] ?? {};
      if (kind === undefined || subject === undefined) continue;
      const fileId = await keepFile(tx, file, now());
      const delivery = { kind: "send_file", to: { kind: "chat", chatId }, fileId } as const;
      if (!(await enqueue(tx, { key: `${eventId}:paper/${kind}`, delivery, priority: "answer" }, now()))) continue;
      await audit(tx, { actor, action: "paper_made", subject, chatId, after: { kind } }, now());
    }
  });
  onEnqueued();
}
