import { keyOfSent } from "../mailroom/outbox.ts";
import type { InboundPress } from "../messenger.ts";
import { dutyChatsNow, isSameDistrict } from "../policy/duty-chat.ts";
import type { Db } from "../storage/db.ts";
import type { BotNeeds } from "./needs.ts";

/** The group in which the officers of a district are on duty. */
export async function dutyChatOf(
  { db, dutyChats }: Pick<BotNeeds, "dutyChats"> & { db: Db },
  district: string,
): Promise<string | undefined> {
  const chats = Object.entries(await dutyChatsNow(db, dutyChats));
  return chats.find(([name]) => isSameDistrict(name, district))?.[1];
}

/**
 * Whether a card for the officers of a duty chat is pressed where it was sent: there, or by the officer who has it alone. A forwarded one
 * decides nothing.
 * @param sent.keyAlone  under which the outbox sent it to the presser alone
 */
export async function isPressedOnDuty(
  db: Db,
  { chatId, messageId }: Pick<InboundPress, "chatId" | "messageId">,
  sent: { dutyChatId: string; keyAlone: string },
): Promise<boolean> {
  return chatId === sent.dutyChatId || (await keyOfSent(db, messageId)) === sent.keyAlone;
}
