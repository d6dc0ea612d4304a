import { type Clock, MINUTE_MS } from "../clock.ts";

export type Token = { value: string; expiresInMs: number };

export type TokenSource = {
  /** A token that is good for some minutes more. Callers that come at the same time share one request. */
  current(): Promise<string>;
  /** The platform refused `value`: the next call fetches another, unless one has come meanwhile. */
  forget(value: string): void;
};

/** Within its last half hour the platform hands out a new token beside the old one, so there is time to change. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;

/** @param fetch  asks the platform; what it throws reaches every caller that waits, and the next one tries again */
export function createTokenSource(fetch: () => Promise<Token>, now: Clock): TokenSource {
  let held: { value: string; renewAt: number } | undefined;
  let pending: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const token = await fetch();
    held = { value: token.value, renewAt: now().getTime() + token.expiresInMs - RENEW_BEFORE_MS };
    return token.value;
  }

  return {
    async current() {
      if (held && now().getTime() < held.renewAt) return held.value;
      pending ??= renew().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    forget(value) {
      if (held?.value === value) held = undefined;
    },
  };
}
