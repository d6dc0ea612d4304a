import { Button, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea.js";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef } from "react";
import { ComposerTools } from "./composer-tools.tsx";
import { nameOf, useAtDesk } from "./desk-context.ts";
import { Icon } from "./icon.tsx";
import { mentionedIn } from "./mention.ts";
import { MentionList, optionId } from "./mention-list.tsx";
import { mentionablesOf } from "./mentionables.ts";
import { PhotoStrip } from "./photo-strip.tsx";
import { previewOf } from "./preview.ts";
import type { Chat, Draft, Message } from "./protocol.ts";
import { Suggestions } from "./suggestions.tsx";
import { texts } from "./texts.ts";
import { useDraftText } from "./use-draft-text.ts";
import { useFile } from "./use-file.ts";
import { useMentionPicker } from "./use-mention-picker.ts";
import { usePhotos } from "./use-photos.ts";
import "./styles/composer.css";

/** Where one writes: text, mentions, a quote, photos. Enter sends. */
export function Composer(composer: { chat: Chat; quoted: Message | undefined; onCancelQuote(): void; onSend(draft: Draft): void }) {
  const { chat, quoted, onCancelQuote } = composer;
  const { state } = useAtDesk();
  const [text, setText] = useDraftText(state.me, chat.id);
  const area = useRef<TextAreaRef>(null);
  const listId = useId();
  const people = mentionablesOf(chat, state);
  const picker = useMentionPicker({ text, setText, people, area });
  const photos = usePhotos();
  const isEmpty = text.trim() === "" && photos.chosen.length === 0;

  useEffect(() => {
    if (quoted) area.current?.focus();
  }, [quoted]);

  // As in Feishu: a file goes by itself, as soon as it is chosen.
  const sendFile = useFile((file) => composer.onSend({ text: "", mentions: [], photos: [], file }));
  const suggest = (sentence: string) => composer.onSend({ text: sentence, mentions: mentionedIn(sentence, people), photos: [] });
  const send = () => {
    const draft = { text: text.trim(), mentions: mentionedIn(text, people), photos: photos.chosen };
    composer.onSend(quoted ? { ...draft, quote: quoted.id } : draft);
    setText("");
    photos.clear();
    area.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter and the arrows belong to it. 229: browsers that end the composition before the key.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (picker.onKeyDown(event)) return;
    if (event.key === "Escape" && quoted) onCancelQuote();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (!isEmpty) send();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    photos.add([...event.clipboardData.files]);
  };

  const label = texts.composer.label(chat.name);
  return (
    <form className="composer" aria-label={label} onSubmit={(event) => event.preventDefault()}>
      <Suggestions sentences={chat.suggestions} isWriting={!isEmpty} onPick={suggest} />
      <div className="composer-box">
        {quoted && (
          <div className="composer-quote">
            <span>
              {texts.composer.quoting(nameOf(state, quoted.sender))}
              {previewOf(quoted)}
            </span>
            <button type="button" aria-label={texts.composer.cancelQuote} onClick={onCancelQuote}>
              <Icon name="close" />
            </button>
          </div>
        )}
        <PhotoStrip photos={photos.chosen} onRemove={photos.remove} />
        {picker.isOpen && <MentionList id={listId} people={picker.matches} active={picker.active} onPick={picker.pick} />}
        <Input.TextArea
          ref={area}
          className="composer-text"
          variant="borderless"
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={text}
          placeholder={texts.composer.placeholder(chat.name)}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={picker.isOpen ? listId : undefined}
          aria-activedescendant={picker.isOpen ? optionId(listId, picker.active) : undefined}
          onChange={(event) => {
            setText(event.target.value);
            picker.lookAt(event.target.value, event.target.selectionStart);
          }}
          onSelect={(event) => picker.lookAt(event.currentTarget.value, event.currentTarget.selectionStart)}
          onBlur={picker.close}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <div className="composer-bar">
          <ComposerTools canMention={chat.kind === "group"} onMention={picker.start} onPhotos={photos.add} onFile={sendFile} />
          <span className="composer-hint">{texts.composer.hint}</span>
          <Button type="primary" icon={<Icon name="send" />} aria-label={texts.composer.send} disabled={isEmpty} onClick={send} />
        </div>
      </div>
    </form>
  );
}
