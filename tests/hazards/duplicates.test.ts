import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/clock.ts";
import { findDuplicates, similarity } from "../../src/hazards/duplicates.ts";
import type { Hazard, HazardFacts } from "../../src/hazards/hazard.ts";
import { insertPhoto } from "../../src/hazards/photos.ts";
import { advance, recordHazard } from "../../src/hazards/report.ts";
import { similarCases } from "../../src/hazards/similar-cases.ts";
import type { Step } from "../../src/hazards/step.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aCase, FACTS, FINISH, OFFICER, OWNER, PASS } from "./cases.ts";

/** Differs from that of 0 in so many bits. */
const aHash = (differing = 0) => "1".repeat(32 - differing) + "0".repeat(32 + differing);
const aLook = (name: string, differing = 0) => ({ originalSha256: name, perceptualHash: aHash(differing) });
const known = (facts: Partial<HazardFacts>, looks = [aLook("known")], more: Partial<Hazard> = {}) => {
  const { hazard } = aCase();
  return { hazard: { ...hazard, ...more, facts: { ...FACTS, ...facts } }, looks };
};
const found = (facts: Partial<HazardFacts>, cases: ReturnType<typeof known>[], looks: ReturnType<typeof aLook>[] = []) =>
  findDuplicates({ facts: { ...FACTS, ...facts }, looks }, cases).map(({ reasons, isRepeat }) => [
    ...reasons,
    ...(isRepeat ? ["repeat"] : []),
  ]);

describe("a draft may be known already", () => {
  test("in the same enterprise, told in other words", () => {
    const told = known({ description: "厨房里的煤气软管已经老化，有裂口" });
    expect(found({ description: "后厨煤气软管老化开裂了" }, [told])).toEqual([["similar_text"]]);
    expect(found({ description: "消防通道堆满纸箱" }, [told])).toEqual([]);
  });

  test("under another name for the same enterprise, and not in another enterprise of the same street", () => {
    const told = known({ enterpriseName: "洛江区万安鱼丸店" });
    expect(found({ enterpriseName: "万安鱼丸店" }, [told])).toEqual([["similar_text"]]);
    expect(found({ enterpriseName: "万安加油站" }, [told])).toEqual([]);
    expect(found({ enterpriseId: "1" }, [known({ enterpriseId: "2" })])).toEqual([]);
  });

  test("at the same place, when one of the two does not say which enterprise", () => {
    const told = known({ enterpriseName: undefined });
    expect(found({}, [told])).toEqual([["similar_text"]]);
    // A street has many hoses: sharing some words is not enough there.
    expect(found({ description: "软管老化，拖在地上绊人" }, [told])).toEqual([]);
    expect(found({ place: "双阳街道" }, [told])).toEqual([]);
  });

  test("by a photo that looks the same, at the same site", () => {
    const other = { description: "完全不同的话" };
    expect(found(other, [known({})], [aLook("new", 8)])).toEqual([["similar_photo"]]);
    expect(found(other, [known({})], [aLook("new", 9)])).toEqual([]);
    expect(found({ ...other, enterpriseName: "别家店铺" }, [known({})], [aLook("new")])).toEqual([]);
  });

  test("by no photo that shows nothing", () => {
    const dark = { originalSha256: "dark", perceptualHash: aHash(31) };
    expect(found({ description: "完全不同的话" }, [known({}, [{ ...dark, originalSha256: "other" }])], [dark])).toEqual([]);
  });

  test("by the very same file, wherever it was said to be", () => {
    expect(found({ description: "别的话", enterpriseName: "别家店铺" }, [known({})], [aLook("known")])).toEqual([["same_photo"]]);
  });

  test("as one that was closed: then it has come back", () => {
    expect(found({}, [known({}, [], { state: "closed" })])).toEqual([["similar_text", "repeat"]]);
  });

  test("the likeliest is named first", () => {
    const cases = [known({ description: "软管开裂" }, [], { id: "a" }), known({}, [], { id: "b" })];
    const ids = findDuplicates({ facts: FACTS, looks: [] }, cases).map(({ hazard }) => hazard.id);
    expect(ids).toEqual(["b", "a"]);
  });
});

test("likeness does not hang on punctuation, width or fillers", () => {
  expect(similarity("灭火器，过期了！", "灭火器过期")).toBe(1);
  expect(similarity("ＬＰＧ气瓶", "lpg气瓶")).toBe(1);
  expect(similarity("灭火器过期", "电线乱拉")).toBe(0);
  expect(similarity("", "。")).toBe(0);
});

describe("in the ledger", () => {
  const clock = testClock();
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  test("open cases and those closed lately are found, by words or by photo; void ones are not", async () => {
    const needs = { db, now: clock.now };
    const photoOf = (sha: string, hash: string) =>
      insertPhoto(db, {
        ...{ originalSha256: sha.repeat(64), file: "f", thumbnail: "t", mediaType: "image/png", width: 1, height: 1, bytes: 1 },
        ...{ perceptualHash: hash, uploadedBy: "ou_owner", uploadedAt: clock.now() },
      });
    const record = async (facts: HazardFacts, photoIds: string[] = []) => {
      const draft = { origin: crypto.randomUUID(), facts, reporter: OWNER, photoIds };
      return (await recordHazard(needs, draft, async () => {})).hazard.id;
    };
    const take = async (hazardId: string, steps: Step[]) => {
      for (const [index, step] of steps.entries()) {
        const outcome = await advance(needs, { hazardId, version: index + 1, step, actor: OFFICER }, async () => {});
        expect(outcome.kind).toBe("moved");
      }
    };
    const [shown, sent] = [await photoOf("a", aHash(3)), await photoOf("a", aHash(3))];
    const [closed, elsewhere, voided] = [
      await record(FACTS),
      await record({ ...FACTS, enterpriseName: "别家", place: "河市镇" }, [shown.id]),
      await record(FACTS),
    ];
    await take(closed, [{ do: "accept" }, FINISH, PASS, { do: "close" }]);
    await take(voided, [{ do: "void", reason: "false_alarm", note: "误报" }]);

    const draft = { facts: FACTS, photoIds: [sent.id] };
    const candidates = async () => (await similarCases(needs, draft)).map(({ hazard, isRepeat }) => [hazard.id, isRepeat]);
    expect((await candidates()).sort()).toEqual([
      [closed, true],
      [elsewhere, false],
    ]);
    clock.advance(91 * DAY_MS);
    expect(await candidates()).toEqual([[elsewhere, false]]);
  });
});
