import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Log } from "../log.ts";
import { apply, type Change, emptyState, type State } from "./state.ts";

export type Journal = {
  append(change: Change): void;
};

/**
 * Brings `state` to where the changes in `file` had led, and shortens the file to what still matters.
 * Synchronous, so that a change that was told to anybody stands in the file even if the process is killed.
 */
export function openJournal(file: string, state: State, log: Log): Journal {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) {
    const cast = emptyState();
    for (const [id, chat] of state.chats) cast.chats.set(id, chat);
    for (const [id, person] of state.people) cast.people.set(id, person);
    for (const line of linesIn(file)) replay(state, line, log);
    rewrite(file, changesBetween(cast, state));
  }
  return { append: (change) => appendFileSync(file, lineOf(change)) };
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** One after another: with photos by the hundred the file is longer than a string may be. */
function* linesIn(file: string): Generator<string> {
  const descriptor = openSync(file, "r");
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let begun: Buffer[] = [];
  try {
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      let start = 0;
      for (let end = chunk.indexOf("\n"); end >= 0 && end < size; end = chunk.indexOf("\n", start)) {
        const line = Buffer.concat([...begun, chunk.subarray(start, end)]).toString("utf8");
        if (line) yield line;
        begun = [];
        start = end + 1;
      }
      begun.push(Buffer.from(chunk.subarray(start, size)));
    }
    const last = Buffer.concat(begun).toString("utf8");
    if (last) yield last;
  } finally {
    closeSync(descriptor);
  }
}

/** Aside, then renamed: a process that dies meanwhile leaves the old file. */
function rewrite(file: string, changes: readonly Change[]): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, "w");
  try {
    for (const change of changes) writeFileSync(descriptor, lineOf(change));
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}

function replay(state: State, line: string, log: Log): void {
  try {
    apply(state, JSON.parse(line) as Change);
  } catch {
    // The process died while it wrote this line: what it says never happened.
    log.warn("simulator journal line skipped", { bytes: line.length });
  }
}

/** The shortest way from the cast alone to `state`. */
function changesBetween(cast: State, state: State): Change[] {
  const uuids = new Map([...state.uuids].map(([uuid, { messageId }]) => [messageId, uuid]));
  const uuidOf = (messageId: string) => {
    const uuid = uuids.get(messageId);
    return uuid === undefined ? {} : { uuid };
  };
  return [
    ...[...state.chats.values()].filter((chat) => chat !== cast.chats.get(chat.id)).map((chat): Change => ({ kind: "chat_added", chat })),
    ...[...state.people.values()]
      .filter((person) => person !== cast.people.get(person.id))
      .map((person): Change => {
        if (!cast.people.has(person.id)) return { kind: "person_added", person };
        return { kind: "person_changed", id: person.id, patch: person };
      }),
    ...[...state.resources.values()].map((resource): Change => ({ kind: "resource_added", resource })),
    ...[...state.cards.values()].map((card): Change => ({ kind: "card_set", card })),
    ...[...state.messages.values()].map((message): Change => ({ kind: "message_added", message, ...uuidOf(message.id) })),
    ...[...state.deliveries.values()].map((delivery): Change => ({ kind: "delivery_set", delivery })),
  ];
}

function lineOf(change: Change): string {
  return `${JSON.stringify(change)}\n`;
}
