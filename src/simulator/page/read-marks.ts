import type { Message } from "./protocol.ts";

/** Up to when a person has read each chat, kept by the browser so that a reload or a switch of person does not lose it. */
export type ReadMarks = {
  get(chatId: string): string | undefined;
  set(chatId: string, at: string): void;
};

export function readMarksOf(person: string, storage: Pick<Storage, "getItem" | "setItem">): ReadMarks {
  const keyOf = (chatId: string) => `anxun-read:${person}:${chatId}`;
  return {
    get: (chatId) => storage.getItem(keyOf(chatId)) ?? undefined,
    set: (chatId, at) => storage.setItem(keyOf(chatId), at),
  };
}

/** How many messages of others came after the mark. Without a mark the person is new here: nothing is unread. */
export function unreadSince(messages: readonly Message[], mark: string | undefined, me: string): number {
  if (mark === undefined) return 0;
  return messages.filter((message) => message.at > mark && message.sender !== me && message.type !== "system").length;
}
