import { assertNever } from "../errors.ts";
import { leaveChat, refreshChat } from "../registry/groups.ts";
import type { AnxunContext } from "./context.ts";
import { greetingCard } from "./help.ts";

/** We came into a group, left it, or the group has changed. */
export async function membership(context: AnxunContext): Promise<void> {
  const { change, chatId } = context.membership;
  const { db } = context.needs;
  switch (change) {
    case "bot_added":
      await refreshChat(db, chatId);
      return context.say({ kind: "card", card: greetingCard() });
    case "chat_changed":
      return refreshChat(db, chatId);
    case "bot_removed":
    case "chat_dissolved":
      return leaveChat(db, chatId);
    default:
      return assertNever(change);
  }
}
