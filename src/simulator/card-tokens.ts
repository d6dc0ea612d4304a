import { type Clock, MINUTE_MS } from "../clock.ts";
import { newId } from "./ids.ts";
import { refusal } from "./refusal.ts";

const VALID_MS = 30 * MINUTE_MS;
const USES_MAX = 2;

/** The tokens that a press hands out for updates of its card later on, and the presses that are being answered now. */
export type CardTokens = {
  /** From now until `finish`, the card of `messageId` is locked. */
  begin(messageId: string): string;
  finish(messageId: string): void;
  isLocked(messageId: string): boolean;
  /** @returns the message. @throws PlatformRefusal for a token that is unknown, old or used up */
  use(token: string): string;
};

export function createCardTokens(now: Clock): CardTokens {
  const tokens = new Map<string, { messageId: string; at: number; uses: number }>();
  const pressed = new Map<string, number>();
  return {
    begin(messageId) {
      const token = newId("c-");
      tokens.set(token, { messageId, at: now().getTime(), uses: 0 });
      pressed.set(messageId, (pressed.get(messageId) ?? 0) + 1);
      return token;
    },
    finish(messageId) {
      const left = (pressed.get(messageId) ?? 1) - 1;
      if (left > 0) pressed.set(messageId, left);
      else pressed.delete(messageId);
    },
    isLocked: (messageId) => pressed.has(messageId),
    use(token) {
      const known = tokens.get(token);
      if (!known) throw refusal(300020);
      if (now().getTime() - known.at > VALID_MS) throw refusal(300030);
      if (known.uses >= USES_MAX) throw refusal(300040);
      known.uses += 1;
      return known.messageId;
    },
  };
}
