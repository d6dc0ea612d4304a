import type { Card } from "../card.ts";
import { texts } from "../texts/simulator.ts";
import { TENANT_KEY } from "./cast.ts";
import { ALL_KEY, nameOf } from "./speech.ts";
import { BOT, type State, type StoredMessage } from "./state.ts";

/** A message as the chat page and the tests see it. */
export type Message = {
  id: string;
  chatId: string;
  sender: string;
  type: "text" | "post" | "image" | "file" | "card" | "system";
  text?: string;
  card?: Card;
  /** The first picture, and all of them. */
  imageUrl?: string;
  imageUrls?: readonly string[];
  file?: { name: string; url: string };
  quote?: string;
  at: string;
  recalled?: boolean;
  edited?: boolean;
  reactions: readonly { emoji: string; by: readonly string[] }[];
  mentions: readonly { id: string; name: string }[];
};

type PostPiece = { tag?: string; text?: string; image_key?: string; user_id?: string; user_name?: string };

/** A message as the open platform's API shows it. */
export function apiView(state: State, message: StoredMessage, appId: string): object {
  const recalled = message.recalledAt !== undefined;
  return {
    message_id: message.id,
    ...(message.rootId && { root_id: message.rootId }),
    ...(message.parentId && { parent_id: message.parentId }),
    ...(message.threadId && { thread_id: message.threadId }),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: recalled,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender:
      message.sender === BOT
        ? { id: appId, id_type: "app_id", sender_type: "app", tenant_key: TENANT_KEY }
        : { id: message.sender, id_type: "open_id", sender_type: "user", tenant_key: TENANT_KEY },
    body: { content: recalled ? "This message was recalled" : message.content },
    mentions: message.mentions.map(({ key, id }) => ({ key, id, id_type: "open_id", name: nameOf(state, id), tenant_key: TENANT_KEY })),
  };
}

export function pageView(state: State, message: StoredMessage): Message {
  return {
    id: message.id,
    chatId: message.chatId,
    sender: message.sender,
    ...(message.recalledAt === undefined ? bodyOf(state, message) : { type: "system", text: texts.recalled, recalled: true }),
    ...(message.parentId && { quote: message.parentId }),
    at: new Date(message.createdAt).toISOString(),
    ...(message.edits > 0 && { edited: true }),
    reactions: reactionsOf(message),
    mentions: message.mentions.map(({ id, name }) => ({ id, name })),
  };
}

function bodyOf(state: State, message: StoredMessage): Pick<Message, "type" | "text" | "card" | "imageUrl" | "imageUrls" | "file"> {
  const content = JSON.parse(message.content);
  switch (message.msgType) {
    case "interactive":
      return { type: "card", card: content };
    case "image":
      return { type: "image", ...picturesOf([content.image_key]) };
    case "post":
      return postOf(message, content);
    case "text":
      return { type: "text", text: withNames(message, content.text) };
    default:
      return { type: "file", file: fileOf(state, content.file_key) };
  }
}

function postOf(message: StoredMessage, content: { title?: string; content: PostPiece[][] }): ReturnType<typeof bodyOf> {
  const lines = content.content.map((line) => line.map((piece) => piece.text ?? (piece.tag === "at" ? piece.user_id : "") ?? "").join(""));
  const keys = content.content.flat().flatMap((piece) => (piece.tag === "img" && piece.image_key ? [piece.image_key] : []));
  const text = [content.title ?? "", ...lines].filter(Boolean).join("\n");
  return { type: "post", text: withNames(message, text), ...picturesOf(keys) };
}

function picturesOf(keys: readonly string[]): { imageUrl?: string; imageUrls?: string[] } {
  const urls = keys.map((key) => `/simulator/images/${key}`);
  const [first] = urls;
  return first ? { imageUrl: first, imageUrls: urls } : {};
}

function fileOf(state: State, key: string): { name: string; url: string } {
  return { name: state.resources.get(key)?.name ?? key, url: `/simulator/files/${key}` };
}

/** 「@_user_1」 as people read it: 「@安讯」. Longer keys first, so that 12 is not taken for 1. */
function withNames(message: StoredMessage, text: string): string {
  return [...message.mentions]
    .sort((a, b) => b.key.length - a.key.length)
    .reduce((seen, mention) => seen.replaceAll(mention.key, `@${mention.name}`), text)
    .replaceAll(ALL_KEY, `@${texts.everyone}`);
}

function reactionsOf(message: StoredMessage): Message["reactions"] {
  const emojis = [...new Set(message.reactions.map((reaction) => reaction.emoji))];
  return emojis.map((emoji) => ({ emoji, by: message.reactions.filter((one) => one.emoji === emoji).map((one) => one.by) }));
}
