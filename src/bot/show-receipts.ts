import { dayOf } from "../clock.ts";
import { enqueue, keyOfSent } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import type { ReceiptsPress } from "../notices/acknowledgement-press.ts";
import { nagsOf } from "../notices/nags.ts";
import type { Notice } from "../notices/notice.ts";
import { findNotice, findNoticeByNumber, listNotices } from "../notices/notices.ts";
import { asksForReceipts, noticeNumberIn, noticeOfKey } from "../notices/receipt-requests.ts";
import { freshReceipts, type Receipts, receiptsOf } from "../notices/receipts.ts";
import { receiptsCard } from "../notices/receipts-card.ts";
import { receiptsSheets } from "../notices/receipts-sheets.ts";
import { noticesSentTo } from "../notices/targets.ts";
import { audit } from "../registry/audit.ts";
import { writeWorkbookFile } from "../registry/workbook-file.ts";
import { texts } from "../texts/acknowledgement.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

/** 「谁还没收到」: who has acknowledged a notice and who has not, of the groups whose receipts the asker may see here. */

export function isAboutReceipts({ message }: AnxunContext): boolean {
  return message.attachments.length === 0 && asksForReceipts(message.text);
}

export async function showReceipts(context: AnxunContext): Promise<void> {
  const standing = await context.standing();
  const refused = refusalOf(standing, "see_receipts");
  if (refused !== undefined) return context.sendText(refused);
  const { needs } = context;
  const notice = await noticeAskedFor(context);
  if (!notice || !isWithin(standing, notice.district)) return context.sendText(texts.receipts.none);
  if (!notice.acknowledgement.wanted) return context.sendText(texts.receipts.notWanted(notice));
  const receipts = seenBy(standing, await freshReceipts(needs, notice));
  const mayNag = refusalOf(standing, "send_notice", { district: notice.district }) === undefined;
  await context.say({ kind: "card", card: receiptsCard(receipts, { at: needs.now(), as: "state", mayNag }) });
}

/** The list as a file, into the chat in which it was asked for. */
export async function sendReceipts(
  press: InboundPress,
  { noticeId }: ReceiptsPress,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const notice = await findNotice(needs.db, noticeId);
  if (!notice) return undefined;
  const refused = await refusedPress(lookUp, "see_receipts", { district: notice.district });
  if (refused) return refused;
  const { db, now, onEnqueued } = needs;
  const receipts = seenBy(await lookUp(), await receiptsOf(db, notice, now()));
  const bytes = await writeWorkbookFile(receiptsSheets(receipts, await nagsOf(db, [notice.id])));
  const { number } = notice;
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, { name: texts.receipts.fileName({ number, day: dayOf(now()) }), bytes }, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: press.chatId }, fileId } as const;
    await enqueue(tx, { key: `${press.eventId}:receipts`, delivery, priority: "answer" }, now());
    const entry = { actor: press.presser, action: "receipts_exported", subject: { kind: "notice", id: number }, chatId: press.chatId };
    await audit(tx, entry, now());
  });
  onEnqueued();
  return toast("success", texts.receipts.sending({ number }));
}

/** Only the groups of districts that this person may see here. */
export function seenBy(standing: Standing, { notice, places }: Receipts): Receipts {
  return { notice, places: places.filter(({ district }) => isWithin(standing, district ?? notice.district)) };
}

function isWithin(standing: Standing, district: string | undefined): boolean {
  return refusalOf(standing, "see_receipts", { district }) === undefined;
}

/** By its number, by quoting it, else the last one that was sent here, written here or by the asker. */
async function noticeAskedFor({ message, needs }: AnxunContext): Promise<Notice | undefined> {
  const { db } = needs;
  const number = noticeNumberIn(message.text);
  if (number !== undefined) return findNoticeByNumber(db, number);
  const key = message.quotedMessageId === undefined ? undefined : await keyOfSent(db, message.quotedMessageId);
  const quoted = key === undefined ? undefined : noticeOfKey(key);
  if (quoted !== undefined) return findNotice(db, quoted);
  const recent = await listNotices(db, { states: ["approved", "sent", "recalled"], limit: RECENT_MAX });
  const earliest = recent.at(-1)?.createdAt;
  const here = earliest ? await noticesSentTo(db, [message.chatId], earliest) : [];
  const isOurs = ({ id, composedIn, composedBy }: Notice) =>
    here.includes(id) || composedIn === message.chatId || composedBy === message.speaker;
  return recent.find((notice) => notice.acknowledgement.wanted && isOurs(notice));
}

const RECENT_MAX = 200;
