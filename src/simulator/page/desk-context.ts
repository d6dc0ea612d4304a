import { createContext, use } from "react";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";
import { BOT_ID, type Person, type Toast } from "./protocol.ts";

/** What every part of the page may know and do. */
export type AtDesk = { desk: Desk; state: DeskState; me: Person; showToast(toast: Toast): void };

export const DeskContext = createContext<AtDesk | undefined>(undefined);

export function useAtDesk(): AtDesk {
  const atDesk = use(DeskContext);
  if (!atDesk) throw new TypeError("outside of the chat page");
  return atDesk;
}

/** The name under which a sender is shown. */
export function nameOf(state: DeskState, sender: string): string {
  if (sender === BOT_ID || sender === state.bot.id) return state.bot.name;
  return state.people.find(({ id }) => id === sender)?.name ?? sender;
}
