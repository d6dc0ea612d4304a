import { type Clock, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Inbound } from "../messenger.ts";
import type { Database } from "../storage/db.ts";
import { type Claimant, newClaimant } from "./claimant.ts";
import { type ClaimedEvent, claimEvent, failEvent, finishEvent, releaseEvents, renewEvents } from "./inbox.ts";
import { type Next, type Pump, startPump } from "./pump.ts";

export type InboxWorker = Pump;

/** A claim that is not renewed for so long belongs to a dead process. Clocks of several machines may differ by seconds. */
export const LEASE_MS = 30 * SECOND_MS;
const TEND_EVERY_MS = 5 * SECOND_MS;
export const ATTEMPTS_MAX = 5;
/** Hands for what cannot wait, when all others are full of slow questions. */
const RESERVED = 2;
/** A handler that hangs must not hold its lane for ever. */
const HANDLER_LIMIT_MS = 2 * MINUTE_MS;

/** One claim more than there are attempts: each of them ended with its process. Whoever waits is told, and it is not tried again. */
const DEADLY = { error: new Error("its worker died each time") };

/**
 * Hands events to `handle`, one at a time per lane in order of arrival, several lanes at once. An event may come again
 * (its process died, or `handle` threw): `handle` must bear that, by outbox keys. After ATTEMPTS_MAX it is failed and its lane goes on.
 * @param options.onGivenUp  called when `handle` threw, or its process died, for the last time; it may be called again, like `handle`
 */
export function startInboxWorker(
  needs: { db: Database; now: Clock; log: Log },
  handle: (inbound: Inbound) => Promise<void>,
  options: { concurrency?: number; handlerLimitMs?: number; onGivenUp?: (inbound: Inbound) => Promise<void> } = {},
): InboxWorker {
  const { db, now, log } = needs;
  const claimant = newClaimant();
  const limitMs = options.handlerLimitMs ?? HANDLER_LIMIT_MS;
  const late = () => new Error(`took longer than ${limitMs} ms`);
  const held = new Set<string>();
  let tendedAt: Date | undefined;

  async function tend(): Promise<void> {
    const at = now();
    if (tendedAt && at.getTime() - tendedAt.getTime() < TEND_EVERY_MS) return;
    if (held.size > 0) await renewEvents(db, [...held], claimant, leaseFrom(at));
    // The embedded database has one process: what any other claimed is an orphan already.
    const onlyProcess = db.embedded && !tendedAt ? claimant.process : undefined;
    const released = await releaseEvents(db, { now: at, onlyProcess });
    for (const eventId of released) log.warn("event taken over from a worker that ended", { eventId });
    tendedAt = at;
  }

  async function next(urgentOnly: boolean): Promise<Next> {
    const at = now();
    const event = await claimEvent(db, { claimant, now: at, until: leaseFrom(at), urgentOnly });
    if (event === "taken") return { kind: "again" };
    if (!event) return { kind: "nothing" };
    return { kind: "work", run: () => run(event) };
  }

  async function run(event: ClaimedEvent): Promise<void> {
    held.add(event.eventId);
    try {
      const failure = event.attempts > ATTEMPTS_MAX ? DEADLY : await failureOf(() => withinTime(handle(event.payload), limitMs, late));
      if (failure === undefined) return await done({ db, log, now: now() }, event, claimant);
      if (event.attempts >= ATTEMPTS_MAX) await giveUp(event);
      await failed({ db, log, now: now() }, event, { claimant, failure });
    } finally {
      held.delete(event.eventId);
    }
  }

  /** Before the row is closed: a process that dies in between says it again, under the same key. */
  async function giveUp(event: ClaimedEvent): Promise<void> {
    const failure = await failureOf(() => withinTime(options.onGivenUp?.(event.payload) ?? Promise.resolve(), limitMs, late));
    if (failure) log.warn("nobody was told that an event was given up", { eventId: event.eventId, reason: messageOf(failure.error) });
  }

  return startPump(needs, { name: "inbox", concurrency: options.concurrency ?? 8, reserved: RESERVED, tend, next });
}

/** How long an event rests after its n-th failure: 1, 4, 16, 64 s. */
export function restMs(attempts: number): number {
  return SECOND_MS * 4 ** (attempts - 1);
}

function leaseFrom(at: Date): Date {
  return new Date(at.getTime() + LEASE_MS);
}

async function failureOf(work: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

type Ending = { db: Database; log: Log; now: Date };

async function done(needs: Ending, event: ClaimedEvent, claimant: Claimant): Promise<void> {
  const ours = await finishEvent(needs.db, event, claimant, needs.now);
  if (!ours) needs.log.warn("event finished after its claim had lapsed", { eventId: event.eventId });
}

async function failed(needs: Ending, event: ClaimedEvent, facts: { claimant: Claimant; failure: { error: unknown } }): Promise<void> {
  const reason = messageOf(facts.failure.error);
  const last = event.attempts >= ATTEMPTS_MAX;
  const retryAt = last ? undefined : new Date(needs.now.getTime() + restMs(event.attempts));
  if (last) needs.log.error("event given up", { eventId: event.eventId, reason });
  else needs.log.warn("event failed, will be tried again", { eventId: event.eventId, attempt: event.attempts, reason });
  await failEvent(needs.db, event, facts.claimant, { retryAt, failure: reason, now: needs.now });
}
