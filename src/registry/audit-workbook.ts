import { formatMinute } from "../clock.ts";
import { texts } from "../texts/registry.ts";
import type { SealedEntry } from "./audit.ts";
import { writeWorkbookFile } from "./workbook-file.ts";

/** Entries of the audit as a workbook. Every cell is a text: what somebody made start with = is shown, and never run. */
export function auditWorkbook(entries: readonly SealedEntry[]): Promise<Uint8Array> {
  const { sheet, columns } = texts.audit;
  const told = (value: unknown) => (value === null || value === undefined ? "" : JSON.stringify(value));
  const rows = entries.map(({ id, at, actor, action, subject, chatId, before, after, hash }) => [
    id,
    formatMinute(at),
    actor,
    action,
    `${subject.kind} ${subject.id}`,
    chatId ?? "",
    told(before),
    told(after),
    hash,
  ]);
  return writeWorkbookFile([{ name: sheet, columns: columns.map((header) => ({ header, width: 22 })), rows }]);
}
