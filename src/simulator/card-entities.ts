import { DAY_MS, MINUTE_MS } from "../clock.ts";
import { refusal } from "./refusal.ts";
import type { CardEntity, State, StoredMessage } from "./state.ts";
import type { Store } from "./store.ts";

/** Cards that live by themselves: how long, how they stream, and what shows them. */

/** A stream that is not ended by then ends itself. */
const STREAM_MS = 10 * MINUTE_MS;
/** From then on nothing can be done to it. */
const LIFE_MS = 14 * DAY_MS;

/** @throws PlatformRefusal 200740, 200750 when there is none, or not any more */
export function livingEntity({ state, now }: Store, cardId: string): CardEntity {
  const entity = state.cards.get(cardId);
  if (!entity) throw refusal(200740);
  if (now().getTime() - entity.createdAt > LIFE_MS) throw refusal(200750);
  return entity;
}

/** The first call after the stream's end hears that it timed out, the later ones that it is closed. @throws PlatformRefusal */
export function checkStreaming(store: Store, entity: CardEntity): void {
  if (entity.streamingSince === undefined) throw refusal(300309);
  if (!isOver(store, entity)) return;
  store.record({ kind: "card_set", card: { ...entity, streamingSince: undefined } });
  throw refusal(200850);
}

/** Shows people that a stream has ended itself. */
export function endStreams(store: Store): void {
  for (const entity of store.state.cards.values()) {
    if (entity.streamingSince === undefined || !isOver(store, entity)) continue;
    const card = JSON.parse(entity.card);
    if (card.config?.streaming_mode !== true) continue;
    card.config.streaming_mode = false;
    changeEntity(store, { ...entity, card: JSON.stringify(card) });
  }
}

/** Changes a card, and the message that shows it. */
export function changeEntity(store: Store, entity: CardEntity): void {
  store.record({ kind: "card_set", card: entity });
  const message = messageShowing(store.state, entity.id);
  if (!message) return;
  store.record({ kind: "message_changed", id: message.id, patch: { content: entity.card, updatedAt: store.now().getTime() } });
}

/** A card can be sent once. */
export function messageShowing(state: State, cardId: string): StoredMessage | undefined {
  return [...state.messages.values()].find((message) => message.cardId === cardId);
}

function isOver({ now }: Store, { streamingSince }: CardEntity): boolean {
  return streamingSince !== undefined && now().getTime() - streamingSince > STREAM_MS;
}
