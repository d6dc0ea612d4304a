import { parentPort } from "node:worker_threads";
import { Jimp, JimpMime } from "jimp";
import { messageOf } from "../errors.ts";
import { perceptualHash } from "./perceptual-hash.ts";

/** A thread's entry: pictures are unpacked here, seconds of work each, apart from the thread that answers people. */
export type PictureTask = { bytes: Uint8Array };
export type PictureReport = { kind: "seen"; thumbnail: Uint8Array; perceptualHash: string } | { kind: "failed"; reason: string };

/** Pixels, the longer side: what a card shows. */
const THUMBNAIL_SIDE = 480;
const THUMBNAIL_QUALITY = 80;
/** Megabytes. `picture-file` has seen to the number of pixels; a header may still lie. */
const DECODER_MEMORY_MAX = 768;

parentPort?.on("message", async (task: PictureTask) => parentPort?.postMessage(await look(task)));

async function look({ bytes }: PictureTask): Promise<PictureReport> {
  try {
    const picture = await Jimp.fromBuffer(Buffer.from(bytes), { [JimpMime.jpeg]: { maxMemoryUsageInMB: DECODER_MEMORY_MAX } });
    if (Math.max(picture.width, picture.height) > THUMBNAIL_SIDE) picture.scaleToFit({ w: THUMBNAIL_SIDE, h: THUMBNAIL_SIDE });
    const thumbnail = await picture.getBuffer(JimpMime.jpeg, { quality: THUMBNAIL_QUALITY });
    return { kind: "seen", thumbnail, perceptualHash: perceptualHash(picture.bitmap) };
  } catch (error) {
    return { kind: "failed", reason: messageOf(error) };
  }
}
