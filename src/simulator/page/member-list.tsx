import { useAtDesk } from "./desk-context.ts";
import { PersonAvatar } from "./person-avatar.tsx";
import { BOT_ID, type Chat } from "./protocol.ts";
import { texts } from "./texts.ts";

/** Who sits in a group, the bot first. */
export function MemberList({ chat }: { chat: Chat }) {
  const { state } = useAtDesk();
  const people = state.people.filter(({ id }) => chat.members.includes(id));
  return (
    <ul className="member-list" aria-label={texts.conversation.memberList}>
      {chat.botPresent && <Member id={BOT_ID} name={state.bot.name} note={texts.conversation.bot} />}
      {people.map((person) => (
        <Member key={person.id} id={person.id} name={person.name} note={person.title} />
      ))}
    </ul>
  );
}

function Member({ id, name, note }: { id: string; name: string; note: string }) {
  return (
    <li>
      <PersonAvatar id={id} size={28} />
      <span className="person-name">{name}</span>
      <span className="person-note">{note}</span>
    </li>
  );
}
