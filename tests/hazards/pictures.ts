import { deflateSync } from "node:zlib";
import { Jimp } from "jimp";

/** Small pictures, made as phones make them. */

/** A picture with something in it: a bright shape on a dark ground, at `left` and `top` of 100. */
export function aScene({ left = 20, top = 30, width = 120, height = 90 } = {}) {
  const picture = new Jimp({ width, height, color: 0x203040ff });
  const shape = new Jimp({ width: Math.floor(width / 3), height: Math.floor(height / 4), color: 0xf0d020ff });
  return picture.composite(shape, Math.floor((width * left) / 100), Math.floor((height * top) / 100));
}

export const aJpeg = (scene = aScene(), quality = 90) => scene.getBuffer("image/jpeg", { quality });
export const aPng = (scene = aScene()) => scene.getBuffer("image/png");

/** APP1 as a phone writes it: which side is up, and where it stood (24°56′ N). */
export function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(26 + 12 + 26);
  tiff.write("II*\0", "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  writeEntry(tiff, 10, { tag: 0x0112, type: 3, value: orientation });
  writeEntry(tiff, 22, { tag: 0x8825, type: 4, value: 38 });
  tiff.writeUInt16LE(1, 38);
  writeEntry(tiff, 40, { tag: 0x0001, type: 2, value: 0x4e });
  tiff.write("GPS24.9365", 52, "latin1");
  return segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]));
}

function writeEntry(tiff: Buffer, at: number, { tag, type, value }: { tag: number; type: number; value: number }): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(1, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}

export function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** `segments` right behind the beginning of a JPEG. */
export function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** A chunk without a true check sum: nobody who only walks over it looks. */
export function chunk(name: string, content: Buffer): Buffer {
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.write(name, 4, "latin1");
  return Buffer.concat([frame, content, Buffer.alloc(4)]);
}

/** `chunks` right behind the header of a PNG. */
export function withChunks(png: Buffer, ...chunks: Buffer[]): Buffer {
  const header = 8 + 12 + png.readUInt32BE(8);
  return Buffer.concat([png.subarray(0, header), ...chunks, png.subarray(header)]);
}

/** A few kilobytes that promise `side` × `side` pixels. */
export function aBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const data = deflateSync(Buffer.alloc(1024 * 1024));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}
