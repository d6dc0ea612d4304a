import { z } from "zod";
import type { StreamingCards } from "../messenger.ts";
import { wireCard } from "./content.ts";
import { CardId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import { checked, read } from "./reading.ts";

const Opened = z.object({ data: z.object({ card_id: CardId }) });

const STREAM_ENDED = JSON.stringify({ config: { streaming_mode: false } });

/** Card entities (CardKit) over Feishu's SDK. */
export function createStreamingCards({ client, call }: Pick<Platform, "client" | "call">): StreamingCards {
  const { card: cards, cardElement: elements } = client.cardkit.v1;
  const pathOf = (cardId: string) => ({ card_id: checked(CardId, cardId, "card id") });

  return {
    async openCard(card) {
      const data = { type: "card_json", data: wireCard(card) };
      const body = await call("open card", (as) => cards.create({ data }, as));
      return { cardId: read(Opened, body, "open card").data.card_id };
    },

    async write(cardId, { elementId, text, sequence }) {
      const path = { ...pathOf(cardId), element_id: elementId };
      await call("write card", (as) => elements.content({ path, data: { content: text, sequence } }, as));
    },

    async finish(cardId, card, sequence) {
      const path = pathOf(cardId);
      const data = wireCard(card);
      // The stream first: while it is open the chat list shows that something is being written, and a press cannot change the card.
      await call("end stream", (as) => cards.settings({ path, data: { settings: STREAM_ENDED, sequence } }, as));
      const replacement = { card: { type: "card_json" as const, data }, sequence: sequence + 1 };
      await call("finish card", (as) => cards.update({ path, data: replacement }, as));
    },
  };
}
