import { SECOND_MS } from "../../clock.ts";
import { type DeskEvent, type DeskState, emptyDesk, type Outgoing, reduce } from "./desk-state.ts";
import { holdEvents } from "./held-events.ts";
import { type LiveName, listen } from "./live.ts";
import type { Draft, GroupChange, Message, NewGroup, Press, PressAnswer, Toast } from "./protocol.ts";
import { type ReadMarks, unreadSince } from "./read-marks.ts";
import { eventsAddress, type Server } from "./server.ts";

/** The desk of one person: keeps the state current and carries out what the person does. */
export type Desk = {
  state(): DeskState;
  subscribe(listener: () => void): () => void;
  /** Which chat is before the person's eyes, if any: its messages are loaded and count as read. */
  look(chatId: string | undefined): void;
  send(chatId: string, draft: Draft): void;
  retry(outgoing: Outgoing): void;
  discard(outgoing: Outgoing): void;
  press(messageId: string, press: Press): Promise<PressAnswer>;
  /** Rejects with an Error that can be shown. @returns the id of the chat, which the desk knows by then */
  openGroup(group: NewGroup): Promise<string>;
  changeGroup(chatId: string, change: GroupChange): Promise<void>;
  close(): void;
};

/** A bot that says no more after this long is no longer shown as writing. */
const TYPING_MAX_MS = 30 * SECOND_MS;
/** The pause before a load that failed is tried again. */
const RELOAD_MS = 2 * SECOND_MS;

export function openDesk(needs: { me: string; server: Server; marks: ReadMarks; onToast(toast: Toast): void }): Desk {
  const { me, server, marks } = needs;
  const listeners = new Set<() => void>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let state = emptyDesk(me);
  let looking: string | undefined;
  let sent = 0;

  const show = (event: DeskEvent) => {
    state = reduce(state, event);
    for (const listener of listeners) listener();
  };
  const held = holdEvents(show);

  const later = (name: string, delayMs: number, run: () => void) => {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(run, delayMs));
  };

  const isSeen = (chatId: string) => chatId === looking && document.visibilityState === "visible";

  function markRead(chatId: string): void {
    const last = state.messages[chatId]?.at(-1);
    if (last) marks.set(chatId, last.at);
    show({ kind: "read", chatId });
  }

  /** Runs at each new connection: everything that may have been missed is fetched. */
  function refresh(): void {
    const loaded = held.during(async () => {
      const world = await server.world();
      show({ kind: "world", world });
      await Promise.all(world.chats.map((chat) => catchUp(chat.id, chat.lastMessage)));
    });
    loaded.then(
      () => show({ kind: "connection", connection: "live" }),
      () => lose(),
    );
  }

  function lose(): void {
    show({ kind: "connection", connection: "lost" });
    later("reload", RELOAD_MS, refresh);
  }

  /** Loads a chat that is looked at, was looked at before, or holds something unread. */
  async function catchUp(chatId: string, last: Message | undefined): Promise<void> {
    const mark = marks.get(chatId);
    if (mark === undefined && last) marks.set(chatId, last.at);
    const isBehind = mark !== undefined && last !== undefined && last.at > mark;
    if (!isBehind && chatId !== looking && !state.messages[chatId]) return;
    const messages = await server.messages(chatId);
    show({ kind: "conversation", chatId, messages });
    if (isSeen(chatId)) markRead(chatId);
    else show({ kind: "counted", chatId, unread: unreadSince(messages, mark, me) });
  }

  function hear(name: LiveName, data: Readonly<Record<string, unknown>>): void {
    const chatId = String(data.chatId);
    const message = data.message as Message;
    switch (name) {
      case "message":
        if (isSeen(chatId)) marks.set(chatId, message.at);
        held.happen({ kind: "message", message, isRead: isSeen(chatId) });
        break;
      case "update":
      case "reaction":
        held.happen({ kind: "changed", message });
        break;
      case "typing":
        later(`typing ${chatId}`, TYPING_MAX_MS, () => show({ kind: "typing", chatId, isTyping: false }));
        held.happen({ kind: "typing", chatId, isTyping: data.on === true });
        break;
      case "toast":
        needs.onToast(data.toast as Toast);
        break;
      default:
        refresh();
    }
  }

  function deliver(outgoing: Outgoing): void {
    show({ kind: "sending", outgoing });
    server.send(outgoing.chatId, outgoing.draft).then(
      (message) => {
        show({ kind: "sent", outgoingId: outgoing.id, message });
        if (isSeen(outgoing.chatId)) markRead(outgoing.chatId);
      },
      (error: Error) => show({ kind: "failed", outgoingId: outgoing.id, reason: error.message }),
    );
  }

  const live = listen(eventsAddress(me), { open: refresh, lost: () => show({ kind: "connection", connection: "lost" }), event: hear });
  const onVisible = () => looking !== undefined && isSeen(looking) && markRead(looking);
  document.addEventListener("visibilitychange", onVisible);

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look(chatId) {
      looking = chatId;
      if (chatId === undefined) return;
      if (state.messages[chatId]) markRead(chatId);
      else if (state.ready) held.during(() => catchUp(chatId, undefined)).catch(lose);
    },
    send: (chatId, draft) => deliver({ id: `outgoing-${++sent}`, chatId, draft, state: "sending" }),
    retry: ({ id, chatId, draft }) => deliver({ id, chatId, draft, state: "sending" }),
    discard: ({ id }) => show({ kind: "discarded", outgoingId: id }),
    press: (messageId, press) => server.press(messageId, press),
    async openGroup(group) {
      const chatId = await server.openGroup(group);
      // The stream tells of it too; whoever opened it wants to be in it now.
      show({ kind: "world", world: await server.world() });
      return chatId;
    },
    changeGroup: (chatId, change) => server.changeGroup(chatId, change),
    close() {
      live.close();
      document.removeEventListener("visibilitychange", onVisible);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
