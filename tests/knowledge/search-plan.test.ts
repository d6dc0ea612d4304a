import { describe, expect, test } from "vitest";
import { type IndexStatistics, planSearch } from "../../src/knowledge/search-plan.ts";

function statistics(passages: number, frequencies: Record<string, number>): IndexStatistics {
  const counted = Object.entries(frequencies).map(([term, count]) => [term, { passages: count, occurrences: count }] as const);
  return { passages, meanLength: 100, frequencies: new Map(counted) };
}

describe("a small index", () => {
  test("is opened by every term", () => {
    expect(planSearch("检查", ["检查", "~检"], statistics(500, { 检查: 400, "~检": 450 })).opening).toEqual(["检查", "~检"]);
  });
});

describe("a large index", () => {
  const counted = statistics(50_000, { 检查: 20_000, 冷库: 300, 氨: 20, 检验: 700 });

  test("is opened by its rarest terms, as far as is quick to rank; unknown ones cost nothing", () => {
    expect(planSearch("", ["检查", "冷库", "氨", "检验", "新词"], counted).opening).toEqual(["新词", "氨", "冷库"]);
  });

  test("ranks terms of like rarity together, and loses none", () => {
    const { tiers, terms } = planSearch("", ["检查", "冷库", "氨", "检验"], counted);
    expect(tiers.map((tier) => tier.terms)).toEqual([["冷库", "氨"], ["检验"], ["检查"]]);
    const sum = terms.reduce((total, { weight }) => total + weight, 0);
    expect(tiers.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(sum, 9);
  });
});

test("a word counts as asking only where it does nothing else", () => {
  const shareOf = (question: string, term: string) => planSearch(question, [term], statistics(100, {})).terms[0]?.share;
  expect(shareOf("什么是双报告", "什么")).toBeLessThan(0.5);
  expect(shareOf("什么是双报告", "#什么")).toBeLessThan(0.5);
  expect(shareOf("什么是双报告", "报告")).toBe(1);
  expect(shareOf("什么叫做“什么”，什么都不叫", "叫做")).toBe(1);
});
