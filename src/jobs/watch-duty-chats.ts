import { type Clock, dayOf, HOUR_MS, startOfDay } from "../clock.ts";
import { eachApart } from "../each-apart.ts";
import { messageOf } from "../errors.ts";
import { administratorsOf } from "../hazards/duty-desk.ts";
import type { Log } from "../log.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Directory, PersonFacts, Recipient } from "../messenger.ts";
import { type DutyChats, districtsOnDuty, dutyChatsNow } from "../policy/duty-chat.ts";
import { lookWhoSits } from "../registry/chat-members.ts";
import { findChat } from "../registry/groups.ts";
import { outsidersLastSeen } from "../registry/seated.ts";
import type { Database } from "../storage/db.ts";
import { texts } from "../texts/duty-chats.ts";

/**
 * Who sits in the duty chats, asked ahead: what is sent there must not wait for the platform to tell. While somebody sits there who is not of
 * the offices, the chat is told once a day in neutral words, and whoever administers its district by name.
 */

type Watching = { db: Database; messenger: Pick<Directory, "members">; now: Clock; log: Log; dutyChats: DutyChats };

/** Nobody is told at night: what is inner is kept apart already. */
const TOLD_FROM_HOUR = 8;
const NAMES_MAX = 10;

/** Each by itself. @throws AggregateError  when some could not be looked at */
export async function watchDutyChats(needs: Watching): Promise<void> {
  const dutyChats = await dutyChatsNow(needs.db, needs.dutyChats);
  await eachApart(new Set(Object.values(dutyChats)), async (chatId) => {
    await lookWhoSits(needs, chatId);
    await tell(needs, { chatId, districts: districtsOnDuty(dutyChats, chatId) });
  });
}

/** Before anything is sent there. What cannot be learned now is learned by the watch. */
export async function lookAtDutyChats(needs: Watching): Promise<void> {
  const dutyChats = await dutyChatsNow(needs.db, needs.dutyChats);
  await eachApart(new Set(Object.values(dutyChats)), (chatId) => lookWhoSits(needs, chatId)).catch((error: unknown) => {
    needs.log.warn("who sits in the duty chats could not be noted", { reason: messageOf(error) });
  });
}

async function tell({ db, now, log }: Watching, { chatId, districts }: { chatId: string; districts: readonly string[] }): Promise<void> {
  const chat = await findChat(db, chatId);
  // Where we were put out, nobody would read it, and nothing of ours goes there.
  if (chat?.present === false) return;
  const outsiders = await outsidersLastSeen(db, chatId, chat?.vouchedFor ?? []);
  if (outsiders.length === 0) return;
  const administrators = new Set<string>();
  for (const district of districts) for (const openId of await administratorsOf(db, district)) administrators.add(openId);
  const name = chat?.name ?? "";
  const words = outsiders === "unsure" ? texts.unsure({ chat: name }) : texts.toldAdministrators({ chat: name, names: namesOf(outsiders) });
  const told: [Recipient, string][] = [...administrators].map((openId) => [{ kind: "person", openId }, words]);
  if (outsiders !== "unsure") told.unshift([{ kind: "chat", chatId }, texts.toldHere]);
  let isNew = false;
  for (const [to, text] of told) {
    const key = `outsiders/${dayOf(now())}/${chatId}${to.kind === "chat" ? "" : `/${to.openId}`}`;
    const delivery = { kind: "send", to, content: { kind: "text", text } } as const;
    isNew = (await enqueue(db, { key, delivery, priority: "normal", notBefore: morning(now()) }, now())) || isNew;
  }
  if (isNew) log.warn("a duty chat is not the office's alone", { chatId, isUnsure: outsiders === "unsure" });
}

function namesOf(outsiders: readonly PersonFacts[]): string[] {
  const names = outsiders.slice(0, NAMES_MAX).map(({ name }) => name);
  return outsiders.length > NAMES_MAX ? [...names, texts.others({ count: outsiders.length })] : names;
}

function morning(now: Date): Date {
  const begin = new Date(startOfDay(dayOf(now)).getTime() + TOLD_FROM_HOUR * HOUR_MS);
  return begin > now ? begin : now;
}
