import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { seat } from "./cast.ts";
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
  const { now, log, journal } = options;
  const state = emptyState();
  seat(state);
  if (journal) replay(state, journal, log);
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
      if (journal) appendFileSync(journal, `${JSON.stringify(change)}\n`);
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

function replay(state: State, journal: string, log: Log): void {
  mkdirSync(dirname(journal), { recursive: true });
  if (!existsSync(journal)) return;
  const text = readFileSync(journal, "utf8");
  for (const line of text.split("\n").filter(Boolean)) {
    try {
      apply(state, JSON.parse(line) as Change);
    } catch {
      // The process died while it wrote this line: what it says never happened.
      log.warn("simulator journal line skipped", { bytes: line.length });
    }
  }
  if (text !== "" && !text.endsWith("\n")) appendFileSync(journal, "\n");
}

function signalOf(state: State, change: Change): Signal | undefined {
  switch (change.kind) {
    case "message_added":
      return { kind: "message", chatId: change.message.chatId, message: change.message };
    case "message_changed":
      return messageSignal(state, "update", change.id);
    case "reactions_changed":
      return messageSignal(state, "reaction", change.id);
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
