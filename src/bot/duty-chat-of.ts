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
