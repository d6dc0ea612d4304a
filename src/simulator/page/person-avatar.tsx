import { useAtDesk } from "./desk-context.ts";
import { Icon } from "./icon.tsx";
import { BOT_ID } from "./protocol.ts";

/** The last two characters of a name on the person's colour, as Feishu draws who has no photograph. */
export function PersonAvatar({ id, size = 36 }: { id: string; size?: number }) {
  const { state } = useAtDesk();
  const style = { width: size, height: size, fontSize: Math.round(size * 0.36) };
  if (id === BOT_ID || id === state.bot.id) {
    return (
      <span className="avatar avatar-bot" style={style} aria-hidden="true">
        <Icon name="bot" />
      </span>
    );
  }
  const person = state.people.find((one) => one.id === id);
  return (
    <span className="avatar" style={{ ...style, backgroundColor: person?.avatarColor }} aria-hidden="true">
      {(person?.name ?? id).slice(-2)}
    </span>
  );
}
