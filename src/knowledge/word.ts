/**
 * Word documents as plain text in the form that offices type: one line per paragraph, automatic numbers written out, tables with
 * tabs between their cells, headings without a number marked as in Markdown. Nothing is executed, nothing is fetched.
 */
import { texts } from "../texts/knowledge.ts";
import { type Archive, openArchive } from "./archive.ts";
import { elementAt, elementsOf, type Markup, readMarkup, valueAt } from "./markup.ts";
import { readMarker } from "./numbering.ts";
import type { DocumentText } from "./read-document.ts";
import { unreadable } from "./unreadable.ts";
import { type Numbering, readNumbering } from "./word-numbering.ts";
import { type ParagraphLook, readStyles } from "./word-styles.ts";
import { type Omission, readParagraph } from "./word-text.ts";

type Reading = {
  numbering: Numbering;
  lookOf: (paragraph: Markup) => ParagraphLook;
  omissions: Map<Omission, number>;
  numbers: { restored: number; unknown: number };
};

const PARAGRAPH_INDENT = "　　";
const CELL_BREAK = "<br>";
/** What a block may stand in: content controls, inserted passages, smart tags. */
const WRAPPERS = new Set(["w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "mc:AlternateContent", "mc:Choice"]);

/** @throws AppError bad_document  encrypted, broken, or no Word document */
export function readWord(file: string, bytes: Uint8Array): DocumentText {
  const parts = openArchive(file, bytes);
  const body = elementAt(partOf(file, parts, "word/document.xml"), "w:body");
  if (!body) throw unreadable("no document part", texts.brokenOffice({ file }));
  const numbering = readNumbering(partOf(file, parts, "word/numbering.xml"));
  const reading: Reading = {
    numbering,
    lookOf: readStyles(partOf(file, parts, "word/styles.xml"), numbering),
    omissions: new Map(),
    numbers: { restored: 0, unknown: 0 },
  };
  const source = blocksOf(body, reading).join("\n");
  if (!source.trim() && reading.omissions.has("picture")) throw unreadable("pictures only", texts.word.picturesOnly({ file }));
  return { source, warnings: warningsOf(reading) };
}

function partOf(file: string, parts: Archive, name: string): Markup | undefined {
  const bytes = parts.get(name);
  if (!bytes) return undefined;
  try {
    return readMarkup(bytes);
  } catch (cause) {
    throw unreadable(`broken part ${name}`, texts.brokenOffice({ file }), cause);
  }
}

function blocksOf(parent: Markup, reading: Reading): string[] {
  return elementsOf(parent).flatMap((element) => {
    if (element.name === "w:p") return paragraphLines(element, reading);
    if (element.name === "w:tbl") return tableLines(element, reading);
    return WRAPPERS.has(element.name) ? blocksOf(element, reading) : [];
  });
}

function paragraphLines(paragraph: Markup, reading: Reading): string[] {
  const look = reading.lookOf(paragraph);
  const { text, boxes } = readParagraph(paragraph, (what) => omit(reading, what));
  const boxed = boxes.flatMap((box) => blocksOf(box, reading));
  if (look.isContents) {
    if (text) omit(reading, "contents");
    return boxed;
  }
  if (!text) return [...boxed, ""];
  const label = labelOf(look, reading);
  const numbered = label + text;
  const heading = look.outlineLevel === undefined || readMarker(numbered) ? "" : `${"#".repeat(Math.min(6, look.outlineLevel + 1))} `;
  const indent = heading === "" && (look.isIndented || label) ? PARAGRAPH_INDENT : "";
  return [...boxed, ...`${indent}${heading}${numbered}`.split("\n")];
}

/** An empty paragraph of a list is not counted: Word shows its number, but an author never means it. */
function labelOf({ list }: ParagraphLook, reading: Reading): string {
  const label = list && reading.numbering.next(list.id, list.level);
  if (!label) return "";
  if (!label.isBullet) reading.numbers.restored += 1;
  if (!label.isKnown) reading.numbers.unknown += 1;
  return label.text;
}

/** A table of one column is a frame around text. A cell that is merged over rows holds for each of them, so each prints it. */
function tableLines(table: Markup, reading: Reading): string[] {
  const rows = rowsOf(table);
  const isFrame = rows.every((row) => cellsOf(row).length <= 1);
  if (isFrame) return rows.flatMap((row) => cellsOf(row).flatMap((cell) => blocksOf(cell, reading)));
  const merged = new Map<number, string>();
  const lines = rows.map((row) => {
    const columns = blanks(Number(valueAt(row, "w:trPr", "w:gridBefore") ?? 0));
    for (const cell of cellsOf(row)) {
      const at = columns.length;
      const text = isMergedOn(cell) ? (merged.get(at) ?? "") : cellText(cell, reading);
      merged.set(at, text);
      columns.push(text, ...blanks(Number(valueAt(cell, "w:tcPr", "w:gridSpan") ?? 1) - 1));
    }
    return columns.join("\t");
  });
  return ["", ...lines, ""];
}

/** The cell goes on with what stands above it. */
function isMergedOn(cell: Markup): boolean {
  const merge = elementAt(cell, "w:tcPr", "w:vMerge");
  return merge !== undefined && merge.attributes["w:val"] !== "restart";
}

function cellText(cell: Markup, reading: Reading): string {
  return blocksOf(cell, reading)
    .map((line) => line.replace(/[\t　]+/g, " ").trim())
    .filter(Boolean)
    .join(CELL_BREAK);
}

function blanks(count: number): string[] {
  // No table has more columns than Word allows.
  return new Array<string>(Math.min(63, Math.max(0, Math.trunc(count) || 0))).fill("");
}

function rowsOf(table: Markup): Markup[] {
  return elementsOf(table).flatMap((element) => {
    if (element.name === "w:tr") return elementAt(element, "w:trPr", "w:del") ? [] : [element];
    return WRAPPERS.has(element.name) ? rowsOf(element) : [];
  });
}

function cellsOf(row: Markup): Markup[] {
  return elementsOf(row).flatMap((element) => {
    if (element.name === "w:tc") return [element];
    return WRAPPERS.has(element.name) ? cellsOf(element) : [];
  });
}

function omit(reading: Reading, what: Omission): void {
  reading.omissions.set(what, (reading.omissions.get(what) ?? 0) + 1);
}

function warningsOf({ omissions, numbers: { restored, unknown } }: Reading): string[] {
  const omitted = [...omissions].map(([what, count]) => texts.word.omitted[what]({ count }));
  const numbered = restored > 0 ? [texts.word.numbersRestored({ count: restored })] : [];
  return [...numbered, ...(unknown > 0 ? [texts.word.numbersUnknown({ count: unknown })] : []), ...omitted];
}
