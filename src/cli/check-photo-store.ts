import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { s3Photos } from "../hazards/s3-photos.ts";
import { texts } from "../texts/photo-store.ts";

const PROBE_BYTES = 32;

/** Puts a probe into the store, gets it and takes it away again. @returns what to print @throws AppError with what to do */
export async function checkPhotoStore({ photoStore, dataDir }: Pick<Config, "photoStore" | "dataDir">, now: Clock): Promise<string> {
  if (!photoStore) return texts.directory({ path: join(dataDir, "photos") });
  const store = s3Photos(photoStore, { now });
  const probe = randomBytes(PROBE_BYTES);
  const name = `${createHash("sha256").update(probe).digest("hex")}.png`;
  const started = performance.now();
  await store.write(name, probe);
  const found = await store.read(name).finally(() => store.remove(name));
  if (!found) throw new AppError("photo_store_unavailable", "the probe was lost", { hint: texts.lost });
  return texts.good({ bucket: photoStore.bucket, ms: Math.round(performance.now() - started) });
}
