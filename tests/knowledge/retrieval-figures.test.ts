import { expect, test } from "vitest";
import { figuresOf, percentile } from "../../src/knowledge/retrieval-figures.ts";

test("figures of four searches, worked out by hand", () => {
  const search = (found: readonly string[], ms: number) => ({ found, relevant: new Set(["a", "b"]), ms });
  const figures = figuresOf([
    search(["a", "x"], 1),
    search(["x", "b", "a"], 2),
    search(["1", "2", "3", "4", "5", "6", "a"], 3),
    search(["x"], 40),
  ]);
  expect(figures).toEqual({ hit1: 1 / 4, hit5: 2 / 4, hit10: 3 / 4, mrr: (1 + 1 / 2 + 1 / 7) / 4, p50: 3, p95: 40 });
});

test("what stands below the hundredth place was not found", () => {
  const found = [...Array.from({ length: 100 }, (_, index) => `${index}`), "a"];
  expect(figuresOf([{ found, relevant: new Set(["a"]), ms: 1 }]).mrr).toBe(0);
});

test("a percentile of nothing is no number", () => {
  expect(percentile([], 0.5)).toBeNaN();
  expect(percentile([3, 1, 2], 0.5)).toBe(2);
});
