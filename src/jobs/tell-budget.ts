import { card, escapeMarkdown, markdown } from "../card.ts";
import { type Clock, dayOf } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import { type DutyChats, dutyChatsNow } from "../policy/duty-chat.ts";
import { spentOn } from "../policy/model-calls.ts";
import { peopleWithIds } from "../registry/people.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Database } from "../storage/db.ts";
import { texts } from "../texts/model.ts";

/** Once a day at most: that the tokens of the day are used up, to the duty chats and to whoever administers everything. */
export async function tellBudget(
  { db, now, ...configured }: { db: Database; now: Clock; dutyChats: DutyChats },
  tokensPerDay: number | undefined,
): Promise<void> {
  if (tokensPerDay === undefined) return;
  const day = dayOf(now());
  const { tokens, costYuan } = await spentOn(db, day);
  if (tokens < tokensPerDay) return;
  const { title, body } = texts.budget;
  const told = card({ text: title, color: "orange" }, [markdown(escapeMarkdown(body({ tokens, tokensPerDay, costYuan })))], title);
  for (const { key, to } of await recipients(db, configured.dutyChats)) {
    const delivery = { kind: "send", to, content: { kind: "card", card: told } } as const;
    await enqueue(db, { key: `budget/${day}/${key}`, delivery, priority: "normal" }, now());
  }
}

async function recipients(db: Database, dutyChats: DutyChats): Promise<{ key: string; to: Recipient }[]> {
  const chats = new Set(Object.values(await dutyChatsNow(db, dutyChats)));
  const everywhere = (await holdersOf(db, { roles: ["administrator"] })).filter(({ district }) => district === undefined);
  const people = await peopleWithIds(db, [...new Set(everywhere.map(({ personId }) => personId))]);
  return [
    ...[...chats].map((chatId) => ({ key: chatId, to: { kind: "chat", chatId } as const })),
    ...people.flatMap(({ openId }) => (openId ? [{ key: openId, to: { kind: "person", openId } as const }] : [])),
  ];
}
