import { createHash } from "node:crypto";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { messageOf } from "../errors.ts";
import { MessengerError } from "../messenger.ts";
import type { ClaimedDelivery, Settlement } from "./delivery.ts";

/**
 * Decides what becomes of a delivery: tried, tried again and when, or given up.
 * The platform forgets a uuid after one hour: whoever repeats later may say it twice.
 */
export const UNSURE_LIMIT_MS = 55 * MINUTE_MS;
/** What could not be said for a day is no longer worth saying. */
export const EXPIRES_AFTER_MS = 24 * HOUR_MS;
/** A reaction tells that we are at it; later it is noise. */
export const REACTION_EXPIRES_AFTER_MS = MINUTE_MS;
const REACTION_ATTEMPTS_MAX = 2;
/** An error that is not the platform's is ours, and does not mend itself. */
const UNEXPECTED_ATTEMPTS_MAX = 5;
const REST_MS = 2 * SECOND_MS;
const REST_MAX_MS = 5 * MINUTE_MS;

export type Refused = Extract<Settlement, { state: "failed" | "uncertain" }>;
type Queued = Extract<Settlement, { state: "queued" }>;

/** Before an attempt: why it must not be made any more, or undefined. */
export function giveUpBefore(row: ClaimedDelivery, now: Date): Refused | undefined {
  const age = now.getTime() - row.dueAt.getTime();
  if (row.delivery.kind === "react" && age > REACTION_EXPIRES_AFTER_MS) {
    return { state: "failed", code: "stale", failure: "the moment for a reaction had passed" };
  }
  if (repeatsShow(row) && row.unsureSince && now.getTime() - row.unsureSince.getTime() > UNSURE_LIMIT_MS) {
    return { state: "uncertain", code: "uncertain", failure: "may have been sent; the platform would no longer notice a repeat" };
  }
  // A draft must not stand for ever as if somebody were still writing.
  if (age > EXPIRES_AFTER_MS && row.delivery.kind !== "finish")
    return { state: "failed", code: "expired", failure: "could not be sent for a day" };
  return undefined;
}

/** After an attempt that failed. @param row  as it stood before the attempt */
export function settlementOf(error: unknown, row: ClaimedDelivery, now: Date): Settlement {
  const attempts = row.attempts + 1;
  if (row.delivery.kind === "react" && attempts >= REACTION_ATTEMPTS_MAX) {
    return { state: "failed", code: "reaction", failure: messageOf(error) };
  }
  const rest = restMs(row.id, attempts);
  if (!(error instanceof MessengerError)) {
    if (attempts >= UNEXPECTED_ATTEMPTS_MAX) return { state: "failed", code: "unexpected", failure: messageOf(error) };
    return again({ afterMs: rest, attempts, unsureSince: row.unsureSince ?? now, error }, now);
  }
  switch (error.refusal) {
    case "gone":
    case "refused":
      if (row.below !== null) return notBelow(row, { attempts, error }, now);
      return { state: "failed", code: codeOf(error), failure: messageOf(error) };
    case "busy":
      return again({ afterMs: Math.max(error.retryAfterMs ?? 0, rest), attempts, unsureSince: row.unsureSince, error }, now);
    case "unauthorized":
      return again({ afterMs: 0, attempts: row.attempts, unsureSince: row.unsureSince, error }, now);
    case "unreachable":
      return again({ afterMs: rest, attempts, unsureSince: error.neverArrived ? row.unsureSince : (row.unsureSince ?? now), error }, now);
  }
}

/**
 * What was said in answer to a message of ours is said by its own call when that message cannot be answered (230011 recalled, 230110 deleted,
 * 230111 about to destroy itself, 230050 not visible to us any more, 230019 its topic is gone …): whatever else is wrong, that call will tell.
 * After an attempt of which nobody knows whether it was carried out it would be said twice.
 */
function notBelow(row: ClaimedDelivery, { attempts, error }: { attempts: number; error: MessengerError }, now: Date): Settlement {
  if (row.unsureSince) return { state: "uncertain", code: "uncertain", failure: messageOf(error) };
  const plan = again({ afterMs: 0, attempts, unsureSince: null, error }, now);
  return row.below === null ? plan : { ...plan, unanswerable: row.below };
}

/** 2, 4, 8 … s, at most 5 min, a fifth more or less by the row's own chance: a thousand rows must not come back as one. */
export function restMs(id: string, attempts: number): number {
  const base = Math.min(REST_MAX_MS, REST_MS * 2 ** (attempts - 1));
  const chance = createHash("sha256").update(`${id}/${attempts}`).digest().readUInt32BE(0) / 2 ** 32;
  return Math.round(base * (0.8 + 0.4 * chance));
}

/** Only what makes a new message shows when it is done twice. */
function repeatsShow(row: ClaimedDelivery): boolean {
  return ["send", "send_file", "reply"].includes(row.delivery.kind);
}

function again(plan: { afterMs: number; attempts: number; unsureSince: Date | null; error: unknown }, now: Date): Queued {
  return {
    state: "queued",
    notBefore: new Date(now.getTime() + plan.afterMs),
    attempts: plan.attempts,
    unsureSince: plan.unsureSince,
    failure: messageOf(plan.error),
  };
}

function codeOf(error: MessengerError): string {
  return error.platformCode === undefined ? error.refusal : `${error.refusal}/${error.platformCode}`;
}
