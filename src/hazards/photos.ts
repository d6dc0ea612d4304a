import type { Db } from "../storage/db.ts";

/** The only file that touches the tables photos and hazard_photos. The bytes lie in a PhotoStore. */

export type Photo = {
  id: string;
  /** Of the bytes as they came. */
  originalSha256: string;
  /** In the PhotoStore: what people are shown, and a small one for cards. Neither tells where or by which camera it was taken. */
  file: string;
  thumbnail: string;
  mediaType: "image/jpeg" | "image/png";
  width: number;
  height: number;
  bytes: number;
  /** 64 characters, 0 or 1: see `duplicates`. */
  perceptualHash: string;
  /** open_id */
  uploadedBy: string;
  uploadedAt: Date;
};

const COLUMNS = `p.id::text as id, p.original_sha256 as "originalSha256", p.file, p.thumbnail, p.media_type as "mediaType", p.width, p.height,
  p.bytes, p.perceptual_hash as "perceptualHash", p.uploaded_by as "uploadedBy", p.uploaded_at as "uploadedAt"`;

export async function insertPhoto(db: Db, photo: Omit<Photo, "id">): Promise<Photo> {
  const { rows } = await db.query<Photo>(
    `insert into photos as p (original_sha256, file, thumbnail, media_type, width, height, bytes, perceptual_hash, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     returning ${COLUMNS}`,
    [
      ...[photo.originalSha256, photo.file, photo.thumbnail, photo.mediaType, photo.width, photo.height],
      ...[photo.bytes, photo.perceptualHash, photo.uploadedBy, photo.uploadedAt],
    ],
  );
  const [row] = rows;
  if (!row) throw new TypeError("an insert returned no row");
  return row;
}

/** Binds photos to the step of a case that brought them. One that the case has already stays where it is. */
export async function attachPhotos(tx: Db, to: { hazardId: string; version: number; photoIds: readonly string[] }): Promise<void> {
  await tx.query(
    `insert into hazard_photos (hazard_id, version, photo_id) select $1, $2, unnest($3::bigint[])
     on conflict (hazard_id, photo_id) do nothing`,
    [to.hazardId, to.version, to.photoIds],
  );
}

/** In the order in which they were uploaded. */
export async function findPhotos(db: Db, ids: readonly string[]): Promise<Photo[]> {
  const { rows } = await db.query<Photo>(`select ${COLUMNS} from photos p where p.id = any($1::bigint[]) order by p.id`, [ids]);
  return rows;
}

/** Every photo of a case with the version of the step that brought it. */
export async function photosOf(db: Db, hazardId: string): Promise<(Photo & { version: number })[]> {
  const { rows } = await db.query<Photo & { version: number }>(
    `select ${COLUMNS}, h.version from hazard_photos h join photos p on p.id = h.photo_id
     where h.hazard_id = $1 order by h.version, p.id`,
    [hazardId],
  );
  return rows;
}

/** How the photos of cases look, for comparison. */
export type PhotoLooks = Pick<Photo, "originalSha256" | "perceptualHash">;

export async function looksOf(db: Db, hazardIds: readonly string[]): Promise<(PhotoLooks & { hazardId: string })[]> {
  const { rows } = await db.query<PhotoLooks & { hazardId: string }>(
    `select h.hazard_id as "hazardId", p.original_sha256 as "originalSha256", p.perceptual_hash as "perceptualHash"
     from hazard_photos h join photos p on p.id = h.photo_id where h.hazard_id = any($1)`,
    [hazardIds],
  );
  return rows;
}

/** Cases that carry one of these very pictures, wherever they are. */
export async function casesShowing(db: Db, originalSha256: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ hazardId: string }>(
    `select distinct h.hazard_id as "hazardId" from hazard_photos h join photos p on p.id = h.photo_id
     where p.original_sha256 = any($1)`,
    [originalSha256],
  );
  return rows.map(({ hazardId }) => hazardId);
}
