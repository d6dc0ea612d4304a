import { assertNever } from "../errors.ts";
import { isAnswered } from "../mailroom/outbox.ts";
import { dutyChatsNow } from "../policy/duty-chat.ts";
import { audit } from "../registry/audit.ts";
import { forgetMembers, lookWhoSits } from "../registry/chat-members.ts";
import { chatOf, enterChat, leaveChat, refreshChat } from "../registry/groups.ts";
import type { AnxunContext } from "./context.ts";
import { knownDistricts } from "./districts.ts";
import { greetingCard } from "./help.ts";
import { joiningCard } from "./set-up-chat.ts";

/** We came into a group, left it, or the group has changed. */
export async function membership(context: AnxunContext): Promise<void> {
  const { change, chatId } = context.membership;
  const { needs } = context;
  const { db } = needs;
  await forgetMembers(db, chatId);
  // What is sent there by itself does not ask who came: until that is known it is sent to the officers alone.
  if (Object.values(await dutyChatsNow(db, needs.dutyChats)).includes(chatId)) await lookWhoSits(needs, chatId);
  switch (change) {
    case "bot_added":
      return join(context);
    case "chat_changed":
      await refreshChat(db, chatId);
      // Asked at once: lists of groups show the new name, and its district, without waiting for somebody to speak there.
      await chatOf(needs, chatId, await knownDistricts(needs));
      return;
    case "bot_removed":
    case "chat_dissolved":
      return leave(context, change);
    default:
      return assertNever(change);
  }
}

async function join(context: AnxunContext): Promise<void> {
  const { chatId, eventId } = context.membership;
  const { db, now } = context.needs;
  await enterChat(db, chatId);
  // The same event once more, after a crash.
  if (await isAnswered(db, `${eventId}:`)) return;
  const asked = await joiningCard(context.needs, chatId);
  await db.inTransaction(async (tx) => {
    await context.say({ kind: "card", card: greetingCard() }, tx);
    if (asked) await context.say({ kind: "card", card: asked }, tx);
    await audit(tx, { actor: "system", action: "chat_joined", subject: { kind: "chat", id: chatId }, chatId }, now());
  });
  context.needs.onEnqueued();
}

async function leave(context: AnxunContext, change: "bot_removed" | "chat_dissolved"): Promise<void> {
  const { chatId } = context.membership;
  const { db, now } = context.needs;
  const action = change === "bot_removed" ? "chat_left" : "chat_dissolved";
  await db.inTransaction(async (tx) => {
    if (!(await leaveChat(tx, chatId))) return;
    await audit(tx, { actor: "system", action, subject: { kind: "chat", id: chatId }, chatId }, now());
  });
}
