import { Jimp } from "jimp";
import { describe, expect, test } from "vitest";
import { PHOTO_BYTES_MAX, readPicture } from "../../src/hazards/picture-file.ts";
import { aBomb, aJpeg, aPng, aScene, chunk, exif, segment, withChunks, withSegments } from "./pictures.ts";

const text = (words: string) => Buffer.from(words, "latin1");
const clean = (bytes: Buffer) => {
  const reading = readPicture(bytes);
  if (reading.kind === "refused") throw new Error(reading.reason);
  return reading.picture;
};
const pixels = async (bytes: Buffer) => (await Jimp.fromBuffer(bytes)).bitmap.data;

describe("a JPEG", () => {
  test("loses its position, its captions, its previews and what hangs behind it, and no pixel", async () => {
    const plain = await aJpeg();
    const told = withSegments(
      plain,
      ...[exif(1), segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0GPS24.9365"))],
      ...[segment(0xed, text("Photoshop 3.0\0city")), segment(0xfe, text("taken at home")), segment(0xe2, text("MPF\0preview"))],
    );
    const picture = clean(Buffer.concat([told, text("GPS24.9365 trailing")]));
    expect(picture).toMatchObject({ mediaType: "image/jpeg", width: 120, height: 90 });
    expect(picture.bytes.toString("latin1")).not.toMatch(/Exif|GPS|adobe|Photoshop|home|MPF|trailing/);
    expect(await pixels(picture.bytes)).toEqual(await pixels(plain));
  });

  test("keeps how its colours are meant", async () => {
    const profile = segment(0xe2, text("ICC_PROFILE\0\x01\x01profile"));
    expect(clean(withSegments(await aJpeg(), profile)).bytes.includes(profile)).toBe(true);
  });

  test("that was taken sideways still stands upright, and tells nothing else", async () => {
    const picture = clean(withSegments(await aJpeg(), exif(6)));
    const { width, height } = await Jimp.fromBuffer(picture.bytes);
    expect([width, height]).toEqual([90, 120]);
    expect(picture.bytes.toString("latin1")).not.toContain("GPS");
    // Cleaned once more it is the same.
    expect(clean(picture.bytes).bytes).toEqual(picture.bytes);
  });

  test("with offsets that lead nowhere is a picture all the same", async () => {
    const wild = exif(6);
    wild.writeUInt32LE(0xfffffff0, 4 + 6 + 4);
    const { width } = await Jimp.fromBuffer(clean(withSegments(await aJpeg(), wild)).bytes);
    expect(width).toBe(120);
  });

  test("that ends too early, wherever, is broken", async () => {
    const whole = await aJpeg();
    for (let length = 3; length < whole.length; length += 97) {
      expect(readPicture(whole.subarray(0, length))).toEqual({ kind: "refused", reason: "broken" });
    }
  });
});

describe("a PNG", () => {
  test("loses texts and EXIF, and no pixel", async () => {
    const plain = await aPng();
    const told = withChunks(plain, chunk("eXIf", text("GPS24.9365")), chunk("tEXt", text("Author\0me")), chunk("iTXt", text("home")));
    const picture = clean(Buffer.concat([told, text("trailing")]));
    expect(picture).toMatchObject({ mediaType: "image/png", width: 120, height: 90 });
    expect(picture.bytes.toString("latin1")).not.toMatch(/GPS|Author|home|trailing/);
    expect(await pixels(picture.bytes)).toEqual(await pixels(plain));
  });

  test("that ends too early, wherever, is broken", async () => {
    const whole = await aPng();
    for (let length = 8; length < whole.length; length += 13) {
      expect(readPicture(whole.subarray(0, length))).toEqual({ kind: "refused", reason: "broken" });
    }
  });
});

describe("what is refused", () => {
  test.each<[string, Buffer, string]>([
    ["a text", text("hello, I am photo.jpg"), "not_a_picture"],
    ["nothing", Buffer.alloc(0), "not_a_picture"],
    ["a program", text("MZ\x90\0"), "not_a_picture"],
    ["a GIF", text("GIF89a........"), "unsupported_format"],
    ["a WebP", text("RIFF\x01\x02\x03\x04WEBPVP8 "), "unsupported_format"],
    ["a HEIC", text("\0\0\0\x18ftypheic"), "unsupported_format"],
    ["eleven megabytes", Buffer.alloc(PHOTO_BYTES_MAX + 1, 0xff), "too_large"],
    ["a few kilobytes that unpack to 400 million pixels", aBomb(20_000), "too_many_pixels"],
    ["a picture without a width", aBomb(0), "broken"],
  ])("%s", (_, bytes, reason) => {
    expect(readPicture(bytes)).toEqual({ kind: "refused", reason });
  });

  test("is not a phone's photo of 24 million pixels", async () => {
    const large = await aJpeg(aScene());
    const frame = large.indexOf(Buffer.from([0xff, 0xc0]));
    large.writeUInt16BE(4000, frame + 5);
    large.writeUInt16BE(6000, frame + 7);
    expect(readPicture(large)).toMatchObject({ kind: "picture", picture: { width: 6000, height: 4000 } });
    large.writeUInt16BE(6000, frame + 5);
    expect(readPicture(large)).toMatchObject({ reason: "too_many_pixels" });
  });
});
