import type { Clock } from "../clock.ts";

/** How many requests of one sender are taken within a stretch of time, counted in this process. */
export type RateLimit = {
  /** Counts one. @returns undefined: it may pass; else the seconds after which the next may */
  take(sender: string): number | undefined;
};

/** Nobody fills the memory by coming under ever new names. */
const SENDERS_MAX = 10_000;

export function rateLimit({ limit, windowMs, now }: { limit: number; windowMs: number; now: Clock }): RateLimit {
  let windows = new Map<string, { until: number; count: number }>();
  return {
    take(sender) {
      const at = now().getTime();
      if (windows.size >= SENDERS_MAX) windows = new Map([...windows].filter(([, { until }]) => until > at).slice(-SENDERS_MAX / 2));
      const known = windows.get(sender);
      const window = known && known.until > at ? known : { until: at + windowMs, count: 0 };
      window.count += 1;
      windows.set(sender, window);
      return window.count > limit ? Math.ceil((window.until - at) / 1000) : undefined;
    },
  };
}
