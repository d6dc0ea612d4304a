import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { AppError } from "../errors.ts";
import { allAuditEntries, audit, type SealedEntry, verifyAudit } from "../registry/audit.ts";
import { sayVerdict } from "../registry/audit-verdict.ts";
import { auditWorkbook } from "../registry/audit-workbook.ts";
import { texts as cli } from "../texts/cli.ts";
import { texts } from "../texts/registry.ts";
import { writeLines } from "./question-file.ts";
import { inWorkspace } from "./workspace.ts";

/** `anxun audit export F.jsonl|F.xlsx`: every entry, oldest first, and whether the chain is whole. That it was exported is an entry, too. */
export async function exportAudit(file: string): Promise<void> {
  const write = WRITERS[extname(file).toLowerCase()];
  if (!write) throw new AppError("bad_input", "audit export was called with another kind of file", { hint: texts.audit.badFile });
  await inWorkspace({ throwAway: false }, async ({ db, now }) => {
    await audit(db, { actor: "terminal", action: "audit_exported", subject: { kind: "audit", id: "all" } }, now());
    const entries = await allAuditEntries(db);
    await write(file, entries);
    process.stderr.write(`${texts.audit.exported({ entries: entries.length, file })}\n`);
    const verdict = await verifyAudit(db);
    process.stderr.write(`${sayVerdict(verdict)}\n`);
    if (verdict.kind === "broken") process.exitCode = 1;
  });
}

const WRITERS: Readonly<Record<string, (file: string, entries: readonly SealedEntry[]) => Promise<void>>> = {
  ".jsonl": (file, entries) => writeLines(file, entries.map(outputLine)),
  ".xlsx": writeWorkbook,
};

function outputLine({ id, at, actor, action, subject, chatId, before, after, previousHash, hash }: SealedEntry): string {
  const said = { id, at: at.toISOString(), actor, action, subject, chat: chatId ?? null, before, after };
  return JSON.stringify({ ...said, previous_hash: previousHash, hash });
}

async function writeWorkbook(file: string, entries: readonly SealedEntry[]): Promise<void> {
  const bytes = await auditWorkbook(entries);
  await writeFile(file, bytes).catch((cause: unknown) => {
    throw new AppError("bad_input", `cannot write ${file}`, { cause, hint: cli.fileUnwritable({ file }) });
  });
}
