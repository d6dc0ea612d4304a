import { Jimp } from "jimp";
import { describe, expect, test } from "vitest";
import { distanceOf } from "../../src/hazards/duplicates.ts";
import { perceptualHash } from "../../src/hazards/perceptual-hash.ts";
import { aScene } from "./pictures.ts";

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Bright and dark things of many sizes on a ground that grows lighter, with the grain of a sensor: no two seeds alike. */
function aPhoto(seed: number, { width = 480, height = 360, grain = 6 } = {}) {
  const next = chance(seed);
  const things = Array.from({ length: 14 }, () => ({ x: next(), y: next(), r: 0.04 + next() * 0.2, light: next() * 200 - 100 }));
  const photo = new Jimp({ width, height, color: 0x000000ff });
  const { data } = photo.bitmap;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const covering = things.filter((thing) => Math.hypot(x / width - thing.x, y / height - thing.y) < thing.r);
      const light = covering.reduce((sum, thing) => sum + thing.light, 90 + (60 * y) / height) + (next() - 0.5) * grain;
      const at = 4 * (y * width + x);
      data[at] = data[at + 1] = data[at + 2] = Math.max(0, Math.min(255, light));
    }
  }
  return photo;
}
const squeezed = async (photo: ReturnType<typeof aPhoto>, side: number, quality: number) =>
  (await Jimp.fromBuffer(await photo.clone().scaleToFit({ w: side, h: side }).getBuffer("image/jpeg", { quality }))).bitmap;
const lighter = (photo: ReturnType<typeof aPhoto>) => photo.clone().brightness(1.15).bitmap;

describe("how a picture looks", () => {
  test("stays when it is made smaller, squeezed, or lighter", async () => {
    for (const seed of [1, 2, 3]) {
      const photo = aPhoto(seed);
      const hash = perceptualHash(photo.bitmap);
      expect(distanceOf(hash, perceptualHash(await squeezed(photo, 320, 60)))).toBeLessThanOrEqual(4);
      expect(distanceOf(hash, perceptualHash(await squeezed(photo, 160, 30)))).toBeLessThanOrEqual(8);
      expect(distanceOf(hash, perceptualHash(lighter(photo)))).toBeLessThanOrEqual(8);
    }
  });

  test("tells different pictures apart", () => {
    const hashes = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => perceptualHash(aPhoto(seed, { width: 400, height: 300 }).bitmap));
    const distances = hashes.flatMap((hash, index) => hashes.slice(index + 1).map((other) => distanceOf(hash, other)));
    expect(Math.min(...distances)).toBeGreaterThan(14);
  });

  test("is 64 bits, half of them set, also of a picture smaller than the grid; none of an empty one", () => {
    for (const picture of [aPhoto(9, { width: 200, height: 150 }), aScene({ width: 12, height: 9 })]) {
      const hash = perceptualHash(picture.bitmap);
      expect(hash).toMatch(/^0[01]{63}$/);
      expect([...hash].filter((bit) => bit === "1").length).toBeGreaterThan(24);
    }
    expect(perceptualHash(new Jimp({ width: 300, height: 200, color: 0x111111ff }).bitmap)).toBe("0".repeat(64));
  });
});
