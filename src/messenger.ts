import type { Card } from "./card.ts";
import type { ErrorCode } from "./errors.ts";

/** The chat platform as we see it. `lark/` implements it over the Feishu SDK; nobody else knows the SDK. */

/** What reaches us, parsed and trusted. `eventId` is the key that repeats share. */
export type Inbound = InboundMessage | InboundPress | InboundMembership | InboundContact;

export type InboundMessage = {
  kind: "message";
  /** Feishu's message_id: its deliveries may repeat under other event ids. */
  eventId: string;
  messageId: string;
  chatId: string;
  chatKind: "private" | "group";
  /** Of the topic that the message stands in, if any. */
  threadId?: string;
  /** open_id of the speaker. */
  speaker: string;
  /** Plain text: mentions of the bot removed, other mentions as 「@name」, a post's lines joined by \n. */
  text: string;
  /** True in a private chat, and in a group when the bot itself was mentioned (@all does not count). */
  addressed: boolean;
  /** People whom it mentions, in their order; the bot is not among them. */
  mentioned?: readonly PersonFacts[];
  /** The message that this one quotes or answers. */
  quotedMessageId?: string;
  /** image_key and file_key of what was attached, in order. */
  attachments: readonly Attachment[];
  /** Feishu's type of a private message that says nothing we can read (sticker, audio …); its text is empty. */
  unreadable?: string;
  /** When it was said. JSON-safe: ISO 8601. */
  saidAt: string;
};

export type Attachment = { kind: "image" | "file"; key: string; name?: string };

/** A button pressed on a card. Answered at once, never repeated by Feishu. */
export type InboundPress = {
  kind: "press";
  eventId: string;
  chatId: string;
  /** The message that carries the card. */
  messageId: string;
  presser: string;
  /** What the button carries: written by us, but it comes back from outside. Parse it. */
  value: unknown;
  /** Fields of the form that was submitted; empty for a plain button. */
  form: Readonly<Record<string, unknown>>;
};

export type InboundMembership = {
  kind: "membership";
  eventId: string;
  chatId: string;
  change: "bot_added" | "bot_removed" | "chat_dissolved" | "chat_changed";
};

/** Something about a person has changed at the platform. */
export type InboundContact = { kind: "contact"; eventId: string; openId: string; change: "updated" | "left" };

/** The answer to a press: what pops up, and the card that replaces the pressed one. */
export type PressReply = { toast?: { type: "info" | "success" | "error" | "warning"; content: string }; card?: Card };

export type Content =
  | { kind: "text"; text: string }
  | { kind: "card"; card: Card }
  /** What StreamingCards opened. It can be sent once. */
  | { kind: "card_entity"; cardId: string };

export type Recipient = { kind: "chat"; chatId: string } | { kind: "person"; openId: string };

/** `external`: people of other organisations are in it. */
export type ChatFacts = { chatId: string; name: string; external: boolean; isPrivate: boolean };
export type PersonFacts = { openId: string; name: string };
/** What the address book says of a person. */
export type Contact = PersonFacts & {
  title: string | undefined;
  /** By name; empty where the app may not see them. */
  departments: readonly string[];
  /** They are with us no longer. */
  resigned: boolean;
};

/**
 * What we can ask of the platform. Each call is one request; the caller retries.
 * @throws MessengerError
 */
export interface Messenger {
  /** @param uuid  at most 50 characters; the platform drops a repeat within one hour */
  send(to: Recipient, content: Content, uuid: string): Promise<{ messageId: string }>;
  reply(messageId: string, content: Content, uuid: string): Promise<{ messageId: string }>;
  /** Replaces the card of one of our own messages (at most 14 days old). */
  update(messageId: string, card: Card): Promise<void>;
  react(messageId: string, emoji: "Typing" | "OnIt" | "DONE" | "OK" | "THUMBSUP"): Promise<void>;
  chat(chatId: string): Promise<ChatFacts>;
  /** The bot itself. */
  self(): Promise<PersonFacts>;
}

/** What somebody said earlier; `text` is empty when it cannot be read. */
export type EarlierMessage = { messageId: string; chatId: string; sender: "person" | "bot"; text: string };

/** 加急: rings at people about a message of ours. */
export interface Urgent {
  /** @param openIds  at most 200 @returns whom it did not reach @throws MessengerError: refused in a group with other organisations */
  urge(messageId: string, openIds: readonly string[]): Promise<{ missed: readonly string[] }>;
}

/**
 * Cards that stand at the platform by themselves and are written to while people look on: at most 10 changes a second of one card.
 * A stream that nobody ends closes after 10 minutes; the card can be replaced for 14 days.
 */
export interface StreamingCards {
  /** @param card  with `streaming_mode` @returns what it is sent by @throws MessengerError */
  openCard(card: Card): Promise<{ cardId: string }>;
  /**
   * Shows `text` in one of its elements: all of it, not what was added.
   * @param change.sequence  1 … 2^31 - 1, greater than that of every change before
   * @throws MessengerError: gone when the stream is closed, busy when another change was ahead
   */
  write(cardId: string, change: { elementId: string; text: string; sequence: number }): Promise<void>;
  /**
   * Ends the stream and puts `card` in its place, also when the stream has closed itself.
   * @param sequence  this change takes two numbers: it and the next
   * @throws MessengerError
   */
  finish(cardId: string, card: Card, sequence: number): Promise<void>;
}

/** Pictures for cards. */
export interface Pictures {
  /** @param bytes  at most 10 MB @returns what a card names it by @throws MessengerError */
  uploadImage(bytes: Uint8Array): Promise<{ imageKey: string }>;
}

/** Looks a message up again, for what a new one quotes. */
export interface MessageReader {
  /** Undefined: recalled, deleted, or never there. @throws MessengerError */
  message(messageId: string): Promise<EarlierMessage | undefined>;
}

/** The platform's address book, as far as the app may see it. */
export interface Directory {
  /** @throws MessengerError: refused for somebody outside the app's range */
  contact(openId: string): Promise<Contact>;
  /** The people in a group that we are in, without the bots. @throws MessengerError */
  members(chatId: string): Promise<PersonFacts[]>;
}

/**
 * Why the platform did not do it, in the terms in which we decide.
 * - `busy`: over a limit; try again, not before `retryAfterMs`
 * - `unreachable`: network, time-out, 5xx: may or may not have happened; try again with the same uuid
 * - `gone`: chat dissolved, bot removed or muted, person left, message recalled: never try again
 * - `refused`: content or permission: never try again, a person must look
 * - `unauthorized`: the app's credentials: a person must look; nothing else will work either
 */
export type Refusal = "busy" | "unreachable" | "gone" | "refused" | "unauthorized";

export class MessengerError extends Error {
  readonly code: ErrorCode = "feishu_refused";
  readonly refusal: Refusal;
  /** Feishu's own code (230020, 99991400 …), if it gave one. */
  readonly platformCode: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** Of `unreachable`: true when the request surely did not arrive (name not resolved, connection refused), so nothing can have happened. */
  readonly neverArrived: boolean;

  constructor(
    refusal: Refusal,
    message: string,
    options: { platformCode?: number; retryAfterMs?: number; neverArrived?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "MessengerError";
    this.refusal = refusal;
    this.platformCode = options.platformCode;
    this.retryAfterMs = options.retryAfterMs;
    this.neverArrived = options.neverArrived ?? false;
  }
}
