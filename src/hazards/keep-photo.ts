import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { PhotoStore } from "./photo-store.ts";
import { insertPhoto, type Photo } from "./photos.ts";
import type { PictureEye } from "./picture-eye.ts";
import { type PictureRefusal, readPicture } from "./picture-file.ts";

export type PhotoNeeds = { db: Db; photos: PhotoStore; eye: PictureEye; now: Clock };

export type KeptPhoto = { kind: "kept"; photo: Photo } | { kind: "refused"; reason: PictureRefusal };

/**
 * Takes in what somebody sent as a photo. Its files are written before its row, so what has a row can be shown.
 * A photo belongs to no case until a step names it.
 * @param sent.uploadedBy  open_id
 */
export async function keepPhoto(needs: PhotoNeeds, sent: { bytes: Buffer; uploadedBy: string }): Promise<KeptPhoto> {
  const reading = readPicture(sent.bytes);
  if (reading.kind === "refused") return reading;
  const { picture } = reading;
  const look = await needs.eye.look(picture.bytes);
  if (!look) return { kind: "refused", reason: "broken" };
  const file = `${sha256(picture.bytes)}.${picture.mediaType === "image/png" ? "png" : "jpg"}`;
  const thumbnail = `${sha256(look.thumbnail)}.jpg`;
  await needs.photos.write(file, picture.bytes);
  await needs.photos.write(thumbnail, look.thumbnail);
  const photo = await insertPhoto(needs.db, {
    ...{ originalSha256: sha256(sent.bytes), file, thumbnail, mediaType: picture.mediaType },
    ...{ width: picture.width, height: picture.height, bytes: picture.bytes.length, perceptualHash: look.perceptualHash },
    ...{ uploadedBy: sent.uploadedBy, uploadedAt: needs.now() },
  });
  return { kind: "kept", photo };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
