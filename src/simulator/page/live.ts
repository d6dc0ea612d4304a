import { SECOND_MS } from "../../clock.ts";

/** The names under which the simulator tells what happened. */
const EVENT_NAMES = ["message", "update", "reaction", "chat", "typing", "toast"] as const;
export type LiveName = (typeof EVENT_NAMES)[number];

export type Live = { close(): void };

/** How long we wait before we open a stream again that the browser has given up. */
const REOPEN_MS = 2 * SECOND_MS;

/**
 * Listens to the simulator's events until closed. The browser reconnects by itself after a broken
 * connection, but gives up on an answer that is not a stream (a server that is just starting): then we reopen.
 * @param on.open  each time the stream stands, also after a break: what was missed must be fetched
 */
export function listen(
  address: string,
  on: { open(): void; lost(): void; event(name: LiveName, data: Readonly<Record<string, unknown>>): void },
): Live {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(address);
    source.onopen = on.open;
    source.onerror = () => {
      on.lost();
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
    };
    for (const name of EVENT_NAMES) {
      source.addEventListener(name, (event: MessageEvent<string>) => on.event(name, JSON.parse(event.data)));
    }
  };
  // A laptop that wakes up, or a network that returns, need not wait for the browser's own pause.
  const reopen = () => source?.readyState !== EventSource.OPEN && open();

  window.addEventListener("online", reopen);
  window.addEventListener("offline", on.lost);
  open();
  return {
    close() {
      clearTimeout(timer);
      window.removeEventListener("online", reopen);
      window.removeEventListener("offline", on.lost);
      source?.close();
    },
  };
}
