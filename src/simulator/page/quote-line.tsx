import { nameOf, useAtDesk } from "./desk-context.ts";
import { previewOf } from "./preview.ts";
import type { Message } from "./protocol.ts";
import { texts } from "./texts.ts";

/** The quoted message in one line; a press leads to it. */
export function QuoteLine({ message }: { message: Message | undefined }) {
  const { state } = useAtDesk();
  if (!message) return <p className="quote-line">{texts.message.quoteGone}</p>;
  const name = nameOf(state, message.sender);
  return (
    <button type="button" className="quote-line" onClick={() => reveal(message.id)} aria-label={texts.message.showQuote(name)}>
      {texts.message.replyTo(name)}：{previewOf(message)}
    </button>
  );
}

function reveal(messageId: string): void {
  const element = document.getElementById(`message-${messageId}`);
  element?.scrollIntoView({ block: "center", behavior: "smooth" });
  element?.animate([{ backgroundColor: "#fff3d1" }, { backgroundColor: "transparent" }], 1600);
}
