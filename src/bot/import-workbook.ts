import { createHash } from "node:crypto";
import { isAppError } from "../errors.ts";
import { isLedgerList } from "../hazards/ledger-table.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import { type Attachment, MessengerError } from "../messenger.ts";
import { importCard } from "../registry/import-card.ts";
import { readWorkbookFile, writeWorkbookFile } from "../registry/workbook-file.ts";
import { dryRun } from "../registry/workbook-import.ts";
import { countsOf, fingerprintsOf, type Plan } from "../registry/workbook-plan.ts";
import { WORKBOOK_BYTES_MAX } from "../registry/workbook-raw.ts";
import { kindOfWorkbook } from "../registry/workbook-sections.ts";
import { reportSheets } from "../registry/workbook-sheets.ts";
import { keepUpload } from "../registry/workbook-uploads.ts";
import { texts } from "../texts/workbook.ts";
import { texts as report } from "../texts/workbook-report.ts";
import type { AnxunContext } from "./context.ts";
import { checkLedger } from "./import-ledger.ts";
import { importRightsOf } from "./import-rights.ts";
import { refusalOf } from "./who.ts";
import { workbookOf } from "./xlsx-attachment.ts";

type Found = { messageId: string; attachment: Attachment & { name: string } };

/** A workbook was sent, or quoted with 「导入」: what it would change is told, and nothing is written. */
export async function importWorkbook(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "import_registry");
  // What list it is shows when it is read: whoever may bring none is told at once.
  if (refused !== undefined && refusalOf(standing, "import_ledger") !== undefined) return context.sendText(refused);
  const found = await findWorkbook(context);
  if (!found) return context.sendText(report.chat.noFile);
  await context.react("OnIt");
  try {
    const bytes = await needs.messenger.resource(found, WORKBOOK_BYTES_MAX);
    if (!bytes) return await context.sendText(report.chat.tooLarge({ megabytes: WORKBOOK_BYTES_MAX / 1024 / 1024 }));
    await check(context, found.attachment.name, bytes);
  } catch (error) {
    const isOfFile = isAppError(error) && (error.code === "bad_input" || error.code === "bad_document");
    if (isOfFile && error.hint !== undefined) return context.sendText(error.hint);
    // What may work in a moment is for the inbox to try again.
    const isFinal = error instanceof MessengerError && (error.refusal === "gone" || error.refusal === "refused");
    if (!isFinal) throw error;
    needs.log.warn("workbook not fetched", { eventId: message.eventId, reason: error.message });
    await context.sendText(report.chat.notFetched);
  }
}

async function findWorkbook({ message, needs }: AnxunContext): Promise<Found | undefined> {
  const own = workbookOf(message.attachments);
  if (own) return { messageId: message.messageId, attachment: own };
  if (message.quotedMessageId === undefined) return undefined;
  const quoted = await needs.messenger.attachmentsOf(message.quotedMessageId);
  const attachment = quoted?.chatId === message.chatId ? workbookOf(quoted.attachments) : undefined;
  return attachment && { messageId: message.quotedMessageId, attachment };
}

/** @throws AppError bad_input  with a sentence for whoever sent it */
async function check(context: AnxunContext, fileName: string, bytes: Uint8Array): Promise<void> {
  const { message, needs } = context;
  const { db, now } = needs;
  if (!/\.xlsx$/i.test(fileName)) return context.sendText(texts.file.notXlsx);
  const workbook = await readWorkbookFile(bytes, fileName);
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (isLedgerList(workbook)) return sendReport(context, fileName, await checkLedger(context, { fileName, bytes, hash, workbook }));
  const kind = kindOfWorkbook(workbook);
  if (!kind) return context.sendText(texts.file.unknownList);
  const refused = refusalOf(await context.standing(), "import_registry");
  if (refused !== undefined) return context.sendText(refused);
  const plan = await dryRun({ db, now: now() }, { kind, workbook, rights: importRightsOf(await context.standing()) });
  const draft = { hash, kind, fileName, bytes: Buffer.from(bytes), outcomes: fingerprintsOf(plan) };
  const upload = await keepUpload(db, { ...draft, chatId: message.chatId, uploadedBy: message.speaker }, now());
  await context.say({ kind: "card", card: importCard(upload, plan) });
  await sendReport(context, fileName, plan);
}

/** Row by row, as a file behind the card. */
async function sendReport({ message, needs }: AnxunContext, fileName: string, plan: Plan<object> | undefined): Promise<void> {
  if (!plan) return;
  const { add, change, wrong } = countsOf(plan);
  if (add + change + wrong === 0) return;
  const { db, now, onEnqueued } = needs;
  const bytes = await writeWorkbookFile(reportSheets(plan));
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, { name: report.chat.reportName({ name: fileName }), bytes }, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: message.chatId }, fileId } as const;
    await enqueue(tx, { key: `${message.eventId}:report`, delivery, priority: "answer" }, now());
  });
  onEnqueued();
}
