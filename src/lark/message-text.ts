import { z } from "zod";
import { parseJson } from "../json.ts";
import type { Attachment } from "../messenger.ts";
import { ResourceKey } from "./ids.ts";

/** What a message says, whatever its type: plain text and the keys of what hangs on it. */
export type MessageText = { text: string; attachments: readonly Attachment[] };

/** Someone mentioned. Feishu puts `key` into the text in place of the name. */
export const Mention = z.object({
  key: z.string(),
  // Events give an object, the query of a message the bare open_id; @all may come with an empty or absent one.
  id: z.union([z.string(), z.object({ open_id: z.string().nullish() })]).nullish(),
  name: z.string().default(""),
});
export type Mention = z.infer<typeof Mention>;

const TextContent = z.object({ text: z.string() });
const ImageContent = z.object({ image_key: ResourceKey });
const FileContent = z.object({ file_key: ResourceKey, file_name: z.string().optional() });
const PostElement = z.looseObject({ tag: z.string() });
const PostContent = z.object({ title: z.string().nullish(), content: z.array(z.array(PostElement)) });
/** A card as the platform gives it back: flattened to lines of elements, like a post. */
const CardContent = z.object({ title: z.string().nullish(), elements: z.array(z.array(PostElement)) });

/** `@_user_1` … or `@_all`: longest match first, so that `@_user_1` does not eat half of `@_user_10`. */
const MENTION_KEY = /@_user_\d+|@_all\b/g;

/**
 * Reads the content of a message.
 * @param content  Feishu's JSON string
 * @returns undefined for a type that says nothing in words (sticker, audio …) or for content that is not as documented
 */
export function readMessageText(
  type: string,
  content: string,
  mentions: readonly Mention[],
  bot: { openId: string },
): MessageText | undefined {
  const parsed = parseJson(content);
  const naming = { mentions, bot };
  switch (type) {
    case "text":
      return readText(TextContent.safeParse(parsed).data, naming);
    case "post":
      return readPost(PostContent.safeParse(parsed).data, naming);
    case "interactive": {
      const card = CardContent.safeParse(parsed).data;
      return readPost(card && { title: card.title, content: card.elements }, naming);
    }
    case "image": {
      const image = ImageContent.safeParse(parsed).data;
      return image && { text: "", attachments: [{ kind: "image", key: image.image_key }] };
    }
    case "file": {
      const file = FileContent.safeParse(parsed).data;
      return file && { text: "", attachments: [fileAttachment(file)] };
    }
    default:
      return undefined;
  }
}

/** The open_id of a mention; undefined for @all, which has none. */
export function mentionedOpenId(mention: Mention): string | undefined {
  const openId = typeof mention.id === "string" ? mention.id : mention.id?.open_id;
  return openId || undefined;
}

type Naming = { mentions: readonly Mention[]; bot: { openId: string } };

function readText(content: z.infer<typeof TextContent> | undefined, naming: Naming): MessageText | undefined {
  return content && { text: tidy(nameMentions(content.text, naming)), attachments: [] };
}

function readPost(post: z.infer<typeof PostContent> | undefined, naming: Naming): MessageText | undefined {
  if (!post) return undefined;
  const lines = post.content.map((line) => line.map((element) => elementText(element, naming)).join(""));
  const keys = post.content.flat().map((element) => (element.tag === "img" ? ResourceKey.safeParse(element.image_key).data : undefined));
  return {
    text: tidy([post.title ?? "", ...lines].join("\n")),
    attachments: keys.filter((key) => key !== undefined).map((key) => ({ kind: "image", key })),
  };
}

function elementText(element: z.infer<typeof PostElement>, naming: Naming): string {
  if (element.tag === "at") return nameMention(String(element.user_id ?? ""), naming, String(element.user_name ?? ""));
  if (element.tag === "text" || element.tag === "a" || element.tag === "code_block" || element.tag === "md")
    return String(element.text ?? "");
  return "";
}

function nameMentions(text: string, naming: Naming): string {
  return text.replace(MENTION_KEY, (key) => nameMention(key, naming, key));
}

/** The bot and @all disappear, a person becomes 「@name」, a key that nobody explains stays what it was (`unknown`). */
function nameMention(key: string, { mentions, bot }: Naming, unknown: string): string {
  if (key === "@_all" || key === "all") return "";
  const mention = mentions.find((candidate) => candidate.key === key);
  if (!mention) return unknown;
  const openId = mentionedOpenId(mention);
  if (!openId || openId === bot.openId) return "";
  return `@${mention.name}`;
}

function tidy(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function fileAttachment(file: z.infer<typeof FileContent>): Attachment {
  return file.file_name === undefined ? { kind: "file", key: file.file_key } : { kind: "file", key: file.file_key, name: file.file_name };
}
