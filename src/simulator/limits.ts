import type { Clock } from "../clock.ts";

type Limit = { calls: number; windowMs: number };

/** Counts calls by key in sliding windows of the clock. */
export type Limits = {
  /** Counts one call, unless a limit is reached. @returns ms until one is free, or undefined: the call is in */
  hit(key: string, limits: readonly Limit[]): number | undefined;
};

export function createLimits(now: Clock): Limits {
  const calls = new Map<string, number[]>();
  return {
    hit(key, limits) {
      const at = now().getTime();
      const longest = Math.max(...limits.map((limit) => limit.windowMs));
      const recent = (calls.get(key) ?? []).filter((call) => call > at - longest);
      const waits = limits.map((limit) => waitMs(recent, limit, at)).filter((wait) => wait > 0);
      calls.set(key, waits.length > 0 ? recent : [...recent, at]);
      return waits.length > 0 ? Math.max(...waits) : undefined;
    },
  };
}

function waitMs(recent: readonly number[], limit: Limit, at: number): number {
  const inWindow = recent.filter((call) => call > at - limit.windowMs);
  const first = inWindow[inWindow.length - limit.calls];
  return first === undefined ? 0 : first + limit.windowMs - at;
}
