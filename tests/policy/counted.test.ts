import { expect, test } from "vitest";
import type { Passage } from "../../src/knowledge/document.ts";
import { holdsCount } from "../../src/policy/counted.ts";
import { focusTerms } from "../../src/policy/focus.ts";
import type { Term } from "../../src/policy/terms.ts";
import { type Unit, unitsOf } from "../../src/policy/units.ts";

function unit(body: string): Unit {
  const passage: Passage = {
    id: "1",
    documentId: "p",
    kind: "clause",
    ordinal: 0,
    path: "一",
    trail: [],
    body,
    start: 0,
    end: 0,
    cells: undefined,
  };
  const [first] = unitsOf(passage);
  if (!first) throw new Error("no sentence");
  return first;
}

test("a number of something is answered by a number of just that", () => {
  expect(holdsCount("要挂几块牌", unit("每处悬挂2块标牌。"))).toBe(true);
  expect(holdsCount("要挂几块牌", unit("严格实行挂牌督办。"))).toBe(false);
  expect(holdsCount("查出多少处隐患", unit("2025年底前排查1次隐患。"))).toBe(false);
});

test("what is done so many times is counted, too", () => {
  expect(holdsCount("每家店要贴几张告示", unit("每家店张贴2张告示。"))).toBe(true);
  expect(holdsCount("每家店要贴几张告示", unit("张贴告示、挂图。"))).toBe(false);
});

test("what a list answers is not counted here", () => {
  expect(holdsCount("有哪几块内容", unit("包括宣传、培训。"))).toBe(true);
  expect(holdsCount("分几类", unit("包括宣传、培训。"))).toBe(true);
});

const aTerm = (text: string): Term => ({ text, means: [text], kind: "other", share: 1 });

test.each([
  ["没培训过可不可以顶班", ["培训", "顶班"], ["顶班"]],
  ["店里有隐患,能不能拖到下个月", ["店里", "隐患", "拖到"], ["拖到"]],
  ["老板不来要坐牢吗", ["老板", "坐牢"], ["坐牢"]],
  ["拖几天再改行不行", ["拖", "再改"], []],
])("%s turns on the words behind, and on none when a tag asks about all of it", (plain, terms, expected) => {
  expect(focusTerms(plain, terms.map(aTerm)).map(({ text }) => text)).toEqual(expected);
});
