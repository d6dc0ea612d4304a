import { z } from "zod";
import { CARD_BYTES_MAX } from "../card.ts";
import { cardRefusal } from "./card-check.ts";
import { messageShowing } from "./card-entities.ts";
import { refusal } from "./refusal.ts";
import { nameOf } from "./speech.ts";
import { BOT, type Mention, type State, type StoredMessage } from "./state.ts";

const TEXT_BYTES_MAX = 150 * 1024;

/** What a message of the bot is made of, once it was found to be right. */
export type SentContent = Pick<StoredMessage, "msgType" | "content" | "mentions" | "cardId">;

const PostPiece = z.looseObject({ tag: z.enum(["text", "a", "at", "img", "media", "emotion", "hr", "code_block", "md"]) });
const Post = z.record(
  z.enum(["zh_cn", "en_us", "ja_jp", "zh_hk", "zh_tw"]),
  z.object({ title: z.string().optional(), content: z.array(z.array(PostPiece)) }).optional(),
);
const CardReference = z.object({ type: z.literal("card"), data: z.object({ card_id: z.string() }) });

/**
 * Reads the `content` of a send, reply or edit.
 * @throws PlatformRefusal 230001 (not what the type wants), 230025 (too long), 230099 (card)
 */
export function readContent(state: State, msgType: string, content: string): SentContent {
  const limit = msgType === "text" ? TEXT_BYTES_MAX : CARD_BYTES_MAX;
  if (Buffer.byteLength(content, "utf8") > limit) throw refusal(230025);
  const value = parseJson(content);
  switch (msgType) {
    case "text":
      return textOf(state, shaped(z.object({ text: z.string().min(1) }), value, "text").text);
    case "post":
      return postOf(state, shaped(Post, value, "post"));
    case "image":
      return resourceOf(state, "image", shaped(z.object({ image_key: z.string() }), value, "image_key").image_key);
    case "file":
    case "audio":
    case "media":
      return resourceOf(state, msgType, shaped(z.object({ file_key: z.string() }), value, "file_key").file_key);
    case "interactive":
      return cardOf(state, value, content);
    default:
      throw refusal(230001, `invalid msg_type: ${msgType}`);
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw refusal(230001, "content is not a string in json format.");
  }
}

function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refusal(230001, `invalid message content: ${what}`);
  return parsed.data;
}

/** 「<at user_id="ou_…">name</at>」 in a text mentions a person. */
function textOf(state: State, text: string): SentContent {
  const mentions: Mention[] = [];
  const seen = text.replace(/<at user_id="([^"]+)">[^<]*<\/at>/g, (_match, id: string) => {
    if (id === "all") return "@_all";
    if (!state.people.has(id)) throw refusal(230001, `invalid user id in at: ${id}`);
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, id, name: nameOf(state, id) });
    return key;
  });
  return { msgType: "text", content: JSON.stringify({ text: seen }), mentions, cardId: undefined };
}

/** The platform keeps one language of a post, without the language's name. */
function postOf(state: State, post: z.infer<typeof Post>): SentContent {
  const [body] = Object.values(post).filter((one) => one !== undefined);
  if (!body) throw refusal(230001, "invalid message content: post");
  for (const piece of body.content.flat()) {
    if (piece.tag === "img") ownResource(state, "image", String(piece.image_key));
  }
  return { msgType: "post", content: JSON.stringify({ title: body.title ?? "", content: body.content }), mentions: [], cardId: undefined };
}

function resourceOf(state: State, msgType: "image" | "file" | "audio" | "media", key: string): SentContent {
  const resource = ownResource(state, msgType === "image" ? "image" : "file", key);
  const content = msgType === "image" ? { image_key: key } : { file_key: key, file_name: resource.name };
  return { msgType, content: JSON.stringify(content), mentions: [], cardId: undefined };
}

function ownResource(state: State, kind: "image" | "file", key: string) {
  const resource = state.resources.get(key);
  if (!resource || resource.kind !== kind) throw refusal(230001, `invalid ${kind}_key: ${key}`);
  if (resource.owner !== BOT) throw refusal(230017);
  return resource;
}

function cardOf(state: State, value: unknown, content: string): SentContent {
  const reference = CardReference.safeParse(value);
  if (reference.success) {
    const entity = state.cards.get(reference.data.data.card_id);
    if (!entity) throw refusal(230099, "ErrCode: 200740; ErrMsg: The card entity does not exist; ");
    if (messageShowing(state, entity.id)) throw refusal(230099, "ErrMsg: The card entity can only be sent once; ");
    return { msgType: "interactive", content: entity.card, mentions: [], cardId: entity.id };
  }
  const wrong = cardRefusal(state, value);
  if (wrong) throw wrong;
  return { msgType: "interactive", content, mentions: [], cardId: undefined };
}
