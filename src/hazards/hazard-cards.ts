import type { Recipient } from "../messenger.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table hazard_cards: where the card of a case stands. */

export type PlacedCard = {
  /** Under which it stands in the outbox. */
  key: string;
  hazardId: string;
  recipient: Recipient;
  /** open_id of whoever alone sees it; undefined: a group. */
  viewer: string | undefined;
};

type Row = Omit<PlacedCard, "viewer"> & { viewer: string | null };

/** In the transaction that enqueues it. One that is noted already stays as it is. */
export async function noteCard(tx: Db, card: PlacedCard, now: Date): Promise<void> {
  await tx.query(
    `insert into hazard_cards (key, hazard_id, recipient, viewer, sent_at) values ($1, $2, $3, $4, $5) on conflict (key) do nothing`,
    [card.key, card.hazardId, JSON.stringify(card.recipient), card.viewer ?? null, now],
  );
}

/** It is kept true no more. */
export async function forgetCard(tx: Db, key: string): Promise<void> {
  await tx.query(`delete from hazard_cards where key = $1`, [key]);
}

/** Those of any case that were sent to chats since. */
export async function chatCardsSince(db: Db, since: Date): Promise<PlacedCard[]> {
  const { rows } = await db.query<Row>(
    `select key, hazard_id as "hazardId", recipient, viewer from hazard_cards where sent_at >= $1 and recipient->>'kind' = 'chat'`,
    [since],
  );
  return rows.map(placedOf);
}

/** Those that were sent since, the earliest first. */
export async function cardsOf(db: Db, hazardId: string, since: Date): Promise<PlacedCard[]> {
  const { rows } = await db.query<Row>(
    `select key, hazard_id as "hazardId", recipient, viewer from hazard_cards
     where hazard_id = $1 and sent_at >= $2 order by sent_at, key`,
    [hazardId, since],
  );
  return rows.map(placedOf);
}

function placedOf({ viewer, ...row }: Row): PlacedCard {
  return { ...row, viewer: viewer ?? undefined };
}
