import { Skeleton } from "antd";
import { systemClock } from "../../clock.ts";
import { ChatAvatar } from "./chat-avatar.tsx";
import { nameOf, useAtDesk } from "./desk-context.ts";
import { Icon } from "./icon.tsx";
import { MessageRow } from "./message-row.tsx";
import { OutgoingRow } from "./outgoing-row.tsx";
import { PersonAvatar } from "./person-avatar.tsx";
import { BOT_ID, type Chat, type Message } from "./protocol.ts";
import { texts } from "./texts.ts";
import { type TimelineRow, timelineOf } from "./timeline.ts";
import { useStickToBottom } from "./use-stick-to-bottom.ts";
import "./styles/message.css";

/** What was said in a chat, kept at its end as long as the reader is there. */
export function MessageList({ chat, onQuote }: { chat: Chat; onQuote(message: Message): void }) {
  const { state } = useAtDesk();
  const messages = state.messages[chat.id];
  const outgoing = state.outgoing.filter(({ chatId }) => chatId === chat.id);
  const isTyping = state.typing.includes(chat.id);
  const rows = timelineOf({ messages: messages ?? [], outgoing, me: state.me, now: systemClock() });
  const { scroller, content, missed, toBottom } = useStickToBottom(rows.length, outgoing.at(-1)?.id);
  return (
    <div className="message-pane">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable for those who scroll by keyboard */}
      <div className="message-scroller" ref={scroller} role="log" aria-label={texts.conversation.messages} aria-live="polite" tabIndex={0}>
        <div className="message-content" ref={content}>
          {!messages && <Skeleton active avatar paragraph={{ rows: 2 }} title={false} aria-label={texts.conversation.loading} />}
          {messages && rows.length === 0 && (
            <div className="blank nothing-said">
              <ChatAvatar chat={chat} size={64} />
              <p>{(chat.kind === "group" ? texts.conversation.emptyGroup : texts.conversation.emptyPrivate)(state.bot.name)}</p>
            </div>
          )}
          {rows.map((row) => (
            <Row key={row.key} row={row} messages={messages ?? []} onQuote={onQuote} />
          ))}
          {isTyping && (
            <p className="typing">
              <PersonAvatar id={BOT_ID} size={24} />
              {texts.conversation.typing(nameOf(state, BOT_ID))}
              <span className="typing-dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
            </p>
          )}
        </div>
      </div>
      {missed !== undefined && (
        <button type="button" className="to-bottom" onClick={toBottom}>
          <Icon name="down" />
          {missed > 0 ? texts.conversation.newMessages(missed) : texts.conversation.toBottom}
        </button>
      )}
    </div>
  );
}

function Row({ row, messages, onQuote }: { row: TimelineRow; messages: readonly Message[]; onQuote(message: Message): void }) {
  switch (row.kind) {
    case "day":
      return <p className="day-line">{row.label}</p>;
    case "system":
      return <p className="system-line">{row.text}</p>;
    case "outgoing":
      return <OutgoingRow outgoing={row.outgoing} opensTurn={row.opensTurn} messages={messages} />;
    default: {
      const quoted = row.message.quote ? { message: messages.find(({ id }) => id === row.message.quote) } : undefined;
      return <MessageRow message={row.message} mine={row.mine} opensTurn={row.opensTurn} quoted={quoted} onQuote={onQuote} />;
    }
  }
}
