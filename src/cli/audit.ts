import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { writeXlsx } from "hucre";
import { formatMinute } from "../clock.ts";
import { AppError } from "../errors.ts";
import { audit, auditEntries, type SealedEntry, verifyAudit } from "../registry/audit.ts";
import { sayVerdict } from "../registry/audit-verdict.ts";
import type { Db } from "../storage/db.ts";
import { texts as cli } from "../texts/cli.ts";
import { texts } from "../texts/registry.ts";
import { writeLines } from "./question-file.ts";
import { inWorkspace } from "./workspace.ts";

const BATCH = 1000;

/** `anxun audit export F.jsonl|F.xlsx`: every entry, oldest first, and whether the chain is whole. That it was exported is an entry, too. */
export async function exportAudit(file: string): Promise<void> {
  const write = WRITERS[extname(file).toLowerCase()];
  if (!write) throw new AppError("bad_input", "audit export was called with another kind of file", { hint: texts.audit.badFile });
  await inWorkspace({ throwAway: false }, async ({ db, now }) => {
    await audit(db, { actor: "terminal", action: "audit_exported", subject: { kind: "audit", id: "all" } }, now());
    const entries = await allEntries(db);
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

async function allEntries(db: Db): Promise<SealedEntry[]> {
  const entries: SealedEntry[] = [];
  for (;;) {
    const batch = await auditEntries(db, { after: entries.at(-1)?.id ?? "0", limit: BATCH });
    entries.push(...batch);
    if (batch.length < BATCH) return entries;
  }
}

function outputLine({ id, at, actor, action, subject, chatId, before, after, previousHash, hash }: SealedEntry): string {
  const said = { id, at: at.toISOString(), actor, action, subject, chat: chatId ?? null, before, after };
  return JSON.stringify({ ...said, previous_hash: previousHash, hash });
}

/** Every cell is a text: what somebody made start with = is shown, and never run. */
async function writeWorkbook(file: string, entries: readonly SealedEntry[]): Promise<void> {
  const { sheet, columns } = texts.audit;
  const told = (value: unknown) => (value === null ? "" : JSON.stringify(value));
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
  const bytes = await writeXlsx({ sheets: [{ name: sheet, rows: [columns, ...rows] }] });
  await writeFile(file, bytes).catch((cause: unknown) => {
    throw new AppError("bad_input", `cannot write ${file}`, { cause, hint: cli.fileUnwritable({ file }) });
  });
}
