import { AppError } from "../errors.ts";

/** Lets so many through at a time; the others wait for their turn, or until nobody waits for them any more. */
export type Turnstile = {
  /** @returns what to call when leaving. @throws AppError model_unavailable when `signal` comes first */
  enter(signal: AbortSignal): Promise<() => void>;
};

export function createTurnstile(places: number): Turnstile {
  let free = places;
  let waiting: (() => void)[] = [];

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    async enter(signal) {
      if (signal.aborted) throw new AppError("model_unavailable", "nobody waits any more");
      if (free > 0) {
        free -= 1;
        return leave;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const giveUp = () => {
        waiting = waiting.filter((next) => next !== resolve);
        reject(new AppError("model_unavailable", "too many calls at a time"));
      };
      waiting.push(resolve);
      signal.addEventListener("abort", giveUp, { once: true });
      await promise.finally(() => signal.removeEventListener("abort", giveUp));
      return leave;
    },
  };
}
