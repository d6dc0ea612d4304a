import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { termsOf, tokenise, toTsquery, toTsvector } from "../../src/knowledge/lexemes.ts";

describe("a text is found by", () => {
  test("its words, those inside them, its pairs and its characters", () => {
    expect(termsOf(tokenise("瓶改管"))).toEqual(["瓶改管", "#瓶改", "#改管", "~瓶", "~改", "~管"]);
    expect(termsOf(tokenise("商贸流通股负责"))).toEqual(expect.arrayContaining(["商贸流通股", "流通", "负责", "#股负", "~股"]));
  });

  test("the same terms, however wide its figures and however spaced", () => {
    expect(tokenise("至少开展 １ 次检查")).toEqual(tokenise("至少开展1次检查"));
    expect(tokenise("LNG 加气站")).toEqual(tokenise("lng加气站"));
  });

  test("nothing, when it holds no word", () => {
    expect(toTsquery(tokenise("？！……😀  \u0000"))).toBe("");
    expect(toTsvector(tokenise(""))).toBe("");
  });
});

test("a lexeme with a quote or a backslash stays one lexeme", () => {
  const all = [{ term: "a'b\\c", position: 1 }];
  expect(toTsvector(all)).toBe("'a''b\\\\c':1");
  expect(toTsquery(all)).toBe("'a''b\\\\c'");
});

test("a very long text stays within the limits of the type", () => {
  const literal = toTsvector(tokenise(`${"安全检查".repeat(10_000)}${"x".repeat(100_000)}`));
  const positions = [...literal.matchAll(/'(?:[^']|'')*':([\d,]+)/g)].map((match) => match[1]?.split(",") ?? []);
  expect(Math.max(...positions.map((list) => list.length))).toBeLessThan(256);
  expect(Math.max(...positions.flat().map(Number))).toBeLessThanOrEqual(16_383);
  expect(Math.max(...termsOf(tokenise("x".repeat(100_000))).map((term) => Buffer.byteLength(term)))).toBeLessThan(2_000);
});

test("any string can be taken apart", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const all = tokenise(text);
      expect(all.every(({ term, position }) => term.length > 0 && position > 0)).toBe(true);
    }),
  );
});
