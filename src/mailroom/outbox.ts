import { randomUUID } from "node:crypto";
import { DAY_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import { type Claimant, failureText, isLaneTaken } from "./claimant.ts";
import {
  API_OF,
  APIS,
  type Api,
  type ClaimedDelivery,
  type Delivery,
  type Fate,
  type OutboxDraft,
  RANK,
  type Settlement,
} from "./delivery.ts";
import { laneOf, URGENT_LANE } from "./lane.ts";

/** The only file that touches the table outbox: one row per thing we say; its id is the uuid that the platform knows repeats by. */

/**
 * Puts a delivery in line. In one chat the order of enqueueing is kept within a priority, from the moment each is due.
 * @returns false when its key stands already
 */
export async function enqueue(db: Db, draft: OutboxDraft, now: Date): Promise<boolean> {
  return (await enqueueAll(db, [draft], now)) === 1;
}

/** Many, in their order. @returns how many had a new key */
export async function enqueueAll(db: Db, drafts: readonly OutboxDraft[], now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `insert into outbox (id, key, lane, api, delivery, priority, created_at, due_at, not_before, state)
     select id, key, lane, api, delivery, priority, $7, due_at, due_at, 'queued'
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::json[], $6::smallint[], $8::timestamptz[])
       as draft(id, key, lane, api, delivery, priority, due_at)
     on conflict (key) do nothing`,
    [
      drafts.map(() => randomUUID()),
      drafts.map(({ key }) => key),
      drafts.map(laneOf),
      drafts.map(({ delivery }) => API_OF[delivery.kind]),
      drafts.map(({ delivery }) => JSON.stringify(delivery)),
      drafts.map(({ priority }) => RANK[priority]),
      now,
      drafts.map(({ notBefore }) => notBefore ?? now),
    ],
  );
  return rowCount;
}

/**
 * Puts a delivery in line; while the one that stands under its key waits, this one takes its place: of many that follow each other
 * quickly only the last is carried out.
 * @returns false when the one before is on its way already, or was: this one needs another key
 */
export async function enqueueLatest(db: Db, { key, delivery, priority, notBefore }: OutboxDraft, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into outbox (id, key, lane, api, delivery, priority, created_at, due_at, not_before, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, 'queued')
     on conflict (key) do update set delivery = excluded.delivery where outbox.state = 'queued'`,
    [
      randomUUID(),
      key,
      laneOf({ delivery, priority }),
      API_OF[delivery.kind],
      JSON.stringify(delivery),
      RANK[priority],
      now,
      notBefore ?? now,
    ],
  );
  return rowCount === 1;
}

/** Puts `delivery` in the place of the one under `key`, with its time and its turn. False: that one is on its way already, or never stood there. */
export async function replaceWaiting(db: Db, key: string, delivery: Delivery): Promise<boolean> {
  const { rowCount } = await db.query(`update outbox set delivery = $2 where key = $1 and state = 'queued'`, [
    key,
    JSON.stringify(delivery),
  ]);
  return rowCount === 1;
}

/** Whether something that people read stands under a key that begins with `prefix`, whatever became of it. */
export async function isAnswered(db: Db, prefix: string): Promise<boolean> {
  const { rows } = await db.query<{ answered: boolean }>(
    `select exists (select from outbox where starts_with(key, $1) and delivery->>'kind' <> 'react') as answered`,
    [prefix],
  );
  return rows[0]?.answered ?? false;
}

/**
 * Takes the first delivery that is due at the head of a lane in which nothing is on its way.
 * @param claim.apis  those that may be called now: what needs another one is passed over
 * @param claim.urgentOnly  leaves what is not urgent
 */
export async function claimDelivery(
  db: Db,
  claim: { claimant: Claimant; now: Date; until: Date; apis?: readonly Api[]; urgentOnly?: boolean },
): Promise<ClaimedDelivery | "taken" | undefined> {
  try {
    const { rows } = await db.query<ClaimedDelivery>(
      `update outbox set state = 'sending', claimed_by = $1, claimed_until = $2
       where id = (
         select first.id from unnest($4::text[]) as open(api) cross join lateral (
           select head.id, head.priority, head.position from outbox head
           where head.api = open.api and head.state = 'queued' and head.not_before <= $3 and (head.priority < 0 or not $5)
             and not exists (select from outbox other where other.lane = head.lane and other.state = 'sending')
             and not exists (
               select from outbox ahead
               where ahead.lane = head.lane and ahead.state = 'queued' and ahead.due_at <= $3
                 and (ahead.priority, ahead.position) < (head.priority, head.position))
           order by head.priority, head.position limit 1 for update skip locked) first
         order by first.priority, first.position limit 1)
       returning id, lane, api, delivery, attempts, below, due_at as "dueAt", not_before as "notBefore", unsure_since as "unsureSince"`,
      [claim.claimant.id, claim.until, claim.now, claim.apis ?? APIS, claim.urgentOnly ?? false],
    );
    return rows[0];
  } catch (error) {
    if (isLaneTaken(error)) return "taken";
    throw error;
  }
}

/** How long a message of ours is looked for, to say something below it. */
const STANDS_MS = 30 * DAY_MS;
/** After so many attempts the own call is waited for: not every message of a chat is tried. */
const BELOW_ATTEMPTS_MAX = 3;

/**
 * What is urgent and due, be it at rest, and surely was not sent yet, is to be said in answer to the latest message that we sent into the
 * same chat unasked: answers are another call. (What we said in answer may stand in a topic, where an alarm would be overlooked.) The way
 * is written down before it is taken: whoever tries again takes the same one. Where no message of ours stands it goes on waiting.
 * @returns how many
 */
export async function sayBelow(db: Db, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `update outbox set api = 'reply', below = way.message_id, not_before = $1
     from (
       select waiting.id, latest.message_id from outbox waiting cross join lateral (
         select sent.message_id from outbox sent
         where sent.lane in (waiting.lane, left(waiting.lane, -length($2))) and sent.state = 'sent' and sent.message_id is not null
           and not sent.withdrawn and (sent.api = 'send' or sent.below is not null) and sent.finished_at > $3
         order by sent.finished_at desc limit 1) latest
       where waiting.state = 'queued' and waiting.api = 'send' and waiting.priority = $4 and waiting.due_at <= $1
         and waiting.unsure_since is null and waiting.attempts < $5 and waiting.delivery->>'kind' = 'send'
       for update of waiting skip locked) way
     where outbox.id = way.id`,
    [now, URGENT_LANE, new Date(now.getTime() - STANDS_MS), RANK.urgent, BELOW_ATTEMPTS_MAX],
  );
  return rowCount;
}

/** Nothing is said in answer to what was sent under `key` any more: it is being taken back. */
export async function noteWithdrawn(db: Db, key: string): Promise<void> {
  await db.query(`update outbox set withdrawn = true where key = $1`, [key]);
}

/** Written before the platform is asked: should we die now, the row tells that it may have been done. */
export async function beginAttempt(db: Db, id: string, claimant: Claimant, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update outbox set attempts = attempts + 1, unsure_since = coalesce(unsure_since, $3)
     where id = $1 and state = 'sending' and claimed_by = $2`,
    [id, claimant.id, now],
  );
  return rowCount === 1;
}

/** False when the claim had been lost to another worker. */
export async function settle(
  db: Db,
  row: Pick<ClaimedDelivery, "id" | "delivery"> & { claimant: Claimant },
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  const again = settlement.state === "queued" ? settlement : undefined;
  const ended = settlement.state === "failed" || settlement.state === "uncertain" ? settlement : undefined;
  const failure = again?.failure ?? ended?.failure;
  const { rowCount } = await db.query(
    `with unanswerable as (update outbox set withdrawn = true where message_id = $11)
     update outbox
     set state = $3, claimed_by = null, claimed_until = null,
         finished_at = case when $3 = 'queued' then null else $4::timestamptz end,
         not_before = coalesce($5, not_before), attempts = coalesce($6, attempts),
         unsure_since = case when $3 = 'queued' then $7::timestamptz else unsure_since end,
         message_id = $8, failure_code = $9, failure = coalesce($10, failure), api = case when $11::text is null then api else $12 end, below = case when $11::text is null then below end
     where id = $1 and state = 'sending' and claimed_by = $2`,
    [
      row.id,
      row.claimant.id,
      settlement.state,
      now,
      again?.notBefore ?? null,
      again?.attempts ?? null,
      again?.unsureSince ?? null,
      settlement.state === "sent" ? (settlement.messageId ?? null) : null,
      ended?.code ?? null,
      failure === undefined ? null : failureText(failure),
      again?.unanswerable ?? null,
      API_OF[row.delivery.kind],
    ],
  );
  return rowCount === 1;
}

/** Gives back what nobody works on any more: claims that lapsed, and with `onlyProcess` those of every other process. */
export async function releaseDeliveries(db: Db, options: { now: Date; onlyProcess: string | undefined }): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update outbox set state = 'queued', claimed_by = null, claimed_until = null
     where state = 'sending' and (claimed_until <= $1 or not starts_with(claimed_by, $2))
     returning id`,
    [options.now, options.onlyProcess ?? null],
  );
  return rows.map(({ id }) => id);
}

/** When the next delivery that rests may be tried. */
export async function nextDelivery(db: Db, now: Date): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select min(not_before) as at from outbox where state = 'queued' and not_before > $1`,
    [now],
  );
  return rows[0]?.at ?? undefined;
}

/** The key under which a message was sent; undefined: not by us, or too long ago. */
export async function keyOfSent(db: Db, messageId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ key: string }>(`select key from outbox where message_id = $1`, [messageId]);
  return rows[0]?.key;
}

/** What became of the message under `key`; undefined: there is none, or it was too long ago. */
export async function sentUnder(db: Db, key: string): Promise<{ messageId: string | undefined; isWaiting: boolean } | undefined> {
  const { rows } = await db.query<{ messageId: string | null; isWaiting: boolean }>(
    `select message_id as "messageId", state in ('queued', 'sending') as "isWaiting" from outbox where key = $1`,
    [key],
  );
  const [row] = rows;
  return row && { ...row, messageId: row.messageId ?? undefined };
}

/** The growing card that was put here under `key`, if there is one. */
export async function growingCardUnder(db: Db, key: string): Promise<{ cardId: string; openedAt: Date } | undefined> {
  const { rows } = await db.query<{ cardId: string | null; openedAt: Date }>(
    `select delivery->'content'->>'cardId' as "cardId", created_at as "openedAt" from outbox where key = $1`,
    [key],
  );
  const [row] = rows;
  return row?.cardId ? { cardId: row.cardId, openedAt: row.openedAt } : undefined;
}

/** Those of `keys` that still stand here. */
export async function fatesOf(db: Db, keys: readonly string[]): Promise<Fate[]> {
  const { rows } = await db.query<Fate>(
    `select key, state, message_id as "messageId", failure_code as code from outbox where key = any($1)`,
    [keys],
  );
  return rows;
}

/** Takes back what nobody has begun to send. @returns the keys of those; the others are on their way, or were */
export async function cancelUnsent(db: Db, keys: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>(
    `update outbox set state = 'failed', failure_code = 'cancelled', failure = 'taken back before it was sent', finished_at = $2
     where key = any($1) and state = 'queued' and unsure_since is null returning key`,
    [keys, now],
  );
  return rows.map(({ key }) => key);
}

/** How many messages are due and wait, and since when the first of them. */
export async function outboxBacklog(db: Db, now: Date): Promise<{ waiting: number; since: Date | undefined }> {
  const { rows } = await db.query<{ waiting: number; since: Date | null }>(
    `select count(*)::int as waiting, min(due_at) as since from outbox where state = 'queued' and due_at <= $1`,
    [now],
  );
  return { waiting: rows[0]?.waiting ?? 0, since: rows[0]?.since ?? undefined };
}

/** Forgets what was finished before `before`; its keys are free again. */
export async function purgeOutbox(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from outbox where finished_at < $1`, [before]);
  return rowCount;
}
