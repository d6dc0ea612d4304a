import { useAtDesk } from "./desk-context.ts";
import { Icon } from "./icon.tsx";
import type { Message } from "./protocol.ts";
import { texts } from "./texts.ts";

/** What one can do with a message; shown under the pointer, or when the keyboard reaches it. */
export function MessageActions({ message, name, onQuote }: { message: Message; name: string; onQuote(): void }) {
  const { showToast } = useAtDesk();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Refused, or not there at all on a page that came neither from this machine nor over TLS.
      return showToast({ type: "warning", content: texts.message.notCopied });
    }
    showToast({ type: "success", content: texts.message.copied });
  };
  return (
    <fieldset className="message-actions" aria-label={texts.message.more}>
      <button type="button" aria-label={texts.message.replyTo(name)} title={texts.message.reply} onClick={onQuote}>
        <Icon name="reply" />
      </button>
      {message.text && (
        <button type="button" aria-label={texts.message.copy} title={texts.message.copy} onClick={() => void copy(message.text ?? "")}>
          <Icon name="copy" />
        </button>
      )}
    </fieldset>
  );
}
