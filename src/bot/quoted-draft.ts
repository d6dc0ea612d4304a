import { draftOfHazard, draftsOfMessage } from "../hazards/drafts.ts";
import { keyOfSent } from "../mailroom/outbox.ts";
import type { InboundMessage } from "../messenger.ts";
import type { Db } from "../storage/db.ts";

const DRAFT_KEY = /^draft\/(\d+)\//;
const CASE_KEY = /^hazard\/(YH-\d{8}-\d{3,9})\//;

/** The draft that a message quotes: its card, the receipt, or the very message with which somebody reported. */
export async function draftQuoted(db: Db, { quotedMessageId, chatId }: InboundMessage): Promise<string | undefined> {
  if (quotedMessageId === undefined) return undefined;
  const key = (await keyOfSent(db, quotedMessageId)) ?? "";
  const draftId = DRAFT_KEY.exec(key)?.[1];
  if (draftId !== undefined) return draftId;
  const hazardId = CASE_KEY.exec(key)?.[1];
  if (hazardId !== undefined) return (await draftOfHazard(db, hazardId))?.id;
  return (await draftsOfMessage(db, { messageId: quotedMessageId, chatId }))[0]?.id;
}

/** The case of a card of ours that is quoted. */
export async function caseQuoted(db: Db, { quotedMessageId }: InboundMessage): Promise<string | undefined> {
  const key = quotedMessageId === undefined ? undefined : await keyOfSent(db, quotedMessageId);
  return key === undefined ? undefined : CASE_KEY.exec(key)?.[1];
}
