import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { seat } from "./cast.ts";
import { openJournal } from "./journal.ts";
import { apply, type Change, emptyState, type State, type StoredMessage } from "./state.ts";

/** What people in the chats can see happen. */
export type Signal =
  | { kind: "message" | "update" | "reaction"; chatId: string; message: StoredMessage }
  | { kind: "chat"; chatId: string }
  | { kind: "typing"; chatId: string; on: boolean }
  | { kind: "toast"; chatId: string; people: readonly string[]; toast: { type: string; content: string } };

export type Store = {
  readonly state: State;
  readonly now: Clock;
  readonly log: Log;
  /** Makes the change, remembers it in the journal, and tells the listeners what is to be seen. */
  record(change: Change): void;
  signal(signal: Signal): void;
  /** @returns how to stop listening */
  listen(listener: (signal: Signal) => void): () => void;
};

/**
 * @param options.journal  file that keeps the changes, one JSON a line: chats survive a restart, as they do at Feishu.
 *   Undefined: nothing outlives the process
 */
export function openStore(options: { now: Clock; log: Log; journal?: string | undefined }): Store {
  const { now, log } = options;
  const state = emptyState();
  seat(state);
  const journal = options.journal === undefined ? undefined : openJournal(options.journal, state, log);
  const listeners = new Set<(signal: Signal) => void>();
  const signal = (seen: Signal) => {
    for (const listener of [...listeners]) listener(seen);
  };
  return {
    state,
    now,
    log,
    record(change) {
      apply(state, change);
      journal?.append(change);
      const seen = signalOf(state, change);
      if (seen) signal(seen);
    },
    signal,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function signalOf(state: State, change: Change): Signal | undefined {
  switch (change.kind) {
    case "message_added":
      return { kind: "message", chatId: change.message.chatId, message: change.message };
    case "message_changed":
      return messageSignal(state, "update", change.id);
    case "reactions_changed":
      return messageSignal(state, "reaction", change.id);
    case "chat_added":
      return { kind: "chat", chatId: change.chat.id };
    case "chat_changed":
      return { kind: "chat", chatId: change.id };
    default:
      return undefined;
  }
}

function messageSignal(state: State, kind: "update" | "reaction", id: string): Signal | undefined {
  const message = state.messages.get(id);
  return message ? { kind, chatId: message.chatId, message } : undefined;
}
