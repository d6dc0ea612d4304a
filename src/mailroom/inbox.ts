import type { Inbound } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { type Claimant, failureText, isLaneTaken } from "./claimant.ts";

/** The only file that touches the table inbox: one row per event, kept for a while so that repeats are known. */

export type Acceptance = "accepted" | "repeated";

export type ClaimedEvent = { eventId: string; payload: Inbound; attempts: number };

/**
 * Writes an event down; only then may it be acknowledged. Waits for a worker, unless it is a press,
 * which is answered in place and closed by finishPress.
 * @param isUrgent  goes before everything else, also before what the same person said earlier
 */
export async function receive(db: Db, inbound: Inbound, now: Date, { isUrgent = false }: { isUrgent?: boolean } = {}): Promise<Acceptance> {
  const state = inbound.kind === "press" ? "running" : "waiting";
  const { rowCount } = await db.query(
    `insert into inbox (event_id, kind, lane, payload, received_at, not_before, state, urgent)
     values ($1, $2, $3, $4, $5, $5, $6, $7)
     on conflict (event_id) do nothing`,
    [inbound.eventId, inbound.kind, isUrgent ? urgentLane(inbound) : laneOf(inbound), JSON.stringify(inbound), now, state, isUrgent],
  );
  return rowCount === 1 ? "accepted" : "repeated";
}

/** Events of one lane are handled one after another: what one person says in one chat. A press waits for nobody. */
function laneOf(inbound: Inbound): string {
  switch (inbound.kind) {
    case "message":
      return `${inbound.chatId}/${inbound.speaker}`;
    case "membership":
      return inbound.chatId;
    case "contact":
      return `contact/${inbound.openId}`;
    case "press":
      return `press/${inbound.eventId}`;
  }
}

/** Several cries of one person in one chat are heard one after another; what they say next waits for them. */
function urgentLane(inbound: Inbound): string {
  return `${laneOf(inbound)}/urgent`;
}

export async function finishPress(
  db: Db,
  eventId: string,
  outcome: { kind: "done" } | { kind: "failed"; failure: string },
  now: Date,
): Promise<void> {
  await db.query(
    `update inbox set state = $2, finished_at = $3, failure = $4
     where event_id = $1 and kind = 'press' and state = 'running'`,
    [eventId, outcome.kind, now, outcome.kind === "failed" ? failureText(outcome.failure) : null],
  );
}

/** Takes the oldest event that waits at the head of a lane in which nothing runs; urgent ones first. @param claim.urgentOnly  leaves the others */
export async function claimEvent(
  db: Db,
  claim: { claimant: Claimant; now: Date; until: Date; urgentOnly?: boolean },
): Promise<ClaimedEvent | "taken" | undefined> {
  try {
    const { rows } = await db.query<ClaimedEvent>(
      `update inbox set state = 'running', attempts = attempts + 1, claimed_by = $1, claimed_until = $2
       where event_id = (
         select head.event_id from inbox head
         where head.state = 'waiting' and head.not_before <= $3 and (head.urgent or not $4)
           and not exists (
             select from inbox other
             where other.lane in (head.lane, head.lane || '/urgent')
               and (other.state = 'running' or (other.state = 'waiting' and other.arrival < head.arrival)))
         order by head.urgent desc, head.arrival limit 1 for update skip locked)
       returning event_id as "eventId", payload, attempts`,
      [claim.claimant.id, claim.until, claim.now, claim.urgentOnly ?? false],
    );
    return rows[0];
  } catch (error) {
    if (isLaneTaken(error)) return "taken";
    throw error;
  }
}

/** False when the claim had been lost to another worker. */
export async function finishEvent(db: Db, event: ClaimedEvent, claimant: Claimant, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update inbox set state = 'done', finished_at = $4, claimed_by = null, claimed_until = null, failure = null
     where event_id = $1 and state = 'running' and claimed_by = $2 and attempts = $3`,
    [event.eventId, claimant.id, event.attempts, now],
  );
  return rowCount === 1;
}

/** @param verdict  when to try again; undefined: never */
export async function failEvent(
  db: Db,
  event: ClaimedEvent,
  claimant: Claimant,
  verdict: { retryAt: Date | undefined; failure: string; now: Date },
): Promise<void> {
  await db.query(
    `update inbox
     set state = case when $4::timestamptz is null then 'failed' else 'waiting' end,
         finished_at = case when $4::timestamptz is null then $5::timestamptz end,
         not_before = coalesce($4, not_before), failure = $6, claimed_by = null, claimed_until = null
     where event_id = $1 and state = 'running' and claimed_by = $2 and attempts = $3`,
    [event.eventId, claimant.id, event.attempts, verdict.retryAt ?? null, verdict.now, failureText(verdict.failure)],
  );
}

export async function renewEvents(db: Db, eventIds: readonly string[], claimant: Claimant, until: Date): Promise<void> {
  await db.query(
    `update inbox set claimed_until = $3
     where event_id = any($1) and state = 'running' and claimed_by = $2`,
    [eventIds, claimant.id, until],
  );
}

/** Gives back what nobody works on any more: claims that lapsed, and with `onlyProcess` those of every other process. */
export async function releaseEvents(db: Db, options: { now: Date; onlyProcess: string | undefined }): Promise<string[]> {
  const { rows } = await db.query<{ eventId: string }>(
    `update inbox
     set state = 'waiting', failure = 'its worker ended', claimed_by = null, claimed_until = null
     where state = 'running' and (claimed_until <= $1 or not starts_with(claimed_by, $2))
     returning event_id as "eventId"`,
    [options.now, options.onlyProcess ?? null],
  );
  return rows.map(({ eventId }) => eventId);
}

/** How many events wait to be handled, and since when the first of them. */
export async function inboxBacklog(db: Db): Promise<{ waiting: number; since: Date | undefined }> {
  const { rows } = await db.query<{ waiting: number; since: Date | null }>(
    `select count(*)::int as waiting, min(received_at) as since from inbox where state = 'waiting'`,
  );
  return { waiting: rows[0]?.waiting ?? 0, since: rows[0]?.since ?? undefined };
}

/** Forgets what was finished before `before`; a press that its process never finished counts by its arrival. */
export async function purgeInbox(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from inbox where finished_at < $1 or (kind = 'press' and received_at < $1)`, [before]);
  return rowCount;
}
