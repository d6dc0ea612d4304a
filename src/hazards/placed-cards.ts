import { type Card, card, markdown } from "../card.ts";
import { DAY_MS } from "../clock.ts";
import type { Priority } from "../mailroom/delivery.ts";
import { enqueue, fatesOf } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/case.ts";
import { caseCard } from "./case-card.ts";
import type { FormName } from "./case-forms.ts";
import { type CardPlace, type Deadlines, isNoneOfTheirs, viewOf } from "./case-view.ts";
import type { Hazard } from "./hazard.ts";
import { cardsOf, forgetCard, noteCard, type PlacedCard } from "./hazard-cards.ts";

/** Puts cards of a case into the outbox, remembers where they stand, and makes them true again. All inside the caller's transaction. */

export type CardNeeds = { now: Date; deadlines?: Deadlines | undefined };

/** The platform lets a message be changed for fourteen days; what is older is sent anew. */
const CHANGEABLE_MS = 13 * DAY_MS;

/**
 * @param priority  "answer" to somebody who asked for it
 * @returns false when one stood under its key before
 */
export async function placeCard(
  tx: Db,
  hazard: Hazard,
  placed: Omit<PlacedCard, "hazardId">,
  needs: CardNeeds & { priority?: Priority; replyTo?: { messageId: string; chatId: string } },
): Promise<boolean> {
  const { key, recipient, viewer } = placed;
  const content = {
    kind: "card",
    card: caseCard(hazard, await viewOf({ db: tx, ...needs }, hazard, placeOf({ recipient, viewer }))),
  } as const;
  const { priority = "normal", replyTo } = needs;
  const delivery = replyTo ? ({ kind: "reply", ...replyTo, content } as const) : ({ kind: "send", to: recipient, content } as const);
  const isNew = await enqueue(tx, { key, delivery, priority }, needs.now);
  if (isNew) await noteCard(tx, { key, hazardId: hazard.id, recipient, viewer }, needs.now);
  return isNew;
}

/**
 * Every card that can still be changed shows the case as it stands; of whoever it turned out not to concern, and in a duty chat into which
 * outsiders have come, that alone, for the last time.
 * @param needs.openChats  duty chats in which outsiders sit
 * @returns where those are: one that never arrived stands nowhere
 */
export async function refreshCards(tx: Db, hazard: Hazard, needs: CardNeeds & { openChats?: readonly string[] }): Promise<PlacedCard[]> {
  const placed = await cardsOf(tx, hazard.id, new Date(needs.now.getTime() - CHANGEABLE_MS));
  const fates = await fatesOf(
    tx,
    placed.map(({ key }) => key),
  );
  const lost = new Set(fates.filter(({ state }) => state === "failed" || state === "uncertain").map(({ key }) => key));
  const standing: PlacedCard[] = [];
  for (const one of placed.filter(({ key }) => !lost.has(key))) {
    const { key, recipient, viewer } = one;
    const isApart = recipient.kind === "chat" && recipient.chatId !== hazard.chatId && (needs.openChats ?? []).includes(recipient.chatId);
    const isOver = isApart || (viewer !== undefined && (await isNoneOfTheirs(tx, hazard, viewer)));
    const shown = isOver
      ? overCard(hazard, isApart ? texts.apart : texts.corrected)
      : caseCard(hazard, await viewOf({ db: tx, ...needs }, hazard, placeOf({ recipient, viewer })));
    const delivery = { kind: "amend", of: key, to: recipient, card: shown } as const;
    await enqueue(tx, { key: `${key}/v${hazard.version}`, delivery, priority: "normal" }, needs.now);
    if (isOver) await forgetCard(tx, key);
    else standing.push(one);
  }
  return standing;
}

/** Nothing of the case stays with those whose it never was, nor among outsiders. */
function overCard({ id }: Hazard, words: typeof texts.corrected | typeof texts.apart): Card {
  return card({ text: words.title({ id }), color: "grey" }, [markdown(words.said)], words.said);
}

/** The card as it is drawn for one press. */
export async function cardFor(db: Db, hazard: Hazard, at: CardPlace, needs: CardNeeds & { form?: FormName }) {
  return caseCard(hazard, { ...(await viewOf({ db, ...needs }, hazard, at)), form: needs.form });
}

function placeOf({ recipient, viewer }: Pick<PlacedCard, "recipient" | "viewer">): CardPlace {
  return { viewer, chatId: recipient.kind === "chat" ? recipient.chatId : undefined };
}

export function placeName(to: Recipient): string {
  return to.kind === "chat" ? to.chatId : to.openId;
}
