import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentLink, placeIn, rangesOf } from "../../src/knowledge/document-link.ts";

const PAGES = { url: "http://house.test", secret: "a secret of this test" };
const BODY = "7. 排查整治。企业每季度至少开展1次检查。\n检查情况要留痕。";

/** What the page's server gets to see of a link. */
function queryOf(link: string): Record<string, string> {
  return Object.fromEntries(new URL(link).searchParams);
}

describe("a link to a clause", () => {
  test("leads back to the same place, whatever its path is made of", () => {
    const range = fc.tuple(fc.nat(5000), fc.nat(500)).map(([start, length]) => ({ start, end: start + length }));
    const place = fc.record({
      // What the catalogue allows, and file names are made into.
      documentId: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,63}$/),
      passage: fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }),
      marks: fc.array(range, { maxLength: 20 }),
    });
    fc.assert(
      fc.property(place, ({ documentId, passage, marks }) => {
        const link = documentLink(PAGES, { documentId, passage, marks });
        expect(placeIn(queryOf(link))).toEqual({ passage, marks });
        expect(decodeURIComponent(new URL(link).pathname.split("/").at(-1) ?? "")).toBe(documentId);
      }),
    );
  });

  test("holds nothing that a card's markdown would take for its own", () => {
    expect(documentLink(PAGES, { documentId: "plan", passage: "一、(二)[3]*_` <at>", marks: [] })).not.toMatch(/[()[\]`<> ]/);
  });

  test.each([
    ["nothing", {}],
    ["no marks", { mark: "" }],
    ["marks of another make", { mark: "12" }],
    ["words", { mark: "a-b" }],
    ["marks twice", { mark: ["1-2", "3-4"] }],
    ["a passage twice", { passage: ["一", "二"] }],
    ["more than anybody quotes", { mark: Array.from({ length: 200 }, () => "1-2").join(".") }],
  ])("that holds %s names no place and breaks nothing", (_what, query) => {
    expect(placeIn(query)).toEqual({ marks: [] });
  });
});

describe("a quote in its passage", () => {
  test("is found where it stands", () => {
    const [range] = rangesOf("企业每季度至少开展1次检查。", BODY);
    expect(BODY.slice(range?.start, range?.end)).toBe("企业每季度至少开展1次检查。");
  });

  test("is found part by part where its middle is left out", () => {
    expect(rangesOf("企业每季度……检查情况要留痕。", BODY).map(({ start, end }) => BODY.slice(start, end))).toEqual([
      "企业每季度",
      "检查情况要留痕。",
    ]);
  });

  test("that the passage no longer holds lights up nothing of it", () => {
    expect(rangesOf("企业每月至少开展1次检查", BODY)).toEqual([]);
  });
});
