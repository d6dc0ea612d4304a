import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../../src/knowledge/lines.ts";
import { readOutline } from "../../src/knowledge/outline.ts";
import { readTable, withoutTags } from "../../src/knowledge/table.ts";

const PIECES = [
  "一、",
  "（二）",
  "3.",
  "第一条",
  "第二阶段：",
  "附件",
  "附件：表",
  "抄送：",
  "2024年5月10日",
  "印发",
  "\t",
  "\t\t",
  "|",
  "|---|",
  "\n",
  "\n\n",
  "　　",
  "<p>",
  "</p>",
  "# ",
  "安全。",
  "检查，",
  "某区商务局",
  "《",
  "：",
  "1\t",
  "；",
  "①",
  "1.2 ",
  "**",
];
const documents = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 60 })
  .map((pieces) => pieces.join(""));

test("any text has an outline that holds each of its characters once", () => {
  fc.assert(
    fc.property(documents, (source) => {
      const { passages } = readOutline(source);
      expect(dense(passages.map(({ start, end }) => source.slice(start, end)).join(""))).toBe(dense(source));
      expect(new Set(passages.map(({ path }) => path)).size).toBe(passages.length);
      for (const { kind, body, start, end, cells } of passages) {
        if (kind !== "row" && !cells) expect(dense(body)).toBe(dense(source.slice(start, end)));
      }
    }),
    { numRuns: 500 },
  );
});

test("any lines can be read as a table, and no word of them is lost", () => {
  fc.assert(
    fc.property(documents, (source) => {
      const table = readTable(linesOf(source));
      const rows = table.header ? [table.header, ...table.rows] : table.rows;
      const words = rows
        .flatMap(({ cells, continuations }) => [cells, ...continuations])
        .flat(2)
        .join("");
      const expected = withoutTags(source).replace(/^\s*\|[|\s:-]*-[|\s:-]*\|\s*$/gm, "");
      expect(bare(words)).toBe(bare(expected));
    }),
  );
});

function dense(text: string): string {
  return text.replace(/\s/g, "");
}

function bare(text: string): string {
  return text.replace(/[\s|\\]/g, "");
}
