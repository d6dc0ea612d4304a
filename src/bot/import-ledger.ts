import type { LedgerEntry } from "../hazards/ledger-entry.ts";
import { applyLedgerImport, type LedgerApplied, planLedgerImport } from "../hazards/ledger-import.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { importCard } from "../registry/import-card.ts";
import type { ImportRights } from "../registry/import-rights.ts";
import { readWorkbookFile } from "../registry/workbook-file.ts";
import { fingerprintsOf, type Plan } from "../registry/workbook-plan.ts";
import type { RawWorkbook } from "../registry/workbook-raw.ts";
import { claimUpload, keepUpload, type WorkbookUpload } from "../registry/workbook-uploads.ts";
import { texts } from "../texts/workbook-report.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf, type Standing } from "./who.ts";

/** The ledger's list of 21 columns, sent in a chat: told first, then written by a press, all of its rows or none. */

type Sent = { fileName: string; bytes: Uint8Array; hash: string; workbook: RawWorkbook };

/** @returns what it would change; undefined: it may not be brought here, and that was said @throws AppError bad_input */
export async function checkLedger(context: AnxunContext, { workbook, ...file }: Sent): Promise<Plan<LedgerEntry> | undefined> {
  const { message, needs } = context;
  const { db, now } = needs;
  const standing = await context.standing();
  const refused = refusalOf(standing, "import_ledger");
  if (refused !== undefined) {
    await context.sendText(refused);
    return undefined;
  }
  const { plan } = await planLedgerImport({ db, now }, workbook, { actor: message.speaker, rights: rightsOf(standing) });
  const draft = { ...file, kind: "ledger", bytes: Buffer.from(file.bytes), outcomes: fingerprintsOf(plan) } as const;
  const upload = await keepUpload(db, { ...draft, chatId: message.chatId, uploadedBy: message.speaker }, now());
  await context.say({ kind: "card", card: importCard(upload, plan) });
  return plan;
}

/**
 * Applies what was confirmed.
 * @param key  of the outbox, under which whoever confirmed it is told in the same transaction
 * @returns why nothing was written, in a sentence; undefined: it was @throws AppError bad_input
 */
export async function applyLedger(context: AnxunContext, upload: WorkbookUpload, key: string): Promise<string | undefined> {
  const { message, needs } = context;
  const { db, now } = needs;
  const { id, bytes, fileName, outcomes, hash, chatId } = upload;
  const actor = message.speaker;
  const workbook = await readWorkbookFile(bytes, fileName);
  const planned = await planLedgerImport({ db, now }, workbook, { actor, rights: rightsOf(await context.standing()) });
  const applied = await applyLedgerImport(
    { db, now },
    {
      ...planned,
      ...{ actor, hash, chatId, promised: outcomes },
      claim: (tx) => claimUpload(tx, id, actor, now()),
      async announce(tx, counts) {
        const content = { kind: "text", text: texts.applied({ counts, stale: [] }) } as const;
        const delivery = { kind: "reply", messageId: message.messageId, chatId, content } as const;
        await enqueue(tx, { key, delivery, priority: "answer" }, now());
      },
    },
  );
  return sayRefused(applied);
}

/** Row by row, as the table of rights says. */
function rightsOf(standing: Standing): Pick<ImportRights, "toImport"> {
  return { toImport: (district) => refusalOf(standing, "import_ledger", { district }) };
}

function sayRefused(applied: LedgerApplied): string | undefined {
  switch (applied.kind) {
    case "applied":
      return undefined;
    case "claimed":
      return texts.chat.expired;
    case "wrong":
      return texts.chat.wrongRows;
    case "stale":
      return texts.chat.staleCase(applied);
  }
}
