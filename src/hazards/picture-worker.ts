import { parentPort } from "node:worker_threads";
import { Jimp, JimpMime } from "jimp";
import { messageOf } from "../errors.ts";
import { perceptualHash } from "./perceptual-hash.ts";

/** A thread's entry: pictures are unpacked here, seconds of work each, apart from the thread that answers people. */
export type PictureTask = { do: "look" | "shrink"; bytes: Uint8Array };
export type PictureReport =
  | { kind: "looked"; thumbnail: Uint8Array; perceptualHash: string }
  | { kind: "shrunk"; picture: Uint8Array }
  | { kind: "failed"; reason: string };

/** Pixels, the longer side: what a card shows. */
const THUMBNAIL_SIDE = 480;
/** What a model needs to see what is wrong. */
const SHRUNK_SIDE = 1024;
const QUALITY = 80;
/** Megabytes. `picture-file` has seen to the number of pixels; a header may still lie. */
const DECODER_MEMORY_MAX = 768;

parentPort?.on("message", async (task: PictureTask) => parentPort?.postMessage(await reportOn(task)));

async function reportOn({ do: what, bytes }: PictureTask): Promise<PictureReport> {
  try {
    const picture = await Jimp.fromBuffer(Buffer.from(bytes), { [JimpMime.jpeg]: { maxMemoryUsageInMB: DECODER_MEMORY_MAX } });
    const side = what === "look" ? THUMBNAIL_SIDE : SHRUNK_SIDE;
    if (Math.max(picture.width, picture.height) > side) picture.scaleToFit({ w: side, h: side });
    const small = await picture.getBuffer(JimpMime.jpeg, { quality: QUALITY });
    if (what === "shrink") return { kind: "shrunk", picture: small };
    return { kind: "looked", thumbnail: small, perceptualHash: perceptualHash(picture.bitmap) };
  } catch (error) {
    return { kind: "failed", reason: messageOf(error) };
  }
}
