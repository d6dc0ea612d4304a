import { type Clock, HOUR_MS, MINUTE_MS } from "../clock.ts";
import { newId } from "./ids.ts";

export type Credentials = { appId: string; appSecret: string };

/** Who may call: the app's credentials buy a token for two hours. */
export type Access = {
  credentials: Credentials;
  /** The same token while at least 30 minutes of it remain. */
  issue(): { token: string; expiresInSeconds: number };
  isValid(token: string): boolean;
  expire(): void;
};

const TOKEN_MS = 2 * HOUR_MS;
const RENEW_BELOW_MS = 30 * MINUTE_MS;

export function createAccess(credentials: Credentials, now: Clock): Access {
  const expiries = new Map<string, number>();
  let current = "";
  return {
    credentials,
    issue() {
      const at = now().getTime();
      if ((expiries.get(current) ?? 0) - at < RENEW_BELOW_MS) {
        current = newId("t-");
        expiries.set(current, at + TOKEN_MS);
      }
      return { token: current, expiresInSeconds: Math.floor(((expiries.get(current) ?? at) - at) / 1000) };
    },
    isValid: (token) => (expiries.get(token) ?? 0) > now().getTime(),
    expire() {
      expiries.clear();
      current = "";
    },
  };
}
