import { Button, Popover } from "antd";
import { useEffect, useRef, useState } from "react";
import { ChatAvatar } from "./chat-avatar.tsx";
import { Composer } from "./composer.tsx";
import { useAtDesk } from "./desk-context.ts";
import { GroupAdmin } from "./group-admin.tsx";
import { Icon } from "./icon.tsx";
import { MemberList } from "./member-list.tsx";
import { MessageList } from "./message-list.tsx";
import type { Chat, Draft, Message } from "./protocol.ts";
import { texts } from "./texts.ts";
import "./styles/conversation.css";

/** One chat: its header, what was said, and where one writes. `onBack` is there when the list of chats is not beside it. */
export function Conversation({ chat, onBack }: { chat: Chat; onBack: (() => void) | undefined }) {
  const { desk } = useAtDesk();
  const [quoted, setQuoted] = useState<Message>();
  const send = (draft: Draft) => {
    desk.send(chat.id, draft);
    setQuoted(undefined);
  };
  return (
    <>
      <ConversationHeader chat={chat} onBack={onBack} />
      <MessageList chat={chat} onQuote={setQuoted} />
      {chat.dissolved ? (
        <p className="dissolved">{texts.conversation.dissolved}</p>
      ) : (
        <Composer chat={chat} quoted={quoted} onCancelQuote={() => setQuoted(undefined)} onSend={send} />
      )}
    </>
  );
}

function ConversationHeader({ chat, onBack }: { chat: Chat; onBack: (() => void) | undefined }) {
  const count = chat.members.length + (chat.botPresent ? 1 : 0);
  const title = useRef<HTMLHeadingElement>(null);
  const isAlone = onBack !== undefined;
  useEffect(() => {
    // On a phone the conversation took the place of the list, and with it of whatever had the focus.
    if (isAlone) title.current?.focus();
  }, [isAlone]);
  return (
    <header className="conversation-header">
      {onBack && (
        <button type="button" className="icon-button" aria-label={texts.conversation.back} onClick={onBack}>
          <Icon name="back" />
        </button>
      )}
      <ChatAvatar chat={chat} size={36} />
      <div className="conversation-title">
        <h1 ref={title} tabIndex={-1}>
          {chat.name}
        </h1>
        <p>
          {chat.kind === "group" && <span>{texts.conversation.members(count)}</span>}
          <span>{[texts.chats.kinds[chat.label], chat.district].filter(Boolean).join(" · ")}</span>
          {!chat.botPresent && <span className="absent">{texts.conversation.botAbsent}</span>}
        </p>
      </div>
      {chat.kind === "group" && (
        <Popover trigger="click" placement="bottomRight" content={<GroupPanel chat={chat} />} title={texts.conversation.memberList}>
          <Button type="text" icon={<Icon name="group" />} aria-label={texts.conversation.showMembers} />
        </Popover>
      )}
    </header>
  );
}

/** Keyed by what it shows, so that the field of its name begins with the one that it has now. */
function GroupPanel({ chat }: { chat: Chat }) {
  return (
    <>
      <MemberList chat={chat} />
      <GroupAdmin key={chat.name} chat={chat} />
    </>
  );
}
