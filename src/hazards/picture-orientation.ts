/** The one thing of EXIF that a picture cannot do without: which of its sides is up (tag 0x0112, 1 to 8). */

const EXIF = "Exif\0\0";
const ORIENTATION = 0x0112;
const ENTRY_LENGTH = 12;

/** @param segment  the content of an APP1 segment; undefined when it does not tell */
export function orientationOf(segment: Buffer): number | undefined {
  if (segment.subarray(0, EXIF.length).toString("latin1") !== EXIF) return undefined;
  const tiff = segment.subarray(EXIF.length);
  try {
    return readOrientation(tiff);
  } catch (error) {
    // An offset that leads out of the segment.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readOrientation(tiff: Buffer): number | undefined {
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(directory);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_LENGTH;
    if (short(entry) !== ORIENTATION) continue;
    const value = short(entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An APP1 segment that says this and nothing else. */
export function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write("MM\0*", "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  // One SHORT.
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const content = Buffer.concat([Buffer.from(EXIF, "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
