import { type Clock, MINUTE_MS } from "../clock.ts";
import { isAppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Describe } from "../models/model.ts";
import { listPeople } from "../registry/people.ts";
import type { Database, Db } from "../storage/db.ts";
import { type Draft, described } from "./draft.ts";
import { draftCard } from "./draft-card.ts";
import { claimLook, findDraft, offerSeen } from "./drafts.ts";
import { enterprisesToRecognise } from "./known-enterprises.ts";
import { knownKeys } from "./photo-images.ts";
import type { PhotoStore } from "./photo-store.ts";
import { findPhotos } from "./photos.ts";
import type { PictureEye } from "./picture-eye.ts";
import { type Known, readSeen } from "./read-seen.ts";
import { draftCardKey } from "./tend-drafts.ts";

/** Photos that came without a word are shown to a model, and what it says is proposed on the card of the report. Nobody waits for it. */

export type LookNeeds = {
  db: Database;
  describe: Describe;
  photos: PhotoStore;
  eye: Pick<PictureEye, "shrink">;
  now: Clock;
  log: Log;
  photoWindowMinutes: number;
};

/** Whoever sent a photo so long ago has gone on, or has lost interest in being helped. */
const LOOKED_AT_WITHIN_MS = 2 * MINUTE_MS;
/** Photos of one report that are shown at a time. */
const PICTURES_MAX = 3;

/** A report to be looked at now; it is not given to anybody again. */
export function nextToLookAt({ db, now }: Pick<LookNeeds, "db" | "now">): Promise<Draft | undefined> {
  return claimLook(db, { since: new Date(now().getTime() - LOOKED_AT_WITHIN_MS), photosMax: PICTURES_MAX });
}

/**
 * Whatever goes wrong with the model or the photos, the report stands as it is, and its reporter is asked as ever.
 * @param signal  nobody wants to know any more
 */
export async function lookAtPhotos(needs: LookNeeds, draft: Draft, signal?: AbortSignal): Promise<void> {
  const said = await saidOf(needs, draft, signal);
  if (said === undefined) return;
  const reading = readSeen(said, await knownIn(needs.db));
  if (reading.kind === "dropped") {
    needs.log.info("what a model said of a photo was dropped", { draftId: draft.id, reason: reading.reason });
    return;
  }
  const seen = { ...reading.seen, model: needs.describe.model, at: needs.now().toISOString() };
  await needs.db.inTransaction(async (tx) => {
    const offered = await offerSeen(tx, draft.id, seen);
    if (offered) await amendCard(tx, offered, needs);
  });
}

/** Undefined: there is nothing to show, or nobody who sees it. */
async function saidOf(needs: LookNeeds, { id, content }: Draft, signal: AbortSignal | undefined): Promise<string | undefined> {
  const { db, describe, log } = needs;
  try {
    const shown = await findPhotos(db, content.photoIds.slice(0, PICTURES_MAX));
    const pictures: Buffer[] = [];
    for (const { file } of shown) pictures.push(...(await shrunk(needs, file)));
    if (pictures.length === 0 || !(await isWanted(db, id))) return undefined;
    return (await describe.describe(pictures, signal)).text;
  } catch (error) {
    if (!isAppError(error)) throw error;
    log.info("a report goes on without what its photos show", { draftId: id, reason: messageOf(error) });
    return undefined;
  }
}

/** A large photo takes its time: what was recorded, dropped or told meanwhile is nobody's to look at. */
async function isWanted(db: Db, id: string): Promise<boolean> {
  const draft = await findDraft(db, id);
  return draft?.state === "open" && described(draft.content).length === 0;
}

async function shrunk({ photos, eye }: LookNeeds, file: string): Promise<Buffer[]> {
  const bytes = await photos.read(file);
  const picture = bytes && (await eye.shrink(bytes));
  return picture ? [picture] : [];
}

async function knownIn(db: Db): Promise<Known> {
  const people = await listPeople(db);
  return { enterprises: await enterprisesToRecognise(db), people: people.map(({ name }) => name) };
}

async function amendCard(tx: Db, draft: Draft, { photoWindowMinutes, now }: LookNeeds): Promise<void> {
  const { photoIds } = draft.content;
  const keys = await knownKeys(tx, photoIds);
  const of = draftCardKey(draft);
  const card = draftCard(draft, { images: photoIds.flatMap((photoId) => keys.get(photoId) ?? []), photoWindowMinutes });
  const delivery = { kind: "amend", of, to: { kind: "chat", chatId: draft.chatId }, card } as const;
  await enqueue(tx, { key: `${of}/seen`, delivery, priority: "answer" }, now());
}
