import { withoutJpegMetadata } from "./picture-jpeg.ts";
import { withoutPngMetadata } from "./picture-png.ts";

/** What somebody sent as a photo: whether it is one, how large, and without what it tells of the person who took it. */

const MEGABYTE = 1024 * 1024;
export const PHOTO_BYTES_MAX = 10 * MEGABYTE;
/** Today's phones take 12, at most 24 million pixels; more is unpacked only to fill our memory. */
const PIXELS_MAX = 25_000_000;

export type PictureRefusal = "too_large" | "too_many_pixels" | "not_a_picture" | "unsupported_format" | "broken";

/** The pixels are untouched, byte by byte; position, camera, captions and whatever follows the picture are gone. */
export type CleanPicture = { mediaType: "image/jpeg" | "image/png"; width: number; height: number; bytes: Buffer };

export type PictureReading = { kind: "picture"; picture: CleanPicture } | { kind: "refused"; reason: PictureRefusal };

/** Reads headers alone: nothing is unpacked here. */
export function readPicture(bytes: Buffer): PictureReading {
  if (bytes.length > PHOTO_BYTES_MAX) return refused("too_large");
  const reader = readerFor(bytes);
  if (typeof reader === "string") return refused(reader);
  const picture = reader(bytes);
  if (!picture || picture.width < 1 || picture.height < 1) return refused("broken");
  return picture.width * picture.height > PIXELS_MAX ? refused("too_many_pixels") : { kind: "picture", picture };
}

/** By the first bytes, whatever its name says. */
function readerFor(bytes: Buffer): ((bytes: Buffer) => CleanPicture | undefined) | PictureRefusal {
  const head = bytes.subarray(0, 12).toString("latin1");
  if (head.startsWith("\xff\xd8\xff")) return withoutJpegMetadata;
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return withoutPngMetadata;
  const isOther = /^(?:GIF8[79]a|BM|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei[cx]|mif1|avif))/s.test(head);
  return isOther ? "unsupported_format" : "not_a_picture";
}

function refused(reason: PictureRefusal): PictureReading {
  return { kind: "refused", reason };
}
