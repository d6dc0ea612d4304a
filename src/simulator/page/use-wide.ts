import { useSyncExternalStore } from "react";

/** Below this a conversation and the list of chats do not fit side by side. Also in layout.css. */
const WIDE = "(min-width: 768px)";

export function useWide(): boolean {
  return useSyncExternalStore(onChange, () => matchMedia(WIDE).matches);
}

function onChange(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
