import type { Bot, Chat, Draft, Message, Person, WorldState } from "./protocol.ts";

/** All that one person's desk knows. Changed only by `reduce`. */
export type DeskState = {
  me: string;
  people: readonly Person[];
  chats: readonly Chat[];
  bot: Bot;
  /** By chat; absent until that chat was loaded. */
  messages: Readonly<Record<string, readonly Message[]>>;
  outgoing: readonly Outgoing[];
  unread: Readonly<Record<string, number>>;
  /** Chats in which the bot is writing. */
  typing: readonly string[];
  connection: "connecting" | "live" | "lost";
  /** Whether the world was loaded once. */
  ready: boolean;
};

/** Said here, not yet confirmed by the platform. */
export type Outgoing = { id: string; chatId: string; draft: Draft; state: "sending" | "failed"; reason?: string };

export type DeskEvent =
  | { kind: "world"; world: WorldState }
  | { kind: "conversation"; chatId: string; messages: readonly Message[] }
  | { kind: "counted"; chatId: string; unread: number }
  | { kind: "message"; message: Message; isRead: boolean }
  | { kind: "changed"; message: Message }
  | { kind: "typing"; chatId: string; isTyping: boolean }
  | { kind: "read"; chatId: string }
  | { kind: "sending"; outgoing: Outgoing }
  | { kind: "sent"; outgoingId: string; message: Message }
  | { kind: "failed"; outgoingId: string; reason: string }
  | { kind: "discarded"; outgoingId: string }
  | { kind: "connection"; connection: DeskState["connection"] };

export function emptyDesk(me: string): DeskState {
  return {
    me,
    people: [],
    chats: [],
    bot: { id: "bot", name: "" },
    messages: {},
    outgoing: [],
    unread: {},
    typing: [],
    connection: "connecting",
    ready: false,
  };
}

/** The next state. Repeats of an event change nothing. */
export function reduce(state: DeskState, event: DeskEvent): DeskState {
  switch (event.kind) {
    case "world":
      return { ...state, ...event.world, ready: true };
    case "conversation":
      return { ...state, messages: { ...state.messages, [event.chatId]: event.messages } };
    case "counted":
      return withUnread(state, event.chatId, event.unread);
    case "read":
      return withUnread(state, event.chatId, 0);
    case "message":
      return arrived(state, event.message, event.isRead);
    case "changed":
      return changed(state, event.message);
    case "typing":
      return withTyping(state, event.chatId, event.isTyping);
    case "sending":
      return { ...state, outgoing: [...state.outgoing.filter(({ id }) => id !== event.outgoing.id), event.outgoing] };
    case "sent":
      return arrived(without(state, event.outgoingId), event.message, true);
    case "discarded":
      return without(state, event.outgoingId);
    case "failed":
      return {
        ...state,
        outgoing: state.outgoing.map((one) => (one.id === event.outgoingId ? { ...one, state: "failed", reason: event.reason } : one)),
      };
    default:
      return state.connection === event.connection ? state : { ...state, connection: event.connection };
  }
}

function arrived(state: DeskState, message: Message, isRead: boolean): DeskState {
  const known = state.messages[message.chatId];
  const isRepeat = known?.some(({ id }) => id === message.id) ?? false;
  if (isRepeat) return changed(state, message);
  const isMine = message.sender === state.me;
  const settled = isMine ? without(state, echoed(state, message)) : withTyping(state, message.chatId, false);
  const counts = !isRead && !isMine && message.type !== "system";
  return {
    ...settled,
    messages: known ? { ...state.messages, [message.chatId]: inOrder([...known, message]) } : state.messages,
    chats: state.chats.map((chat) => (chat.id === message.chatId ? { ...chat, lastMessage: message } : chat)),
    unread: counts ? { ...state.unread, [message.chatId]: (state.unread[message.chatId] ?? 0) + 1 } : state.unread,
  };
}

/** The event stream may tell of our own message before the request that sent it returns: it must not stand there twice. */
function echoed(state: DeskState, message: Message): string | undefined {
  return state.outgoing.find((one) => one.state === "sending" && one.chatId === message.chatId && one.draft.text === (message.text ?? ""))
    ?.id;
}

function changed(state: DeskState, changedMessage: Message): DeskState {
  const { id, chatId } = changedMessage;
  const apply = (message: Message) => (message.id === id ? changedMessage : message);
  const known = state.messages[chatId];
  return {
    ...state,
    messages: known ? { ...state.messages, [chatId]: known.map(apply) } : state.messages,
    chats: state.chats.map((chat) => (chat.id === chatId && chat.lastMessage ? { ...chat, lastMessage: apply(chat.lastMessage) } : chat)),
  };
}

function without(state: DeskState, outgoingId: string | undefined): DeskState {
  return { ...state, outgoing: state.outgoing.filter(({ id }) => id !== outgoingId) };
}

function withUnread(state: DeskState, chatId: string, unread: number): DeskState {
  return (state.unread[chatId] ?? 0) === unread ? state : { ...state, unread: { ...state.unread, [chatId]: unread } };
}

function withTyping(state: DeskState, chatId: string, isTyping: boolean): DeskState {
  const others = state.typing.filter((id) => id !== chatId);
  return { ...state, typing: isTyping ? [...others, chatId] : others };
}

function inOrder(messages: readonly Message[]): readonly Message[] {
  return [...messages].sort((left, right) => left.at.localeCompare(right.at));
}
