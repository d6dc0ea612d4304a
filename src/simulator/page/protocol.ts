import type { Toast } from "../press.ts";
import type { Message } from "../views.ts";

export type { Message, Toast };

/** What the simulator tells the page and hears from it. The server is ours and validates; here it is trusted. */
export type Person = { id: string; name: string; title: string; district?: string; avatarColor: string };

export type Chat = {
  id: string;
  name: string;
  kind: "group" | "private";
  /** Who sits in it: a bureau's own people, enterprises too, the bot alone with one person; or a group that somebody opened here. */
  label: "inner" | "enterprise" | "private" | "group" | "external";
  district?: string;
  members: readonly string[];
  botPresent: boolean;
  dissolved: boolean;
  suggestions: readonly string[];
  lastMessage?: Message;
};

export type Bot = { id: string; name: string };

export const BOT_ID = "bot";

export type WorldState = { people: readonly Person[]; chats: readonly Chat[]; bot: Bot };

export type Draft = { text: string; mentions: readonly string[]; quote?: string; photos: readonly File[]; file?: File };

/** A group to open: I am in it anyway. */
export type NewGroup = { name: string; members: readonly string[]; external: boolean; withBot: boolean };

export type GroupChange = { change: "add_bot" | "remove_bot" | "dissolve" } | { change: "rename"; name: string };

/** A button, or a form handed in. */
export type Press = { value: unknown; name?: string; form?: Readonly<Record<string, string>>; option?: string };

export type PressAnswer = { toast?: Toast; error?: { code: number; text: string } };
