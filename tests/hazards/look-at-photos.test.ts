import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MINUTE_MS } from "../../src/clock.ts";
import { AppError } from "../../src/errors.ts";
import type { Draft, DraftContent } from "../../src/hazards/draft.ts";
import { beginDraft, changeDraft, endDraft, findDraft } from "../../src/hazards/drafts.ts";
import { type LookNeeds, lookAtPhotos, nextToLookAt } from "../../src/hazards/look-at-photos.ts";
import { insertPhoto } from "../../src/hazards/photos.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { openTestDatabase } from "../support/database.ts";

const SAID = "后门通道堆着纸箱";
const CALL = { use: "photo", model: "seeing", promptHash: "0", inputTokens: 1, outputTokens: 1, costYuan: 0, ms: 1 };
const EMPTY: DraftContent = { items: [{ description: "" }], photoIds: [], anonymous: false, skipped: [] };

let db: Database;
let clock: TestClock;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = testClock();
  await db.query("truncate outbox, hazard_drafts, photos cascade");
});

/** A model that says what it is told to say, and what it was shown. */
function stage(says: () => string | Promise<string> = () => SAID) {
  const shown: number[] = [];
  const { log, lines } = collectedLog();
  const needs: LookNeeds = {
    ...{ db, log, now: clock.now, photoWindowMinutes: 10 },
    photos: { write: async () => undefined, read: async (name) => Buffer.from(name) },
    eye: { shrink: async (bytes) => bytes },
    describe: {
      model: "seeing",
      async describe(pictures) {
        shown.push(pictures.length);
        return { text: await says(), call: CALL };
      },
    },
  };
  return { needs, shown, lines };
}

async function photos(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const sha = `${index}`.repeat(64);
    const files = { originalSha256: sha, file: `${sha}.jpg`, thumbnail: `${sha}.jpg`, mediaType: "image/jpeg" } as const;
    const look = { width: 4, height: 3, bytes: 10, perceptualHash: "01".repeat(32) };
    ids.push((await insertPhoto(db, { ...files, ...look, uploadedBy: "ou_wang", uploadedAt: clock.now() })).id);
  }
  return ids;
}

async function aDraft(content: Partial<DraftContent>): Promise<Draft> {
  const said = { eventId: `om_${Math.random()}`, messageId: "om_1", chatId: "oc_1", isPrivate: true, speaker: "ou_wang" };
  const draft = await beginDraft(db, { ...said, content: { ...EMPTY, ...content } }, clock.now());
  if (!draft) throw new Error("begun before");
  return draft;
}

async function lookAll(needs: LookNeeds): Promise<number> {
  let count = 0;
  for (let draft = await nextToLookAt(needs); draft; draft = await nextToLookAt(needs)) {
    await lookAtPhotos(needs, draft);
    count += 1;
  }
  return count;
}

describe("a report with photos and no words", () => {
  test("is looked at once, three photos at most, and what was seen stands beside it", async () => {
    const { needs, shown } = stage();
    const draft = await aDraft({ photoIds: await photos(5) });
    expect(await lookAll(needs)).toBe(1);
    expect(shown).toEqual([3]);
    const later = await findDraft(db, draft.id);
    expect(later).toMatchObject({ version: 1, content: draft.content, seen: { description: SAID, model: "seeing" } });
    const { rows } = await db.query("select key from outbox");
    expect(rows).toEqual([{ key: `draft/${draft.id}/card/seen` }]);
  });

  test("is looked at again when more photos come and nothing could be said of the first", async () => {
    const { needs, shown } = stage(() => (shown.length === 1 ? "看不出" : SAID));
    const [one = "", other = ""] = await photos(2);
    const draft = await aDraft({ photoIds: [one] });
    await lookAll(needs);
    expect((await findDraft(db, draft.id))?.seen).toBeNull();
    await changeDraft(db, { draft, eventId: "om_2" }, { ...EMPTY, photoIds: [one, other] }, clock.now());
    await lookAll(needs);
    expect(shown).toEqual([1, 2]);
    expect((await findDraft(db, draft.id))?.seen).toMatchObject({ description: SAID });
  });

  test.each(["a photo that is lost", "a store that is away", "a model that is away"])("stands as it is with %s", async (what) => {
    const away = () => Promise.reject(new AppError("photo_store_unavailable", "away"));
    const { needs } = stage(() => {
      throw new AppError("model_unavailable", "away");
    });
    const read = what === "a photo that is lost" ? async () => undefined : away;
    const draft = await aDraft({ photoIds: await photos(1) });
    await lookAll(what === "a model that is away" ? needs : { ...needs, photos: { ...needs.photos, read } });
    expect(await findDraft(db, draft.id)).toEqual(draft);
  });
});

describe("nobody looks at", () => {
  test("what has words, has no photo, is over, or was begun long ago", async () => {
    const { needs, shown } = stage();
    const photoIds = await photos(1);
    await aDraft({ photoIds, items: [{ description: "灭火器过期" }] });
    await aDraft({});
    await endDraft(db, { draft: await aDraft({ photoIds }), eventId: "om_3" }, { state: "dropped" }, clock.now());
    await aDraft({ photoIds });
    clock.advance(3 * MINUTE_MS);
    expect(await lookAll(needs)).toBe(0);
    expect(shown).toEqual([]);
  });

  test("what was recorded, dropped or described while its photo was being made small", async () => {
    const { needs, shown } = stage();
    const draft = await aDraft({ photoIds: await photos(1) });
    const claimed = await nextToLookAt(needs);
    await endDraft(db, { draft, eventId: "om_4" }, { state: "recorded", hazardIds: ["YH-20261121-001"] }, clock.now());
    if (claimed) await lookAtPhotos(needs, claimed);
    expect(shown).toEqual([]);
  });
});

test("words that come while the model looks stay, and nothing is put beside them", async () => {
  const draft = await aDraft({ photoIds: await photos(1) });
  const own = { ...draft.content, items: [{ description: "灭火器压力不够" }] };
  const { needs } = stage(async () => {
    await changeDraft(db, { draft, eventId: "om_5" }, own, clock.now());
    return SAID;
  });
  await lookAll(needs);
  expect(await findDraft(db, draft.id)).toMatchObject({ version: 2, content: own, seen: null });
  expect((await db.query("select key from outbox")).rows).toEqual([]);
});

test("a process that dies while it looks loses what was seen, never the report", async () => {
  const draft = await aDraft({ photoIds: await photos(1) });
  const { needs, shown } = stage();
  const dying: LookNeeds = { ...needs, db: { ...db, inTransaction: () => Promise.reject(new Error("the process died")) } };
  await expect(lookAll(dying)).rejects.toThrow("the process died");
  expect(await lookAll(needs)).toBe(0);
  expect(shown).toEqual([1]);
  expect(await findDraft(db, draft.id)).toEqual(draft);
});
