import { z } from "zod";

/** What a chat is to us: decides what may be shown in it. */

/** 内部群 · 企业群 · 外部群 · 私聊. */
export const CHAT_KINDS = ["inner", "enterprise", "external", "private"] as const;
export type ChatKind = (typeof CHAT_KINDS)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What an administrator set for a group. A field that is not there, or not as we wrote it, holds as if it had never been set. */
export const ChatSettings = z.object({
  /** False: also what is said without a mention is taken as a question. */
  onlyWhenMentioned: z.boolean().catch(true),
  /** No notices and reminders from … to …, "HH:mm" in Shanghai; may pass midnight. */
  quietHours: z.object({ from: time, to: time }).optional().catch(undefined),
  /** Who may ask: everybody, whoever is registered (has a role), or staff. */
  asking: z.enum(["everyone", "registered", "staff"]).catch("everyone"),
  /** The officers on duty for this group's district sit here: what is handed over comes here. */
  isDutyChat: z.boolean().catch(false),
  /** Every message is looked at for a hazard, not only what is addressed to us. */
  reportsEveryMessage: z.boolean().catch(false),
});
export type ChatSettings = z.infer<typeof ChatSettings>;

export type Chat = {
  chatId: string;
  name: string;
  external: boolean;
  /** As a person said; undefined: nobody has. */
  kind: ChatKind | undefined;
  /** As a person said, else as the name tells. */
  district: string | undefined;
  /** Whether a person said it. */
  districtSet: boolean;
  /** Of an enterprise group of one enterprise alone. */
  enterpriseId: string | undefined;
  /** 「行业:餐饮」, 「乡镇:河市」. */
  tags: readonly string[];
  settings: ChatSettings;
  /** Accounts without a role who sat in it when an administrator said that it is an inner one. */
  vouchedFor: readonly string[];
  /** Whether we stand in it. */
  present: boolean;
  setUpBy: string | undefined;
  setUpAt: Date | undefined;
};

/** What an administrator says of a group. */
export type ChatSetup = Pick<Chat, "enterpriseId" | "tags" | "settings"> & {
  kind: Exclude<ChatKind, "private">;
  district: string | undefined;
  vouchedFor?: readonly string[];
};

/** The settings of a chat of which nobody has said anything. */
export function defaultSettings(): ChatSettings {
  return ChatSettings.parse({});
}

/**
 * What a chat counts as. Where no person has said, a group is never taken for an inner one: it shows what an enterprise group may show.
 * @param isDuty  whether the operator named it as a duty chat: then it is an inner one
 */
export function kindOf(chat: Pick<Chat, "kind" | "external">, isDuty: boolean): ChatKind {
  // What the platform knows to have strangers in it is external, whatever was said before they came.
  if (chat.external && chat.kind !== "private") return "external";
  if (chat.kind) return chat.kind;
  return isDuty ? "inner" : "enterprise";
}
