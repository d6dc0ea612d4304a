import type { InboundPress } from "../messenger.ts";
import { dutyChatsNow, isSameDistrict } from "../policy/duty-chat.ts";
import type { Db } from "../storage/db.ts";
import type { BotNeeds } from "./needs.ts";
import type { LookUp } from "./who.ts";

/** The group in which the officers of a district are on duty. */
export async function dutyChatOf(
  { db, dutyChats }: Pick<BotNeeds, "dutyChats"> & { db: Db },
  district: string,
): Promise<string | undefined> {
  const chats = Object.entries(await dutyChatsNow(db, dutyChats));
  return chats.find(([name]) => isSameDistrict(name, district))?.[1];
}

/** Whether a card for the officers of `dutyChatId` is pressed where it was sent: there, or by one of them alone. A forwarded one decides nothing. */
export async function isPressedOnDuty({ chatId }: Pick<InboundPress, "chatId">, dutyChatId: string, lookUp: LookUp): Promise<boolean> {
  return chatId === dutyChatId || (await lookUp()).where.kind === "private";
}
