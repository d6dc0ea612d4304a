import { texts } from "../texts/simulator.ts";
import { newId } from "./ids.ts";
import { BOT, type Chat, type Mention, type Resource, type State, type StoredMessage } from "./state.ts";

/** What a person says, before it is a message. */
export type Speech = {
  text?: string;
  /** Open ids, "bot", "all". 「@name」 in the text is where the mention stands; without it, at the beginning. */
  mentions?: readonly string[];
  /** Shorthand for `mentions: ["bot"]`. */
  mentionBot?: boolean;
  /** How the platform reports @all: only in the text, or as a mention of nobody. */
  announcement?: "text" | "mention";
  images?: readonly Resource[];
  file?: Resource;
  quote?: string;
  threadId?: string;
};

/** Turns speech into the message that the platform keeps: text, image, file, or a post when pictures and words come together. */
export function messageOf(state: State, chat: Chat, sender: string, speech: Speech, at: number): StoredMessage {
  const { text, mentions } = withMentions(state, speech);
  const quoted = speech.quote ? state.messages.get(speech.quote) : undefined;
  return {
    id: newId("om_"),
    chatId: chat.id,
    sender,
    ...bodyOf(speech, text, mentions),
    mentions: speech.announcement === "mention" ? mentions : mentions.filter((mention) => mention.id !== "all"),
    createdAt: at,
    updatedAt: at,
    edits: 0,
    recalledAt: undefined,
    parentId: quoted?.id,
    rootId: quoted ? (quoted.rootId ?? quoted.id) : undefined,
    threadId: speech.threadId,
    reactions: [],
    cardId: undefined,
  };
}

/** Whether the platform tells the bot: everything in private; in a group only what mentions it, or everybody. */
export function reachesBot(message: StoredMessage, chat: Chat): boolean {
  if (chat.dissolved || !chat.botPresent) return false;
  if (chat.kind === "private") return true;
  return message.content.includes(ALL_KEY) || message.mentions.some((mention) => mention.id === BOT);
}

export const ALL_KEY = "@_all";

type Body = Pick<StoredMessage, "msgType" | "content">;

function bodyOf(speech: Speech, text: string, mentions: readonly Mention[]): Body {
  const images = speech.images ?? [];
  if (speech.file) return { msgType: "file", content: JSON.stringify({ file_key: speech.file.key, file_name: speech.file.name }) };
  const [only] = images;
  if (only && images.length === 1 && text === "") return { msgType: "image", content: JSON.stringify({ image_key: only.key }) };
  if (images.length === 0) return { msgType: "text", content: JSON.stringify({ text }) };
  const lines = text === "" ? [] : text.split("\n").map((line) => postLine(line, mentions));
  const pictures = images.map((image) => [{ tag: "img", image_key: image.key }]);
  return { msgType: "post", content: JSON.stringify({ title: "", content: [...lines, ...pictures] }) };
}

/** A line of a post, cut where mentions stand. */
function postLine(line: string, mentions: readonly Mention[]): object[] {
  return line
    .split(/(@_user_\d+|@_all)/)
    .filter(Boolean)
    .map((piece) => {
      const mention = mentions.find((one) => one.key === piece);
      return mention ? { tag: "at", user_id: piece, user_name: mention.name, style: [] } : { tag: "text", text: piece, style: [] };
    });
}

function withMentions(state: State, speech: Speech): { text: string; mentions: Mention[] } {
  const wanted = [...new Set([...(speech.mentionBot ? [BOT] : []), ...(speech.mentions ?? [])])];
  let text = speech.text ?? "";
  const mentions: Mention[] = [];
  // Numbered as they stand in the text, as the platform does.
  const named = wanted.map((id) => ({ id, name: nameOf(state, id) })).sort((a, b) => positionOf(text, a.name) - positionOf(text, b.name));
  for (const { id, name } of named) {
    const key = id === "all" ? ALL_KEY : `@_user_${mentions.filter((mention) => mention.id !== "all").length + 1}`;
    mentions.push({ key, id, name });
    text = text.includes(`@${name}`) ? text.replace(`@${name}`, key) : `${key} ${text}`.trimEnd();
  }
  return { text, mentions };
}

function positionOf(text: string, name: string): number {
  return text.indexOf(`@${name}`);
}

export function nameOf(state: State, id: string): string {
  if (id === BOT) return texts.bot;
  return id === "all" ? texts.everyone : (state.people.get(id)?.name ?? id);
}
