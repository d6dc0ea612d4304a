import type { DeskState } from "./desk-state.ts";
import type { Mentionable } from "./mention.ts";
import { BOT_ID, type Chat } from "./protocol.ts";
import { texts } from "./texts.ts";

/** The id under which everybody is named. */
export const EVERYONE_ID = "all";

/** Whom I can name in a chat: the bot first, then the others, everybody last. In a private chat nobody needs naming. */
export function mentionablesOf(chat: Chat, state: DeskState): readonly Mentionable[] {
  if (chat.kind === "private") return [];
  const bot = chat.botPresent ? [{ id: BOT_ID, name: state.bot.name, note: texts.conversation.bot }] : [];
  const others = state.people
    .filter(({ id }) => id !== state.me && chat.members.includes(id))
    .map(({ id, name, title }) => ({ id, name, note: title }));
  return [...bot, ...others, { id: EVERYONE_ID, name: texts.composer.everyone, note: texts.composer.everyoneNote }];
}
