import { describe, expect, test } from "vitest";
import { indexInMemory, rarity, saturation } from "../../src/knowledge/bm25.ts";

describe("BM25 in memory", () => {
  // Mean length 2; 甲 stands in two of three texts: ln(1 + 1.5 / 2.5) = 0.470004.
  const index = indexInMemory([["甲", "乙"], ["甲", "甲", "丙"], ["丁"]]);

  test("gives the scores that are worked out by hand", () => {
    const found = index.search(["甲"], { k1: 1.2, b: 0.75 }, 10);
    // 2 · 2.2 / (2 + 1.2 · (0.25 + 0.75 · 1.5)) = 1.205479, and 1 · 2.2 / (1 + 1.2) = 1.
    expect(found.map(({ index: at }) => at)).toEqual([1, 0]);
    expect(found[0]?.score).toBeCloseTo(0.47 * 1.205479, 4);
    expect(found[1]?.score).toBeCloseTo(0.470004, 6);
  });

  test("adds the terms up, counts a repeated one once, and passes over unknown ones", () => {
    const [first] = index.search(["丁", "丁", "戊"], { k1: 0.9, b: 0.4 }, 10);
    // ln(1 + 2.5 / 1.5) = 0.980829; 1.9 / (1 + 0.9 · (0.6 + 0.4 · 0.5)) = 1.104651
    expect(first).toEqual({ index: 2, score: expect.closeTo(0.980829 * 1.104651, 5) });
  });

  test("keeps equal texts in their order, and no more than are asked for", () => {
    const same = indexInMemory([["甲"], ["甲"], ["甲"]]);
    expect(same.search(["甲"], { k1: 1.2, b: 0.75 }, 2).map(({ index: at }) => at)).toEqual([0, 1]);
    expect(indexInMemory([]).search(["甲"], { k1: 1.2, b: 0.75 }, 2)).toEqual([]);
  });
});

test("a rarer term tells more, and no term tells against a text", () => {
  expect(rarity(1, 100)).toBeGreaterThan(rarity(50, 100));
  expect(rarity(100, 100)).toBeGreaterThan(0);
  expect(rarity(500, 100)).toBe(rarity(100, 100));
});

test("a term that is absent adds nothing, and one that is everywhere has a bound", () => {
  expect(saturation(0, 1, { k1: 1.2, b: 0.75 })).toBe(0);
  expect(saturation(1e9, 1, { k1: 1.2, b: 0.75 })).toBeCloseTo(2.2, 6);
});
