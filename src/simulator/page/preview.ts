import type { Card } from "../../card.ts";
import type { Message } from "./protocol.ts";
import { texts } from "./texts.ts";

/** One line of plain text for a message: in the chat list, in a quote, for a screen reader. */
export function previewOf(message: Message): string {
  if (message.recalled) return texts.message.recalled;
  if (message.type === "card") return message.card ? cardSummary(message.card) : texts.message.card;
  if (message.type === "file") return texts.message.file(message.file?.name ?? "");
  const words = oneLine(message.text ?? "");
  const photos = photosOf(message).length > 0 ? texts.message.photo : "";
  return [photos, words].filter(Boolean).join(" ") || texts.message.empty;
}

/** Addresses of the pictures that a message carries. */
export function photosOf(message: Message): readonly string[] {
  if (message.imageUrls) return message.imageUrls;
  return message.imageUrl ? [message.imageUrl] : [];
}

export function cardTitle(card: Card): string {
  return card.header?.title.content ?? card.config.summary?.content ?? texts.message.card;
}

function cardSummary(card: Card): string {
  return oneLine(card.config.summary?.content ?? cardTitle(card));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
