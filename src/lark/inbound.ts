import { z } from "zod";
import type { Inbound, InboundContact, InboundMembership, InboundMessage, InboundPress, PersonFacts } from "../messenger.ts";
import { ChatId, EventId, MessageId, OpenId, ThreadId } from "./ids.ts";
import { Mention, mentionedOpenId, readMessageText } from "./message-text.ts";

/** What the event means to us; or why it is not for us; or the fields that are not as documented, never their values. */
export type Reading = { kind: "inbound"; inbound: Inbound } | { kind: "ignored" | "malformed"; reason: string };

/** The event types that we subscribe to. */
export const EVENT_TYPES = [
  "im.message.receive_v1",
  "card.action.trigger",
  "im.chat.member.bot.added_v1",
  "im.chat.member.bot.deleted_v1",
  "im.chat.disbanded_v1",
  "im.chat.updated_v1",
  "im.chat.member.user.added_v1",
  "im.chat.member.user.deleted_v1",
  "im.chat.member.user.withdrawn_v1",
  "contact.user.updated_v3",
  "contact.user.deleted_v3",
] as const;

const Envelope = z.object({ event_type: z.string(), event_id: EventId });

const MessageEvent = z.object({
  sender: z.object({ sender_id: z.object({ open_id: OpenId }), sender_type: z.string() }),
  message: z.object({
    message_id: MessageId,
    // The message that this one answers; empty strings come for "none".
    parent_id: MessageId.or(z.literal("")).nullish(),
    thread_id: ThreadId.or(z.literal("")).nullish(),
    create_time: z.string().regex(/^\d{13}$/),
    chat_id: ChatId,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(Mention).nullish(),
  }),
});

const PressEvent = z.object({
  operator: z.object({ open_id: OpenId }),
  action: z.object({ value: z.unknown(), form_value: z.record(z.string(), z.unknown()).nullish() }),
  context: z.object({ open_message_id: MessageId, open_chat_id: ChatId }),
});

const ChatEvent = z.object({ chat_id: ChatId });

const ContactEvent = z.object({ object: z.object({ open_id: OpenId }) });

const CHANGES: Readonly<Record<string, InboundMembership["change"]>> = {
  "im.chat.member.bot.added_v1": "bot_added",
  "im.chat.member.bot.deleted_v1": "bot_removed",
  "im.chat.disbanded_v1": "chat_dissolved",
  "im.chat.updated_v1": "chat_changed",
  "im.chat.member.user.added_v1": "chat_changed",
  "im.chat.member.user.deleted_v1": "chat_changed",
  "im.chat.member.user.withdrawn_v1": "chat_changed",
};

const CONTACT_CHANGES: Readonly<Record<string, InboundContact["change"]>> = {
  "contact.user.updated_v3": "updated",
  "contact.user.deleted_v3": "left",
};

/**
 * Reads an event of the platform.
 * @param raw  as the SDK's dispatcher hands it on (`{schema, ...header, ...event}`), or as it came over the wire (`{schema, header, event}`)
 * @param bot  our own open_id: what we said ourselves is not for us, and only a mention of it addresses us
 */
export function readInbound(raw: unknown, bot: { openId: string }): Reading {
  const flat = flatten(raw);
  const envelope = Envelope.safeParse(flat);
  if (!envelope.success) return malformed(envelope.error);
  const { event_type: type, event_id: eventId } = envelope.data;
  if (type === "im.message.receive_v1") return clean(readMessage(flat, bot));
  if (type === "card.action.trigger") return clean(readPress(flat, eventId));
  const contactChange = CONTACT_CHANGES[type];
  if (contactChange) return readContact(flat, eventId, contactChange);
  const change = CHANGES[type];
  return change ? readMembership(flat, eventId, change) : ignored(`event type ${type}`);
}

/** Postgres keeps neither U+0000 nor half a surrogate pair in text or jsonb, where questions and sessions end up. */
function clean<Value>(value: Value): Value {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed() as Value;
  if (Array.isArray(value)) return value.map(clean) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), clean(inner)])) as Value;
}

function flatten(raw: unknown): unknown {
  const wire = z.object({ header: z.looseObject({}), event: z.looseObject({}) }).safeParse(raw);
  return wire.success ? { ...wire.data.header, ...wire.data.event } : raw;
}

function readMessage(flat: unknown, bot: { openId: string }): Reading {
  const parsed = MessageEvent.safeParse(flat);
  if (!parsed.success) return malformed(parsed.error);
  const { sender, message } = parsed.data;
  const speaker = sender.sender_id.open_id;
  // Two bots that answer each other never stop.
  if (sender.sender_type !== "user" || speaker === bot.openId) return ignored(`sender ${sender.sender_type}`);
  const mentions = message.mentions ?? [];
  const isPrivate = message.chat_type === "p2p";
  const said = readMessageText(message.message_type, message.content, mentions, bot);
  if (!said && !isPrivate) return ignored(`message type ${message.message_type}`);
  const mentioned = peopleIn(mentions, bot);
  const inbound: InboundMessage = {
    kind: "message",
    eventId: message.message_id,
    messageId: message.message_id,
    chatId: message.chat_id,
    chatKind: isPrivate ? "private" : "group",
    ...(message.thread_id ? { threadId: message.thread_id } : {}),
    speaker,
    text: said?.text ?? "",
    addressed: isPrivate || mentions.some((mention) => mentionedOpenId(mention) === bot.openId),
    ...(mentioned.length > 0 ? { mentioned } : {}),
    ...(message.parent_id ? { quotedMessageId: message.parent_id } : {}),
    attachments: said?.attachments ?? [],
    ...(said ? {} : { unreadable: message.message_type }),
    saidAt: new Date(Number(message.create_time)).toISOString(),
  };
  return { kind: "inbound", inbound };
}

/** @all, and what the platform hides from us, has no open_id. */
function peopleIn(mentions: readonly Mention[], bot: { openId: string }): PersonFacts[] {
  return mentions.flatMap((mention) => {
    const openId = mentionedOpenId(mention);
    return openId === undefined || openId === "" || openId === bot.openId ? [] : [{ openId, name: mention.name }];
  });
}

function readPress(flat: unknown, eventId: string): Reading {
  const parsed = PressEvent.safeParse(flat);
  if (!parsed.success) return malformed(parsed.error);
  const { operator, action, context } = parsed.data;
  const inbound: InboundPress = {
    kind: "press",
    eventId,
    chatId: context.open_chat_id,
    messageId: context.open_message_id,
    presser: operator.open_id,
    value: action.value,
    form: action.form_value ?? {},
  };
  return { kind: "inbound", inbound };
}

function readMembership(flat: unknown, eventId: string, change: InboundMembership["change"]): Reading {
  const parsed = ChatEvent.safeParse(flat);
  if (!parsed.success) return malformed(parsed.error);
  return { kind: "inbound", inbound: { kind: "membership", eventId, chatId: parsed.data.chat_id, change } };
}

function readContact(flat: unknown, eventId: string, change: InboundContact["change"]): Reading {
  const parsed = ContactEvent.safeParse(flat);
  if (!parsed.success) return malformed(parsed.error);
  return { kind: "inbound", inbound: { kind: "contact", eventId, openId: parsed.data.object.open_id, change } };
}

function ignored(reason: string): Reading {
  return { kind: "ignored", reason };
}

/** Names the fields, never their values: they may hold what somebody said. */
function malformed(error: z.ZodError): Reading {
  return { kind: "malformed", reason: error.issues.map((issue) => issue.path.join(".")).join(", ") };
}
