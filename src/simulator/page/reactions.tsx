import { nameOf, useAtDesk } from "./desk-context.ts";
import type { Message } from "./protocol.ts";
import { texts } from "./texts.ts";

/** Pictures of the reactions that the bot uses; another one is shown by its name. */
const PICTURES: Readonly<Record<string, string>> = { Typing: "⌨️", OnIt: "🫡", DONE: "✅", OK: "👌", THUMBSUP: "👍" };
const WORDS: Readonly<Record<string, string>> = texts.reactions;

/** Who reacted to a message, and how. */
export function Reactions({ message }: { message: Message }) {
  const { state } = useAtDesk();
  if (message.reactions.length === 0) return null;
  return (
    <ul className="reactions">
      {message.reactions.map(({ emoji, by }) => {
        const names = by.map((id) => nameOf(state, id)).join("、");
        return (
          <li key={emoji}>
            <span aria-hidden="true">{PICTURES[emoji] ?? `[${emoji}]`}</span>
            <span className="for-readers">{WORDS[emoji] ?? emoji}：</span>
            <span className="reaction-names">{names}</span>
          </li>
        );
      })}
    </ul>
  );
}
