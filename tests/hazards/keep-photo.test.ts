import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Jimp } from "jimp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { distanceOf } from "../../src/hazards/duplicates.ts";
import { type KeptPhoto, keepPhoto, type PhotoNeeds } from "../../src/hazards/keep-photo.ts";
import { photoDirectory } from "../../src/hazards/photo-store.ts";
import { findPhotos } from "../../src/hazards/photos.ts";
import { openPictureEye, type PictureEye } from "../../src/hazards/picture-eye.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aBomb, aJpeg, aPng, aScene, exif, withSegments } from "./pictures.ts";

let db: Database;
let directory: string;
let eye: PictureEye;
let needs: PhotoNeeds;
beforeAll(async () => {
  [db, directory] = await Promise.all([openTestDatabase(), mkdtemp(join(tmpdir(), "anxun-photos-"))]);
  eye = openPictureEye();
  needs = { db, eye, photos: photoDirectory(directory), now: testClock().now };
});
afterAll(async () => {
  await eye.close();
  await db.close();
  await rm(directory, { recursive: true });
});

const keep = (bytes: Buffer) => keepPhoto(needs, { bytes, uploadedBy: "ou_owner" });
const kept = (result: KeptPhoto) => {
  if (result.kind === "refused") throw new Error(result.reason);
  return result.photo;
};
const files = async () => (await readdir(directory, { recursive: true })).filter((name) => name.includes(".")).sort();
const rows = async () => (await db.query<{ count: number }>("select count(*)::int as count from photos")).rows[0]?.count;

test("a photo is kept with the hash of what came, and shown without what it told", async () => {
  const sent = withSegments(await aJpeg(aScene({ width: 1200, height: 900 })), exif(6));
  const photo = kept(await keep(sent));
  expect(photo).toMatchObject({ originalSha256: createHash("sha256").update(sent).digest("hex"), mediaType: "image/jpeg", width: 1200 });
  expect(await findPhotos(db, [photo.id])).toEqual([photo]);
  const shown = await needs.photos.read(photo.file);
  expect(shown?.length).toBe(photo.bytes);
  expect(shown?.toString("latin1")).not.toContain("GPS");
  const thumbnail = await needs.photos.read(photo.thumbnail);
  expect(thumbnail?.toString("latin1")).not.toContain("Exif");
  const { width, height } = await Jimp.fromBuffer(thumbnail ?? Buffer.alloc(0));
  expect([width, height]).toEqual([360, 480]);
});

test("the same photo twice is two rows and one file", async () => {
  const sent = await aPng(aScene({ left: 60 }));
  const [one, other] = [kept(await keep(sent)), kept(await keep(sent))];
  expect(one.id).not.toBe(other.id);
  expect(one.file).toBe(other.file);
  expect((await files()).filter((name) => name.endsWith(one.file))).toHaveLength(1);
});

test("photos of one thing look alike, smaller and squeezed as a chat makes them; others do not", async () => {
  const scene = () => aScene({ width: 800, height: 600 });
  const [first, again, other] = await Promise.all([
    keep(await aJpeg(scene(), 95)),
    keep(await aJpeg(scene().scaleToFit({ w: 500, h: 500 }), 45)),
    keep(await aJpeg(aScene({ width: 800, height: 600, left: 55, top: 70 }))),
  ]);
  expect(distanceOf(kept(first).perceptualHash, kept(again).perceptualHash)).toBeLessThanOrEqual(6);
  expect(distanceOf(kept(first).perceptualHash, kept(other).perceptualHash)).toBeGreaterThan(10);
});

test("a photo for a model is a JPEG of at most 1024 pixels, the right side up, which tells nothing else; a small one stays small", async () => {
  const sent = withSegments(await aJpeg(aScene({ width: 2400, height: 1200 })), exif(6));
  const shrunk = await eye.shrink(sent);
  expect(shrunk?.toString("latin1")).not.toMatch(/Exif|GPS/);
  const { width, height } = await Jimp.fromBuffer(shrunk ?? Buffer.alloc(0));
  expect([width, height]).toEqual([512, 1024]);
  const small = await Jimp.fromBuffer((await eye.shrink(await aPng(aScene({ width: 60, height: 40 })))) ?? Buffer.alloc(0));
  expect([small.width, small.height, small.mime]).toEqual([60, 40, "image/jpeg"]);
  expect(await eye.shrink(Buffer.from("no picture"))).toBeUndefined();
});

describe("what cannot be unpacked", () => {
  test("is refused, leaves nothing, and the next photo is looked at as ever", async () => {
    const [before, counted] = [await files(), await rows()];
    const torn = await aPng();
    torn.fill(0, torn.indexOf("IDAT") + 4, torn.indexOf("IDAT") + 40);
    expect(await keep(torn)).toEqual({ kind: "refused", reason: "broken" });
    // Fits by its size, and lies about what is in it.
    expect(await keep(aBomb(5_000))).toEqual({ kind: "refused", reason: "broken" });
    expect([await files(), await rows()]).toEqual([before, counted]);
    expect(await keep(await aJpeg(aScene({ top: 5 })))).toMatchObject({ kind: "kept" });
  });
});

test("a file that a crash left over is used by whoever brings it again", async () => {
  const sent = await aPng(aScene({ left: 5, top: 5 }));
  const broken = { ...needs, db: { query: () => Promise.reject(new Error("no database")) } };
  await expect(keepPhoto(broken, { bytes: sent, uploadedBy: "ou_owner" })).rejects.toThrow("no database");
  const left = await files();
  const photo = kept(await keep(sent));
  expect(await files()).toEqual(left);
  expect(await needs.photos.read(photo.file)).toBeDefined();
});

test("a store gives out photos and nothing else", async () => {
  expect(await needs.photos.read(`${"0".repeat(64)}.jpg`)).toBeUndefined();
  expect(() => needs.photos.read("../../etc/passwd")).toThrow("not the name of a photo");
  await expect(needs.photos.write("../a.jpg", Buffer.alloc(1))).rejects.toThrow("not the name of a photo");
});
