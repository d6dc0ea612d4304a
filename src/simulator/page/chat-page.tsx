import { App } from "antd";
import { useCallback, useEffect } from "react";
import { ChatList } from "./chat-list.tsx";
import { Conversation } from "./conversation.tsx";
import { DeskContext } from "./desk-context.ts";
import { NewGroup } from "./new-group.tsx";
import { PersonSwitch } from "./person-switch.tsx";
import type { Person, Toast } from "./protocol.ts";
import { texts } from "./texts.ts";
import { useDesk } from "./use-desk.ts";
import { usePeople } from "./use-people.ts";
import { usePlace } from "./use-place.ts";
import { useWide } from "./use-wide.ts";
import "./styles/layout.css";

/** Finds out who I am: the person in the address, else the first one. */
export function ChatPage() {
  const { people, isLost } = usePeople();
  const { place, go } = usePlace();
  const me = people.find(({ id }) => id === place.person) ?? people[0];
  if (!me) return <Opening isLost={isLost} />;
  return (
    <PersonPage
      key={me.id}
      me={me}
      chatId={me.id === place.person ? place.chat : undefined}
      onSwitch={(person) => go({ person }, "replace")}
      onGo={(chat, how) => go(chat ? { person: me.id, chat } : { person: me.id }, how)}
    />
  );
}

/** The whole page of one person: my chats on the left, the conversation on the right; on a phone one of the two. */
function PersonPage(page: {
  me: Person;
  chatId: string | undefined;
  onSwitch(person: string): void;
  onGo(chatId: string | undefined, how: "push" | "replace"): void;
}) {
  const { me, onGo } = page;
  const { message: toasts } = App.useApp();
  const showToast = useCallback((toast: Toast) => void toasts.open(toast), [toasts]);
  const isWide = useWide();
  const { desk, state } = useDesk(me.id, showToast);
  const chat = state.chats.find(({ id }) => id === page.chatId);
  const firstChat = state.chats[0];
  const botName = state.bot.name;
  const unread = Object.values(state.unread).reduce((sum, count) => sum + count, 0);

  useEffect(() => {
    // There is room for a conversation: an empty half page would only puzzle.
    if (isWide && !chat && firstChat) onGo(firstChat.id, "replace");
  }, [isWide, chat, firstChat, onGo]);
  useEffect(() => desk?.look(chat?.id), [desk, chat?.id]);
  useEffect(() => {
    if (botName) document.title = texts.page.title(botName, unread);
  }, [botName, unread]);

  if (!desk || !state.ready) return <Opening isLost={state.connection === "lost"} />;
  return (
    <DeskContext value={{ desk, state, me, showToast }}>
      {state.connection === "lost" && (
        <p className="offline-bar" role="status">
          {texts.connection.lost}
        </p>
      )}
      <div className="page">
        {(isWide || !chat) && (
          <aside className="rail">
            <PersonSwitch onSwitch={page.onSwitch} />
            <NewGroup onOpened={(id) => onGo(id, isWide ? "replace" : "push")} />
            <ChatList current={chat?.id} onOpen={(id) => onGo(id, isWide ? "replace" : "push")} />
          </aside>
        )}
        {chat && (
          <main className="stage">
            <Conversation key={chat.id} chat={chat} onBack={isWide ? undefined : () => onGo(undefined, "replace")} />
          </main>
        )}
        {!chat && isWide && <p className="blank">{texts.page.pickChat}</p>}
      </div>
    </DeskContext>
  );
}

function Opening({ isLost }: { isLost: boolean }) {
  return (
    <p className="blank opening" role="status">
      {isLost ? texts.connection.lost : texts.page.loading}
    </p>
  );
}
