import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { termsOf, tokenise } from "../../src/knowledge/lexemes.ts";
import { rankPassages } from "../../src/knowledge/rank.ts";
import { planSearch } from "../../src/knowledge/search-plan.ts";

function aPassage(body: string, trail: readonly string[] = []) {
  return { trail, body, lexemes: tokenise([...trail, body].join("\n")).length };
}

function ranked(question: string, passages: readonly ReturnType<typeof aPassage>[]): string[] {
  const statistics = { passages: 1_000, meanLength: 30, frequencies: new Map() };
  const { terms } = planSearch(question, termsOf(tokenise(question)), statistics);
  return rankPassages(passages, terms, statistics).map(({ passage }) => passage.body);
}

describe("of two passages, the better one is the one", () => {
  test.each([
    ["that covers more of the question", "燃气瓶改管道", "燃气瓶改为管道供气", "燃气瓶应当检验合格"],
    ["that is shorter and says the same", "消防检查", "开展消防检查", "开展消防检查，并且按照各项有关规定把其余各类工作一一抓好抓细抓实"],
    ["that has the words together", "冷库检验", "冷库检验按年进行，其他商场都要自查", "冷库按年进行自查，其他商场也都要去做检验"],
    ["that has a whole word, not a part of one", "ngo", "由 ngo 负责", "由 mango 负责"],
  ])("%s", (_, question, better, worse) => {
    expect(ranked(question, [aPassage(worse), aPassage(better)])).toEqual([better, worse]);
    expect(ranked(question, [aPassage(better), aPassage(worse)])).toEqual([better, worse]);
  });

  test("whose heading speaks of it; but the text itself counts more", () => {
    const [under, beside, itself] = [
      aPassage("每年组织一次", ["消防演练"]),
      aPassage("每年组织一次 ", ["工作要求"]),
      aPassage("消防演练每年一次"),
    ];
    expect(ranked("消防演练", [beside, under, itself])).toEqual([itself.body, under.body, beside.body]);
  });
});

test("the words that ask weigh little", () => {
  const [asking, telling] = ["什么叫什么，如何又如何", "隐患排查的内容"];
  expect(ranked("隐患排查的内容是什么，如何", [aPassage(asking), aPassage(telling)])).toEqual([telling, asking]);
});

test("whatever is ranked comes back once, as it was, with a number", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[安全检查消防a-c 。\n]{0,30}$/u));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), text, (bodies, question) => {
      const passages = bodies.map((body) => aPassage(body));
      const statistics = { passages: 0, meanLength: 0, frequencies: new Map() };
      const { terms } = planSearch(question, termsOf(tokenise(question)), statistics);
      const found = rankPassages(passages, terms, statistics);
      expect(new Set(found.map(({ passage }) => passage))).toEqual(new Set(passages));
      expect(found.every(({ score }) => Number.isFinite(score))).toBe(true);
    }),
  );
});
