import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Models } from "../models/model.ts";
import type { Database } from "../storage/db.ts";
import { texts } from "../texts/knowledge.ts";
import { embedPassages } from "./embed-passages.ts";
import { type ReadDocument, readLibrary } from "./library.ts";
import { refreshStatistics, removeDocument, replaceDocument, storedDocuments } from "./passages.ts";
import { replaceTasks } from "./task-store.ts";

type IngestedDocument = {
  id: string;
  title: string;
  file: string;
  outcome: "added" | "changed" | "unchanged" | "removed";
  clauses: number;
  meta: number;
  rows: number;
  /** Chinese sentences for the person who keeps the documents. */
  warnings: readonly string[];
};

export type IngestReport = {
  /** In the order of the file names; removed ones last. */
  documents: readonly IngestedDocument[];
  /** About the folder, and about vectors that could not be had. */
  warnings: readonly string[];
};

/**
 * Brings the database to what stands in `directory`: reads everything first, then stores each document that changed in a
 * transaction of its own. With `files` only these are read, and nothing is removed.
 * @throws AppError bad_document | bad_configuration | bad_input, with a hint in Chinese; nothing is stored then
 */
export async function ingest(
  needs: { db: Database; models: Models; now: Clock; log: Log },
  options: { directory: string; files?: readonly string[]; onProgress?: (done: number, total: number, what: string) => void },
): Promise<IngestReport> {
  const { db, models, now, log } = needs;
  const library = await readLibrary(options);
  const stored = new Map((await storedDocuments(db)).map((document) => [document.id, document]));
  const documents: IngestedDocument[] = [];
  for (const read of library.documents) {
    const outcome = outcomeOf(read, stored.get(read.document.id)?.contentHash);
    if (outcome !== "unchanged") {
      await db.inTransaction(async (tx) => {
        await replaceDocument(tx, read.document, read.passages, now());
        await replaceTasks(tx, read.document.id, read.tasks);
      });
      log.info("document ingested", { documentId: read.document.id, outcome, passages: read.passages.length });
    }
    stored.delete(read.document.id);
    documents.push(reportOf(read, outcome));
    options.onProgress?.(documents.length, library.documents.length, read.document.file);
  }
  for (const { id, title, file } of options.files ? [] : stored.values()) {
    await removeDocument(db, id);
    log.info("document removed", { documentId: id });
    documents.push({ id, title, file, outcome: "removed", clauses: 0, meta: 0, rows: 0, warnings: [] });
  }
  if (documents.some(({ outcome }) => outcome !== "unchanged")) await db.inTransaction(refreshStatistics);
  const onEmbedded = (done: number, total: number) => options.onProgress?.(done, total, texts.embedding);
  const stopped = models.embed && (await embedPassages({ db, embed: models.embed, log }, onEmbedded));
  return { documents, warnings: stopped ? [...library.warnings, texts.warnings.notEmbedded({ detail: stopped })] : library.warnings };
}

function outcomeOf(read: ReadDocument, storedHash: string | undefined): "added" | "changed" | "unchanged" {
  if (storedHash === undefined) return "added";
  return storedHash === read.document.contentHash ? "unchanged" : "changed";
}

function reportOf({ document, passages }: ReadDocument, outcome: IngestedDocument["outcome"]): IngestedDocument {
  const count = (kind: string) => passages.filter((passage) => passage.kind === kind).length;
  const { id, title, file, warnings } = document;
  return { id, title, file, outcome, clauses: count("clause"), meta: count("meta"), rows: count("row"), warnings };
}
