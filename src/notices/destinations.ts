import { findChat, listChats } from "../registry/groups.ts";
import { personOfAccount } from "../registry/people.ts";
import type { Db } from "../storage/db.ts";
import { placesOf } from "./audience.ts";
import type { Destination } from "./dispatch.ts";
import type { NoticeDraft } from "./notice.ts";

export type Surroundings = {
  /** Groups that the operator named as duty chats: inner ones. */
  dutyChatIds: readonly string[];
  /** Inner groups in which somebody sits who is not of the offices: asked for where a notice is for inner groups alone. */
  withOutsiders?: readonly string[];
};

/** Looks up where a notice goes as things stand now. */
export async function destinationsOf(
  db: Db,
  draft: Pick<NoticeDraft, "audience" | "district" | "innerOnly">,
  { dutyChatIds, withOutsiders = [] }: Surroundings,
): Promise<Destination[]> {
  const present = await listChats(db);
  const left = [];
  for (const chatId of draft.audience.chatIds.filter((id) => !present.some((chat) => chat.chatId === id))) {
    const chat = await findChat(db, chatId);
    if (chat) left.push(chat);
  }
  const people = [];
  for (const openId of draft.audience.people) people.push({ openId, name: (await personOfAccount(db, openId))?.name ?? openId });
  const chats = [...present, ...left];
  const quiet = new Map(chats.map(({ chatId, settings }) => [chatId, settings.quietHours]));
  return placesOf(draft, { chats, people, dutyChatIds, withOutsiders }).map((place) => ({
    ...place,
    quietHours: quiet.get(place.recipient),
  }));
}
