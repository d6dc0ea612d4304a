import type { Card } from "../card.ts";
import type { Content, Messenger, Recipient } from "../messenger.ts";

/** What can be said and done in chats, by which of the platform's calls, and what becomes of it. */

export type Delivery =
  /** `otherwise`: what is said instead when the platform refuses this for good. */
  | { kind: "send"; to: Recipient; content: Content; otherwise?: Delivery }
  /** A file of outgoing_files: it is carried up when it is sent. */
  | { kind: "send_file"; to: Recipient; fileId: string }
  | { kind: "reply"; messageId: string; chatId: string; content: Content }
  | { kind: "update"; messageId: string; chatId: string; card: Card }
  /** Replaces the card that was put here under the key `of`, to be sent to `to`; it may still be waiting. */
  | { kind: "amend"; of: string; to: Recipient; card: Card }
  /** 加急 of what was put here under the key `of`. `instead`: for whom it does not reach, in private; `lastly`: for `to`, when that fails as well. */
  | { kind: "urge"; of: string; to: Recipient; people: readonly string[]; instead: Content; lastly: Content }
  /** Takes back what was put here under the key `of`, to be sent to `to`. */
  | { kind: "recall"; of: string; to: Recipient }
  /**
   * Ends the growing card `cardId` that was put here under the key `of`: `card` takes its place, or is said anew in answer to `messageId`
   * where that cannot be; `abandoned` is what anybody sees who sees the draft all the same. `openedAt`: ISO 8601.
   */
  | { kind: "finish"; of: string; cardId: string; openedAt: string; card: Card; abandoned: Card; messageId: string; chatId: string }
  | { kind: "react"; messageId: string; chatId: string; emoji: Parameters<Messenger["react"]>[1] };

/** The platform's calls, each with limits of its own. */
export const APIS = ["send", "reply", "update", "react", "urge", "recall", "finish"] as const;
export type Api = (typeof APIS)[number];

/** The call that carries each kind out. */
export const API_OF: Readonly<Record<Delivery["kind"], Api>> = {
  send: "send",
  send_file: "send",
  reply: "reply",
  update: "update",
  amend: "update",
  urge: "urge",
  react: "react",
  recall: "recall",
  finish: "finish",
};

/** `urgent` keeps no order with the rest: it goes in a lane of its own beside its chat's. */
export type Priority = "urgent" | "answer" | "normal" | "broadcast";

/** Smaller goes first. */
export const RANK: Readonly<Record<Priority, number>> = { urgent: -1, answer: 0, normal: 1, broadcast: 2 };

export type ClaimedDelivery = {
  id: string;
  lane: string;
  api: Api;
  delivery: Delivery;
  attempts: number;
  dueAt: Date;
  notBefore: Date;
  /** Begin of the first attempt of which nobody knows whether it was carried out. */
  unsureSince: Date | null;
  /** The message of ours in answer to which it is said, because its own call had to wait; null: it is said by its own call. */
  below: string | null;
};

/** What becomes of a claimed delivery. */
export type Settlement =
  | { state: "sent"; messageId: string | undefined }
  /** `unanswerable`: the message of ours that cannot be answered; from now on the delivery's own call is used. */
  | { state: "queued"; notBefore: Date; attempts: number; unsureSince: Date | null; failure: string | undefined; unanswerable?: string }
  | { state: "failed" | "uncertain"; code: string; failure: string };

/** @param key  what it answers or announces: a second delivery under the same key is dropped */
export type OutboxDraft = { key: string; delivery: Delivery; priority: Priority; notBefore?: Date };

/** What became of a delivery. `code`: why it failed, as the rules of delivery name it. */
export type Fate = {
  key: string;
  state: "queued" | "sending" | "sent" | "failed" | "uncertain";
  messageId: string | null;
  code: string | null;
};
