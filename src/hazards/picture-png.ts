import type { CleanPicture } from "./picture-file.ts";

/** PNG (ISO/IEC 15948): a signature and a row of chunks, each a length, a name, its content and a check sum. */

const SIGNATURE_LENGTH = 8;
const FRAME_LENGTH = 12;

/** What shows the picture as it is meant; texts, EXIF, times and what nobody knows go. */
const KEPT = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"]);

/** Undefined when its chunks do not lead from its beginning to its end. */
export function withoutPngMetadata(bytes: Buffer): CleanPicture | undefined {
  const kept = [bytes.subarray(0, SIGNATURE_LENGTH)];
  let at = SIGNATURE_LENGTH;
  while (at + FRAME_LENGTH <= bytes.length) {
    const end = at + FRAME_LENGTH + bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (end > bytes.length || (name === "IHDR") !== (at === SIGNATURE_LENGTH)) return undefined;
    if (KEPT.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return sized(Buffer.concat(kept));
    at = end;
  }
  return undefined;
}

function sized(bytes: Buffer): CleanPicture {
  return { mediaType: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes };
}
