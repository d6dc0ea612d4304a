import { Icon } from "./icon.tsx";
import { PersonAvatar } from "./person-avatar.tsx";
import { BOT_ID, type Chat } from "./protocol.ts";

/** A group shows what it is for, a private chat the one on the other side. */
export function ChatAvatar({ chat, size = 44 }: { chat: Chat; size?: number }) {
  if (chat.kind === "private") return <PersonAvatar id={BOT_ID} size={size} />;
  return (
    <span
      className={`avatar avatar-group avatar-${chat.label}`}
      style={{ width: size, height: size, fontSize: size / 2.2 }}
      aria-hidden="true"
    >
      <Icon name="group" />
    </span>
  );
}
