import { CARD_BYTES_MAX, CARD_ELEMENTS_MAX, type Card } from "../card.ts";
import { type Content, MessengerError } from "../messenger.ts";

/** A message as the platform takes it. */
export type WireContent = { msg_type: "text" | "interactive"; content: string };

/** Bytes of a text message; the platform refuses more with 230025. */
const TEXT_BYTES_MAX = 150 * 1024;

/** The one place where what we say becomes what Feishu reads. @throws MessengerError refused, when it is too large to be sent */
export function wireContent(content: Content): WireContent {
  if (content.kind === "card") return { msg_type: "interactive", content: wireCard(content.card) };
  if (content.kind === "card_entity") {
    return { msg_type: "interactive", content: JSON.stringify({ type: "card", data: { card_id: content.cardId } }) };
  }
  // Feishu reads `<at …>` in a text as a mention: nobody is called by what a user or a document wrote.
  const text = JSON.stringify({ text: content.text.replaceAll("<at", "\u{FF1C}at") });
  return { msg_type: "text", content: within(text, TEXT_BYTES_MAX, "text") };
}

/** @throws MessengerError refused, when the card is too large to be sent */
export function wireCard(card: Card): string {
  const elements = countElements(card);
  if (elements > CARD_ELEMENTS_MAX) throw new MessengerError("refused", `card: ${elements} elements, at most ${CARD_ELEMENTS_MAX}`);
  return within(JSON.stringify(card), CARD_BYTES_MAX, "card");
}

function within(json: string, bytesMax: number, what: string): string {
  const bytes = Buffer.byteLength(json);
  if (bytes > bytesMax) throw new MessengerError("refused", `${what}: ${bytes} bytes, at most ${bytesMax}`);
  return json;
}

/** Everything with a tag counts, plain_text too; what a chart holds is VChart's own. */
function countElements(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + countElements(inner), 0);
  if (value === null || typeof value !== "object") return 0;
  const inner = Object.entries(value).filter(([key]) => key !== "chart_spec");
  return ("tag" in value ? 1 : 0) + countElements(inner.map(([, child]) => child));
}
