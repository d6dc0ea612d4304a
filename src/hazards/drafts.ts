import type { Db } from "../storage/db.ts";
import type { Draft, DraftContent, Seen } from "./draft.ts";

/** The only file that touches the table hazard_drafts. */

const COLUMNS = `id::text as id, version, state, event_id as "eventId", message_id as "messageId", chat_id as "chatId",
  is_private as "isPrivate", speaker, content, seen, events, hazard_ids as "hazardIds", began_at as "beganAt", changed_at as "changedAt"`;

/** Of one speaker in one chat the latest few are of interest. */
const LATEST_MAX = 20;

export type DraftBeginning = Pick<Draft, "eventId" | "messageId" | "chatId" | "isPrivate" | "speaker" | "content"> & {
  /** Of an emergency: its case stands before anything is asked. */
  hazardIds?: readonly string[];
};

/** Undefined: this event began one before. */
export async function beginDraft(db: Db, draft: DraftBeginning, now: Date): Promise<Draft | undefined> {
  const { hazardIds = [] } = draft;
  const { rows } = await db.query<Draft>(
    `insert into hazard_drafts (state, event_id, message_id, chat_id, is_private, speaker, content, events, hazard_ids, began_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, array[$2], $8, $9, $9)
     on conflict (event_id) do nothing
     returning ${COLUMNS}`,
    [
      ...[hazardIds.length > 0 ? "recorded" : "open", draft.eventId, draft.messageId, draft.chatId, draft.isPrivate],
      ...[draft.speaker, JSON.stringify(draft.content), hazardIds, now],
    ],
  );
  return rows[0];
}

export async function findDraft(db: Db, id: string): Promise<Draft | undefined> {
  const { rows } = await db.query<Draft>(`select ${COLUMNS} from hazard_drafts where id = $1`, [id]);
  return rows[0];
}

/** Those of one speaker in one chat that changed since, the latest first. */
export async function draftsOf(db: Db, by: { chatId: string; speaker: string; since: Date }): Promise<Draft[]> {
  const { rows } = await db.query<Draft>(
    `select ${COLUMNS} from hazard_drafts where chat_id = $1 and speaker = $2 and changed_at >= $3
     order by hazard_drafts.id desc limit $4`,
    [by.chatId, by.speaker, by.since, LATEST_MAX],
  );
  return rows;
}

/** What was begun by this message. */
export async function draftsOfMessage(db: Db, of: { chatId: string; messageId: string }): Promise<Draft[]> {
  const { rows } = await db.query<Draft>(
    `select ${COLUMNS} from hazard_drafts where chat_id = $1 and message_id = $2 order by hazard_drafts.id desc`,
    [of.chatId, of.messageId],
  );
  return rows;
}

/** The report that became this case; undefined: it came by another way. */
export async function draftOfHazard(db: Db, hazardId: string): Promise<Draft | undefined> {
  const { rows } = await db.query<Draft>(
    `select ${COLUMNS} from hazard_drafts where hazard_ids @> array[$1] order by hazard_drafts.id limit 1`,
    [hazardId],
  );
  return rows[0];
}

/** What a change of a draft comes from. */
export type Change = { draft: Draft; eventId: string };

/** Undefined: it had changed meanwhile, or this event has gone into it already. */
export async function changeDraft(db: Db, { draft, eventId }: Change, content: DraftContent, now: Date): Promise<Draft | undefined> {
  const { rows } = await db.query<Draft>(
    `update hazard_drafts set content = $3, version = version + 1, changed_at = $4, events = array_append(events, $5)
     where id = $1 and version = $2 and state in ('open', 'recorded') and not events @> array[$5]
     returning ${COLUMNS}`,
    [draft.id, draft.version, JSON.stringify(content), now, eventId],
  );
  return rows[0];
}

/** Holds an open draft until the transaction ends, so that of several who end it one does. False: it had changed or ended. */
export async function holdDraft(tx: Db, { id, version }: Draft): Promise<boolean> {
  const { rows } = await tx.query(`select id from hazard_drafts where id = $1 and version = $2 and state = 'open' for update`, [
    id,
    version,
  ]);
  return rows.length === 1;
}

/** Ends an open draft. Undefined: it had changed or ended meanwhile. */
export async function endDraft(
  db: Db,
  { draft, eventId }: Change,
  end: { state: Exclude<Draft["state"], "open">; content?: DraftContent; hazardIds?: readonly string[] },
  now: Date,
): Promise<Draft | undefined> {
  const { rows } = await db.query<Draft>(
    `update hazard_drafts
     set state = $3, content = $4, hazard_ids = $5, version = version + 1, changed_at = $6, events = array_append(events, $7)
     where id = $1 and version = $2 and state = 'open'
     returning ${COLUMNS}`,
    [draft.id, draft.version, end.state, JSON.stringify(end.content ?? draft.content), end.hazardIds ?? [], now, eventId],
  );
  return rows[0];
}

/** Those that nobody finished since before `before`; with `isReminded` false those alone of which nobody was reminded. */
export async function unfinishedDrafts(db: Db, before: Date, { isReminded }: { isReminded?: false } = {}): Promise<Draft[]> {
  const { rows } = await db.query<Draft>(
    `select ${COLUMNS} from hazard_drafts
     where state = 'open' and changed_at <= $1 and ($2 or reminded_at is null) order by hazard_drafts.id`,
    [before, isReminded !== false],
  );
  return rows;
}

/** Marks it as reminded of, once. False: it was, or it has changed. */
export async function markReminded(db: Db, { id, version }: Draft, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update hazard_drafts set reminded_at = $3 where id = $1 and version = $2 and state = 'open' and reminded_at is null`,
    [id, version, now],
  );
  return rowCount === 1;
}

/** An open report has photos, and nobody has said what is wrong. */
const LACKS_WORDS = `state = 'open' and seen is null and not exists (
  select from jsonb_array_elements(content->'items') as item where btrim(item->>'description') <> '')`;

/**
 * Takes a report whose photos a model may be asked about, each of them once: whoever takes it and dies loses what would have been said.
 * @param claim.since  what was last spoken of before, nobody waits for
 * @param claim.photosMax  more photos tell no more
 */
export async function claimLook(db: Db, { since, photosMax }: { since: Date; photosMax: number }): Promise<Draft | undefined> {
  const { rows } = await db.query<Draft>(
    `update hazard_drafts set looked_photos = jsonb_array_length(content->'photoIds')
     where id = (
       select waiting.id from hazard_drafts waiting
       where ${LACKS_WORDS} and changed_at >= $1 and looked_photos < least(jsonb_array_length(content->'photoIds'), $2)
       order by waiting.id limit 1 for update skip locked)
     returning ${COLUMNS}`,
    [since, photosMax],
  );
  return rows[0];
}

/**
 * Puts what was seen beside an open report that still lacks words. Its version stays: what people are just writing on the card is taken.
 * Undefined: it has ended, has words, or something was seen before.
 */
export async function offerSeen(tx: Db, id: string, seen: Seen): Promise<Draft | undefined> {
  const { rows } = await tx.query<Draft>(`update hazard_drafts set seen = $2 where id = $1 and ${LACKS_WORDS} returning ${COLUMNS}`, [
    id,
    JSON.stringify(seen),
  ]);
  return rows[0];
}

/** Gives it up. Undefined: it has changed or ended. */
export async function expireDraft(db: Db, { id, version }: Draft, now: Date): Promise<Draft | undefined> {
  const { rows } = await db.query<Draft>(
    `update hazard_drafts set state = 'expired', version = version + 1, changed_at = $3
     where id = $1 and version = $2 and state = 'open' returning ${COLUMNS}`,
    [id, version, now],
  );
  return rows[0];
}

/** What people said and did not report is not kept. */
export async function forgetDrafts(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from hazard_drafts where state in ('dropped', 'expired') and changed_at < $1`, [before]);
  return rowCount;
}
