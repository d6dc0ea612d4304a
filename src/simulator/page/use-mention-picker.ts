import type { TextAreaRef } from "antd/es/input/TextArea.js";
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { completeMention, type Mentionable, type MentionQuery, matchMentions, mentionQueryAt } from "./mention.ts";

export type MentionPicker = {
  isOpen: boolean;
  matches: readonly Mentionable[];
  /** Which of the matches Enter would take. */
  active: number;
  /** True when the key was for the list. */
  onKeyDown(event: KeyboardEvent): boolean;
  /** Tells where the caret stands after an input or a move. */
  lookAt(text: string, caret: number): void;
  pick(person: Mentionable): void;
  /** Types an @ at the caret. */
  start(): void;
  close(): void;
};

/** Opens a list of names while an @ is being typed in a text field. */
export function useMentionPicker(field: {
  text: string;
  setText(text: string): void;
  people: readonly Mentionable[];
  area: RefObject<TextAreaRef | null>;
}): MentionPicker {
  const [query, setQuery] = useState<MentionQuery>();
  const [active, setActive] = useState(0);
  const caretToSet = useRef<number>(undefined);
  const matches = query ? matchMentions(field.people, query.word) : [];
  const isOpen = matches.length > 0;
  const textarea = () => field.area.current?.resizableTextArea?.textArea;

  useLayoutEffect(() => {
    const caret = caretToSet.current;
    if (caret === undefined) return;
    caretToSet.current = undefined;
    textarea()?.setSelectionRange(caret, caret);
  });

  const look = (next: MentionQuery | undefined) => {
    if (next?.start === query?.start && next?.word === query?.word) return;
    setQuery(next);
    setActive(0);
  };
  const write = (text: string, caret: number) => {
    field.setText(text);
    caretToSet.current = caret;
    field.area.current?.focus();
    look(mentionQueryAt(text, caret));
  };
  const pick = (person: Mentionable) => {
    if (!query) return;
    const caret = textarea()?.selectionStart ?? field.text.length;
    const completed = completeMention(field.text, caret, query, person.name);
    write(completed.text, completed.caret);
  };

  return {
    isOpen,
    matches,
    active,
    pick,
    close: () => look(undefined),
    lookAt: (text, caret) => look(field.people.length > 0 ? mentionQueryAt(text, caret) : undefined),
    start() {
      const caret = textarea()?.selectionStart ?? field.text.length;
      const before = field.text.slice(0, caret);
      const at = /[A-Za-z0-9._-]$/.test(before) ? " @" : "@";
      write(before + at + field.text.slice(caret), caret + at.length);
    },
    onKeyDown(event) {
      if (!isOpen) return false;
      const chosen = matches[active];
      if (event.key === "ArrowDown") setActive((active + 1) % matches.length);
      else if (event.key === "ArrowUp") setActive((active + matches.length - 1) % matches.length);
      else if (event.key === "Escape") look(undefined);
      else if ((event.key === "Enter" || event.key === "Tab") && chosen) pick(chosen);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
