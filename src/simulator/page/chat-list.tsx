import { systemClock } from "../../clock.ts";
import { ChatAvatar } from "./chat-avatar.tsx";
import { nameOf, useAtDesk } from "./desk-context.ts";
import type { DeskState } from "./desk-state.ts";
import { listMoment } from "./moments.ts";
import { previewOf } from "./preview.ts";
import type { Chat } from "./protocol.ts";
import { texts } from "./texts.ts";
import "./styles/chat-list.css";

/** My chats, the one with the latest message on top. */
export function ChatList({ current, onOpen }: { current: string | undefined; onOpen(chatId: string): void }) {
  const { state } = useAtDesk();
  if (state.chats.length === 0) return <p className="blank">{texts.chats.none}</p>;
  return (
    <nav className="chat-list" aria-label={texts.chats.label}>
      <ul>
        {latestFirst(state.chats).map((chat) => (
          <li key={chat.id}>
            <button
              type="button"
              className="chat-entry"
              aria-current={chat.id === current ? "page" : undefined}
              onClick={() => onOpen(chat.id)}
            >
              <ChatAvatar chat={chat} />
              <ChatWords chat={chat} state={state} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ChatWords({ chat, state }: { chat: Chat; state: DeskState }) {
  const last = chat.lastMessage;
  const unread = state.unread[chat.id] ?? 0;
  return (
    <span className="chat-words">
      <span className="chat-line">
        <span className="chat-name">{chat.name}</span>
        {last && <time dateTime={last.at}>{listMoment(new Date(last.at), systemClock())}</time>}
      </span>
      <span className="chat-line">
        <span className="chat-last">{lastWords(chat, state)}</span>
        {unread > 0 && (
          <span className="unread">
            <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
            <span className="for-readers">{texts.chats.unread(unread)}</span>
          </span>
        )}
      </span>
    </span>
  );
}

function lastWords(chat: Chat, state: DeskState): string {
  const last = chat.lastMessage;
  if (!last) return texts.chats.noMessages;
  if (last.type === "system" || chat.kind === "private") return previewOf(last);
  const speaker = last.sender === state.me ? texts.chats.byMe : nameOf(state, last.sender);
  return `${speaker}：${previewOf(last)}`;
}

function latestFirst(chats: readonly Chat[]): readonly Chat[] {
  // Chats without a message keep the order in which the simulator lists them.
  return [...chats].sort((left, right) => (right.lastMessage?.at ?? "").localeCompare(left.lastMessage?.at ?? ""));
}
