import { type Clock, SECOND_MS } from "../clock.ts";
import { type Messenger, MessengerError, type StreamingCards } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import type { Delivery } from "./delivery.ts";
import { messageUnder } from "./follow-up.ts";

type Needs = { db: Db; messenger: Pick<Messenger, "update"> & Pick<StreamingCards, "finish">; now: Clock };

/** More than are ever written at once, and one more for each stretch of time in which the gate of a card lets less than one through. */
const NUMBERS_AT_ONCE = 10;
const NUMBER_EACH_MS = SECOND_MS / 10;

/**
 * Puts the final card in the place of a draft. Where the platform will not do that to the growing card, it is changed like any other.
 * @returns the message that shows it
 * @throws MessengerError  gone, refused: it has to be said anew
 */
export async function finishDraft({ db, messenger, now }: Needs, delivery: Extract<Delivery, { kind: "finish" }>): Promise<string> {
  const { of, cardId, openedAt, card, abandoned } = delivery;
  const number = numberAfterAll(new Date(openedAt), now());
  const messageId = await messageUnder(db, of).catch(async (error: unknown) => {
    // Nobody knows it to have been sent, which is not to know that nobody sees it.
    if (isFinal(error)) await messenger.finish(cardId, abandoned, number).catch(isRefusal);
    throw error;
  });
  await messenger.finish(cardId, card, number).catch(async (error: unknown) => {
    if (!isFinal(error)) throw error;
    await messenger.update(messageId, card);
  });
  return messageId;
}

/**
 * A number that is greater than that of any change made to a card by `now`: whoever finishes a card need not know who wrote to it, and how often.
 * Should two machines disagree about the time, the platform refuses, and a later attempt has a greater one.
 */
function numberAfterAll(openedAt: Date, now: Date): number {
  return NUMBERS_AT_ONCE + Math.max(0, Math.ceil((now.getTime() - openedAt.getTime()) / NUMBER_EACH_MS));
}

function isFinal(error: unknown): boolean {
  return error instanceof MessengerError && (error.refusal === "refused" || error.refusal === "gone");
}

function isRefusal(error: unknown): void {
  if (!(error instanceof MessengerError)) throw error;
}
