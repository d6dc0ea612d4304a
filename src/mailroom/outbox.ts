import { randomUUID } from "node:crypto";
import type { Card } from "../card.ts";
import type { Content, Messenger, Recipient } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { type Claimant, failureText, isLaneTaken } from "./claimant.ts";
import { laneOf } from "./lane.ts";

/** The only file that touches the table outbox: one row per thing we say; its id is the uuid that the platform knows repeats by. */

export type Delivery =
  /** `otherwise`: what is said instead when the platform refuses this for good. */
  | { kind: "send"; to: Recipient; content: Content; otherwise?: Delivery }
  /** A file of outgoing_files: it is carried up when it is sent. */
  | { kind: "send_file"; to: Recipient; fileId: string }
  | { kind: "reply"; messageId: string; chatId: string; content: Content }
  | { kind: "update"; messageId: string; chatId: string; card: Card }
  /** Replaces the card that was put here under the key `of`, to be sent to `to`; it may still be waiting. */
  | { kind: "amend"; of: string; to: Recipient; card: Card }
  /** 加急 of what was put here under the key `of`. `instead`: for whom it does not reach, in private; `lastly`: for `to`, when that fails as well. */
  | { kind: "urge"; of: string; to: Recipient; people: readonly string[]; instead: Content; lastly: Content }
  /** Takes back what was put here under the key `of`, to be sent to `to`. */
  | { kind: "recall"; of: string; to: Recipient }
  /**
   * Ends the growing card `cardId` that was put here under the key `of`: `card` takes its place, or is said anew in answer to `messageId`
   * where that cannot be; `abandoned` is what anybody sees who sees the draft all the same. `openedAt`: ISO 8601.
   */
  | { kind: "finish"; of: string; cardId: string; openedAt: string; card: Card; abandoned: Card; messageId: string; chatId: string }
  | { kind: "react"; messageId: string; chatId: string; emoji: Parameters<Messenger["react"]>[1] };

/** The platform's calls, each with limits of its own. */
export const APIS = ["send", "reply", "update", "react", "urge", "recall", "finish"] as const;
export type Api = (typeof APIS)[number];

const API: Record<Delivery["kind"], Api> = {
  send: "send",
  send_file: "send",
  reply: "reply",
  update: "update",
  amend: "update",
  urge: "urge",
  react: "react",
  recall: "recall",
  finish: "finish",
};

/** `urgent` keeps no order with the rest: it goes in a lane of its own beside its chat's. */
export type Priority = "urgent" | "answer" | "normal" | "broadcast";

/** Smaller goes first. */
const RANK: Record<Priority, number> = { urgent: -1, answer: 0, normal: 1, broadcast: 2 };

export type ClaimedDelivery = {
  id: string;
  lane: string;
  api: Api;
  delivery: Delivery;
  attempts: number;
  dueAt: Date;
  notBefore: Date;
  /** Begin of the first attempt of which nobody knows whether it was carried out. */
  unsureSince: Date | null;
};

/** What becomes of a claimed delivery. */
export type Settlement =
  | { state: "sent"; messageId: string | undefined }
  | { state: "queued"; notBefore: Date; attempts: number; unsureSince: Date | null; failure: string | undefined }
  | { state: "failed" | "uncertain"; code: string; failure: string };

/** @param key  what it answers or announces: a second delivery under the same key is dropped */
export type OutboxDraft = { key: string; delivery: Delivery; priority: Priority; notBefore?: Date };

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
      drafts.map(({ delivery }) => API[delivery.kind]),
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
      API[delivery.kind],
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
       returning id, lane, api, delivery, attempts, due_at as "dueAt", not_before as "notBefore", unsure_since as "unsureSince"`,
      [claim.claimant.id, claim.until, claim.now, claim.apis ?? APIS, claim.urgentOnly ?? false],
    );
    return rows[0];
  } catch (error) {
    if (isLaneTaken(error)) return "taken";
    throw error;
  }
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
export async function settle(db: Db, row: { id: string; claimant: Claimant }, settlement: Settlement, now: Date): Promise<boolean> {
  const again = settlement.state === "queued" ? settlement : undefined;
  const ended = settlement.state === "failed" || settlement.state === "uncertain" ? settlement : undefined;
  const failure = again?.failure ?? ended?.failure;
  const { rowCount } = await db.query(
    `update outbox
     set state = $3, claimed_by = null, claimed_until = null,
         finished_at = case when $3 = 'queued' then null else $4::timestamptz end,
         not_before = coalesce($5, not_before), attempts = coalesce($6, attempts),
         unsure_since = case when $3 = 'queued' then $7::timestamptz else unsure_since end,
         message_id = $8, failure_code = $9, failure = coalesce($10, failure)
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

/** What became of a delivery. `code`: why it failed, as the rules of delivery name it. */
export type Fate = {
  key: string;
  state: "queued" | "sending" | "sent" | "failed" | "uncertain";
  messageId: string | null;
  code: string | null;
};

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

/** Forgets what was finished before `before`; its keys are free again. */
export async function purgeOutbox(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from outbox where finished_at < $1`, [before]);
  return rowCount;
}
