import { createContext, use } from "react";
import type { Press } from "./protocol.ts";

/** What the elements of a card share: which button is waiting, and how one is pressed. */
export type CardInHand = {
  /** Key of the button whose answer is awaited; meanwhile none of this card can be pressed. */
  waiting: string | undefined;
  press(key: string, press: Press): void;
};

export const CardContext = createContext<CardInHand | undefined>(undefined);

export function useCardInHand(): CardInHand {
  const inHand = use(CardContext);
  if (!inHand) throw new TypeError("outside of a card");
  return inHand;
}
