import { useCallback, useState } from "react";

/** The text that one is writing in a chat, kept by the browser's tab while one looks elsewhere. */
export function useDraftText(person: string, chat: string): [string, (text: string) => void] {
  const key = `anxun-draft:${person}:${chat}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? "");
  const keep = useCallback(
    (next: string) => {
      setText(next);
      if (next) sessionStorage.setItem(key, next);
      else sessionStorage.removeItem(key);
    },
    [key],
  );
  return [text, keep];
}
