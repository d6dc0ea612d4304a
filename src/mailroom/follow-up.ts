import type { Clock } from "../clock.ts";
import { type Messenger, MessengerError, type Urgent } from "../messenger.ts";
import type { SentMessages } from "../sent-messages.ts";
import type { Db } from "../storage/db.ts";
import type { ClaimedDelivery, Delivery, Priority } from "./delivery.ts";
import { isUrgentLane } from "./lane.ts";
import { enqueue, noteWithdrawn, sentUnder } from "./outbox.ts";

/** What is done to something that we sent ourselves, named by the key under which it was put into the outbox. */

type Needs = { db: Db; messenger: Pick<Messenger, "update"> & Urgent & Pick<SentMessages, "recall">; now: Clock };

type Amend = Extract<Delivery, { kind: "amend" }>;
type Recall = Extract<Delivery, { kind: "recall" }>;
type Urge = Extract<Delivery, { kind: "urge" }>;
/** What something else takes the place of. */
type Failed = Pick<ClaimedDelivery, "id" | "lane" | "delivery">;

/** Replaces a card of ours. @throws MessengerError  gone: it was never sent, and never will be */
export async function amend({ db, messenger }: Needs, delivery: Amend): Promise<void> {
  await messenger.update(await messageUnder(db, delivery.of), delivery.card);
}

/** Takes a message of ours back. @throws MessengerError  gone: it was never sent, or is away already; refused: too late */
export async function recall({ db, messenger }: Needs, delivery: Recall): Promise<void> {
  await noteWithdrawn(db, delivery.of);
  await messenger.recall(await messageUnder(db, delivery.of));
}

/**
 * 加急. Whoever is not reached by it (the platform refuses, or knows them not) is written to in private; should that be refused, too,
 * the chat is told. @throws MessengerError  when it may be tried again
 */
export async function urge(needs: Needs, { id, lane }: Pick<Failed, "id" | "lane">, delivery: Urge): Promise<void> {
  const missed = await missedBy(needs, delivery);
  for (const openId of missed) {
    const lastly: Delivery = { kind: "send", to: delivery.to, content: delivery.lastly };
    const instead: Delivery = { kind: "send", to: { kind: "person", openId }, content: delivery.instead, otherwise: lastly };
    await enqueue(needs.db, { key: `${id}/instead/${openId}`, delivery: instead, priority: priorityOf({ lane, delivery }) }, needs.now());
  }
}

/** Says what was to be said in the place of something that the platform refuses for good. */
export async function sayOtherwise({ db, now }: Pick<Needs, "db" | "now">, { id, lane, delivery }: Failed): Promise<void> {
  const otherwise = otherwiseOf(delivery);
  if (otherwise) await enqueue(db, { key: `${id}/otherwise`, delivery: otherwise, priority: priorityOf({ lane, delivery }) }, now());
}

/** What stands in for something that cannot wait cannot wait either; the end of an answer is waited for; a notice is not. */
function priorityOf({ lane, delivery }: Pick<Failed, "lane" | "delivery">): Priority {
  if (isUrgentLane(lane)) return "urgent";
  return delivery.kind === "finish" ? "answer" : "normal";
}

function otherwiseOf(delivery: Delivery): Delivery | undefined {
  if (delivery.kind === "send") return delivery.otherwise;
  if (delivery.kind !== "finish") return undefined;
  const { messageId, chatId, card } = delivery;
  return { kind: "reply", messageId, chatId, content: { kind: "card", card } };
}

async function missedBy({ db, messenger }: Needs, { of, people }: Urge): Promise<readonly string[]> {
  try {
    return (await messenger.urge(await messageUnder(db, of), people)).missed;
  } catch (error) {
    const isFinal = error instanceof MessengerError && (error.refusal === "refused" || error.refusal === "gone");
    if (!isFinal) throw error;
    return people;
  }
}

/** @throws MessengerError  busy: it is waiting still; gone: it was never sent */
export async function messageUnder(db: Db, key: string): Promise<string> {
  const sent = await sentUnder(db, key);
  if (sent?.messageId) return sent.messageId;
  if (sent?.isWaiting) throw new MessengerError("busy", "what it follows has not been sent yet");
  throw new MessengerError("gone", "what it follows was never sent");
}
