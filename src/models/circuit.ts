import { MINUTE_MS, SECOND_MS } from "../clock.ts";

/**
 * Whether a model that failed is asked again. After a few failures in a row nobody waits for it any more; when the rest is over, one
 * call tries, and the others wait for what becomes of it. No restart is needed.
 */
export type Circuit = { failures: number /** Nobody asks before. */; restUntil: Date | undefined };

export const CLOSED: Circuit = { failures: 0, restUntil: undefined };

const FAILURES_MAX = 3;
const REST_MS = 15 * SECOND_MS;
const REST_MAX_MS = 5 * MINUTE_MS;

export function mayAsk({ restUntil }: Circuit, now: Date): boolean {
  return restUntil === undefined || now >= restUntil;
}

/** Before the call: of a model that rested, only this one tries. */
export function afterAsking(circuit: Circuit, now: Date): Circuit {
  return circuit.restUntil === undefined ? circuit : { ...circuit, restUntil: new Date(now.getTime() + REST_MS) };
}

/** 15, 30, 60 … s, at most 5 min. */
export function afterFailure({ failures }: Circuit, now: Date): Circuit {
  const count = failures + 1;
  if (count < FAILURES_MAX) return { failures: count, restUntil: undefined };
  const restMs = Math.min(REST_MAX_MS, REST_MS * 2 ** Math.min(count - FAILURES_MAX, 10));
  return { failures: count, restUntil: new Date(now.getTime() + restMs) };
}

export function isOpen({ failures }: Circuit): boolean {
  return failures >= FAILURES_MAX;
}
