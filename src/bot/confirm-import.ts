import { isAppError } from "../errors.ts";
import { receive } from "../mailroom/inbox.ts";
import { enqueue, isAnswered } from "../mailroom/outbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import { confirmedCard } from "../registry/import-card.ts";
import type { ConfirmImport } from "../registry/import-press.ts";
import type { Action } from "../registry/rights.ts";
import { readWorkbookFile } from "../registry/workbook-file.ts";
import { type Applied, applyImport } from "../registry/workbook-import.ts";
import type { WorkbookKind } from "../registry/workbook-table.ts";
import { claimUpload, type WorkbookUpload, waitingUpload } from "../registry/workbook-uploads.ts";
import { texts } from "../texts/workbook-report.ts";
import type { AnxunContext } from "./context.ts";
import { applyLedger } from "./import-ledger.ts";
import { importRightsOf } from "./import-rights.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress } from "./who.ts";

const words = texts.chat;

/**
 * 「确认导入」: a press must be answered within seconds, a long list takes longer. So it goes the way of everything that is said: into the
 * inbox, to be done in the presser's lane, with retries, once.
 */
export async function confirmImport(
  press: InboundPress,
  { hash, goodRows }: ConfirmImport,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const { db, now, onReceived } = needs;
  const upload = await waitingUpload(db, { hashBegin: hash, chatId: press.chatId }, now());
  const refused = await refusedPress(lookUp, rightToImport(upload));
  if (refused) return refused;
  if (!upload) return toast("warning", words.expired);
  const { where } = await lookUp();
  const inbound: InboundMessage = {
    kind: "message",
    eventId: `${press.messageId}:import`,
    messageId: press.messageId,
    chatId: press.chatId,
    chatKind: where.kind === "private" ? "private" : "group",
    speaker: press.presser,
    text: goodRows ? words.applyGoodRows({ hash }) : words.apply({ hash }),
    addressed: true,
    attachments: [],
    saidAt: now().toISOString(),
  };
  const acceptance = await receive(db, inbound, now());
  if (acceptance === "repeated") return toast("info", words.importingAlready);
  onReceived();
  return { ...toast("success", words.importing), card: confirmedCard(upload) };
}

/** Applies the file that was confirmed. @param order  the hash of the file, and whether wrong rows are left out */
export async function applyConfirmed(context: AnxunContext, order: { hash: string; goodRows: boolean }): Promise<void> {
  const { message, needs } = context;
  const upload = await waitingUpload(needs.db, { hashBegin: order.hash, chatId: message.chatId }, needs.now());
  const forbidden = refusalOf(await context.standing(), rightToImport(upload));
  if (forbidden !== undefined) return context.sendText(forbidden);
  if (!upload) {
    // Handled once more, after a crash: it was applied and said.
    if (await isAnswered(needs.db, appliedKey(message))) return;
    return context.sendText(words.expired);
  }
  try {
    const refused = isOfRegistry(upload)
      ? sayRefused(await apply(context, upload, order.goodRows))
      : await applyLedger(context, upload, appliedKey(message));
    if (refused !== undefined) await context.sendText(refused);
    needs.onEnqueued();
  } catch (error) {
    if (!isAppError(error) || error.code !== "bad_input" || error.hint === undefined) throw error;
    await context.sendText(error.hint);
  }
}

function appliedKey({ eventId }: InboundMessage): string {
  return `${eventId}:applied`;
}

function rightToImport(upload: WorkbookUpload | undefined): Action {
  return upload && !isOfRegistry(upload) ? "import_ledger" : "import_registry";
}

type RegistryUpload = WorkbookUpload & { kind: WorkbookKind };

function isOfRegistry(upload: WorkbookUpload): upload is RegistryUpload {
  return upload.kind !== "ledger";
}

async function apply(context: AnxunContext, upload: RegistryUpload, goodRowsOnly: boolean) {
  const { id, kind, hash, bytes, fileName, outcomes, chatId } = upload;
  const { message } = context;
  const { db, now } = context.needs;
  const actor = message.speaker;
  return applyImport(
    { db, now: now() },
    {
      kind,
      workbook: await readWorkbookFile(bytes, fileName),
      rights: importRightsOf(await context.standing()),
      promised: outcomes,
      goodRowsOnly,
      actor,
      chatId,
      hash,
      claim: (tx) => claimUpload(tx, id, actor, now()),
      async announce(tx, written) {
        const content = { kind: "text", text: texts.applied(written) } as const;
        const delivery = { kind: "reply", messageId: message.messageId, chatId, content } as const;
        await enqueue(tx, { key: appliedKey(message), delivery, priority: "answer" }, now());
      },
    },
  );
}

/** Undefined: it was applied, and the one who confirmed it is told already. */
function sayRefused(applied: Applied): string | undefined {
  if (applied.kind === "applied") return undefined;
  if (applied.kind === "claimed") return words.expired;
  return applied.because === "stale" ? words.stale(applied) : words.wrongRows;
}
