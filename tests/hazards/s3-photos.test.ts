import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkPhotoStore } from "../../src/cli/check-photo-store.ts";
import { s3Photos } from "../../src/hazards/s3-photos.ts";
import { testClock } from "../support/clock.ts";
import { type ObjectStore, startObjectStore } from "./small-object-store.ts";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a-secret+with/signs", region: "cn-south-1" };
const BYTES = Buffer.from("a picture");
const NAME = `${createHash("sha256").update(BYTES).digest("hex")}.jpg`;
const PATH = `/bucket/anxun/${NAME.slice(0, 2)}/${NAME}`;

let store: ObjectStore;
const { now } = testClock();
beforeAll(async () => {
  store = await startObjectStore(KEYS);
});
afterAll(() => store.close());
beforeEach(() => {
  store.objects.clear();
  store.asked.length = 0;
  store.failures.length = 0;
});

const config = (more: object = {}) => ({ ...KEYS, endpoint: store.endpoint, bucket: "bucket", prefix: "anxun/", ...more });
const photos = (more: object = {}, timeoutMs = 5_000) => s3Photos(config(more), { now, restsMs: [1, 1], timeoutMs });

describe("photos in an object store", () => {
  test("are put there once, and read as they were", async () => {
    await photos().write(NAME, BYTES);
    await photos().write(NAME, BYTES);
    expect(store.asked).toEqual([`HEAD ${PATH}`, `PUT ${PATH}`, `HEAD ${PATH}`]);
    expect(await photos().read(NAME)).toEqual(BYTES);
    await photos().remove(NAME);
    expect(await photos().read(NAME)).toBeUndefined();
  });

  test("are not used when they are not what their name says", async () => {
    store.objects.set(PATH, Buffer.from("another picture"));
    await expect(photos().read(NAME)).rejects.toMatchObject({ code: "photo_store_unavailable", hint: expect.stringMatching(/不一致/) });
  });

  test("are tried again while the store is busy, and given up in the end", async () => {
    store.failures.push(503, 429);
    await photos().write(NAME, BYTES);
    expect(store.objects.get(PATH)).toEqual(BYTES);
    store.failures.push(503, 500, 503);
    await expect(photos().read(NAME)).rejects.toMatchObject({
      message: "photo store: GET: 503 SlowDown",
      hint: expect.stringMatching(/稍后再试/),
    });
  });

  test("wait for a store that says nothing no longer than they should", async () => {
    store.failures.push("hang", "hang", "hang");
    await expect(photos({}, 50).read(NAME)).rejects.toMatchObject({ hint: expect.stringMatching(/连不上/) });
    await expect(photos({ endpoint: "http://127.0.0.1:1" }).read(NAME)).rejects.toMatchObject({ hint: expect.stringMatching(/连不上/) });
  });

  test("tell what is wrong with keys and bucket, and never the keys", async () => {
    const wrong = photos({ secretAccessKey: "another" });
    const error = await wrong.write(NAME, BYTES).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: "photo store: PUT: 403 SignatureDoesNotMatch",
      hint: expect.stringMatching(/S3_SECRET_ACCESS_KEY/),
    });
    expect(JSON.stringify(error)).not.toContain("another");
    await expect(photos({ bucket: "other" }).write(NAME, BYTES)).rejects.toMatchObject({ hint: expect.stringMatching(/没有这个存储桶/) });
    await expect(photos().write("../../etc/passwd", BYTES)).rejects.toThrow("not the name of a photo");
  });
});

describe("the doctor", () => {
  test("puts a probe, gets it, and takes it away", async () => {
    const found = await checkPhotoStore({ photoStore: config(), dataDir: "/data" }, now);
    expect(found).toMatch(/对象存储的 bucket，写入、读出、删除都正常/);
    expect(store.asked.map((line) => line.slice(0, line.indexOf(" ")))).toEqual(["HEAD", "PUT", "GET", "DELETE"]);
    expect(store.objects.size).toBe(0);
    expect(await checkPhotoStore({ photoStore: undefined, dataDir: "/data" }, now)).toBe("照片存在 /data/photos");
    await expect(checkPhotoStore({ photoStore: config({ secretAccessKey: "x" }), dataDir: "/data" }, now)).rejects.toMatchObject({
      code: "photo_store_unavailable",
    });
  });
});
