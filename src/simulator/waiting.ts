import { BOT, type StoredMessage } from "./state.ts";
import type { Store } from "./store.ts";

/** Waiting for the bot's messages, each handed out once, in order. */
export type Waiting = {
  /** @throws Error that says what stands in the chat, when the bot stays silent for `patienceMs` of real time */
  next(chatId: string, patienceMs?: number): Promise<StoredMessage>;
};

export function createWaiting(store: Store, defaultPatienceMs: number): Waiting {
  const handedOut = new Set<string>();
  const take = (chatId: string) => {
    const fresh = (message: StoredMessage) => message.chatId === chatId && message.sender === BOT && !handedOut.has(message.id);
    const message = [...store.state.messages.values()].find(fresh);
    if (message) handedOut.add(message.id);
    return message;
  };
  return {
    next(chatId, patienceMs = defaultPatienceMs) {
      const standing = take(chatId);
      if (standing) return Promise.resolve(standing);
      return new Promise((resolve, reject) => {
        const stop = store.listen((signal) => {
          if (signal.kind !== "message" || signal.chatId !== chatId || signal.message.sender !== BOT) return;
          const message = take(chatId);
          if (!message) return;
          clearTimeout(timer);
          stop();
          resolve(message);
        });
        const timer = setTimeout(() => {
          stop();
          const said = [...store.state.messages.values()].filter((message) => message.chatId === chatId).map((message) => message.content);
          reject(new Error(`the bot said nothing within ${patienceMs} ms; in the chat: ${said.join(" | ") || "nothing"}`));
        }, patienceMs);
      });
    },
  };
}
