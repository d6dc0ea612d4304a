import { type Clock, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { isAppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { MessengerError, type Pictures } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import type { PhotoStore } from "./photo-store.ts";
import { findPhotos, type Photo } from "./photos.ts";

/** The only file that touches the table photo_images: under which key the platform shows a photo's thumbnail in cards. */

export type ImageNeeds = { db: Db; photos: PhotoStore; messenger: Pictures; now: Clock; log: Log };

/** A press must be answered within 3 s, and may need two looks: a card without its picture is better than no answer. */
const PATIENCE_MS = SECOND_MS;
/** Where nobody waits for a press to be answered. */
export const UNHURRIED_MS = 10 * SECOND_MS;

/**
 * The keys for cards of these photos, in their order; each is carried up once. Reaches the network, so never inside a transaction.
 * A photo that cannot be carried up in time is left out; it goes on being carried up, for the next card.
 */
export async function imageKeysOf(needs: ImageNeeds, photoIds: readonly string[], patienceMs = PATIENCE_MS): Promise<string[]> {
  if (photoIds.length === 0) return [];
  const known = await knownKeys(needs.db, photoIds);
  const missing = photoIds.filter((id) => !known.has(id));
  if (missing.length === 0) return photoIds.flatMap((id) => known.get(id) ?? []);
  try {
    await withinTime(carryAll(needs, missing, known), patienceMs, () => new MessengerError("busy", "thumbnails take too long"));
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error;
    needs.log.warn("thumbnails left out", { reason: error.message });
  }
  return photoIds.flatMap((id) => known.get(id) ?? []);
}

/** @param keys  photo → key: each is added once it is known */
async function carryAll(needs: ImageNeeds, photoIds: readonly string[], keys: Map<string, string>): Promise<void> {
  for (const photo of await findPhotos(needs.db, photoIds)) {
    const key = await carryUp(needs, photo);
    if (key !== undefined) keys.set(photo.id, key);
  }
}

async function carryUp(needs: ImageNeeds, photo: Photo): Promise<string | undefined> {
  try {
    const bytes = await needs.photos.read(photo.thumbnail);
    if (!bytes) {
      needs.log.error("a photo's file is missing", { photoId: photo.id });
      return undefined;
    }
    const { imageKey } = await needs.messenger.uploadImage(bytes);
    return await keepKey(needs.db, photo.id, imageKey, needs.now());
  } catch (error) {
    const isPassing = error instanceof MessengerError || (isAppError(error) && error.code === "photo_store_unavailable");
    if (!isPassing) throw error;
    needs.log.warn("thumbnail not carried up", { photoId: photo.id, reason: messageOf(error) });
    return undefined;
  }
}

/** Those that were carried up before, without the network: photo → key. */
export async function knownKeys(db: Db, photoIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ photoId: string; imageKey: string }>(
    `select photo_id::text as "photoId", image_key as "imageKey" from photo_images where photo_id = any($1::bigint[])`,
    [photoIds],
  );
  return new Map(rows.map(({ photoId, imageKey }) => [photoId, imageKey]));
}

async function keepKey(db: Db, photoId: string, imageKey: string, now: Date): Promise<string> {
  await db.query(`insert into photo_images (photo_id, image_key, uploaded_at) values ($1, $2, $3) on conflict (photo_id) do nothing`, [
    photoId,
    imageKey,
    now,
  ]);
  return imageKey;
}
