import {
  AlignmentType,
  Document,
  type ISectionOptions,
  LineRuleType,
  convertMillimetersToTwip as millimetres,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { assertNever } from "../errors.ts";
import { tidyCell } from "../registry/workbook-cells.ts";
import type { Block, Paper } from "./paper.ts";

/** A paper as the bytes of a .docx file, in the layout of official documents (GB/T 9704: A4, margins, 仿宋 of size 三号). */

const FONTS = { title: "宋体", heading: "黑体", body: "仿宋" };
/** In half points: 二号, 三号, 小四. */
const SIZES = { title: 44, body: 32, table: 24 };
/** Exactly 28 points from line to line, in twentieths. */
const LINE = { line: 560, lineRule: LineRuleType.EXACT };
const MARGINS = { top: millimetres(37), bottom: millimetres(35), left: millimetres(28), right: millimetres(26) };
/** Of a wide table on its side. */
const NARROW = { ...MARGINS, top: millimetres(25), bottom: millimetres(20), left: millimetres(20), right: millimetres(20) };
/** A4 in twentieths of a point, standing. */
const PAGE = { width: millimetres(210), height: millimetres(297) };
const TWO_CHARACTERS = 2 * SIZES.body * 10;

export async function paperFile({ title, blocks, landscape = false }: Paper): Promise<Uint8Array> {
  const margin = landscape ? NARROW : MARGINS;
  const width = (landscape ? PAGE.height : PAGE.width) - margin.left - margin.right;
  const section: ISectionOptions = {
    properties: {
      page: { size: { ...PAGE, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin },
    },
    children: [
      paragraph(title, { font: FONTS.title, size: SIZES.title, bold: true, alignment: AlignmentType.CENTER, after: 360 }),
      ...blocks.flatMap((block) => elements(block, width)),
    ],
  };
  return Packer.toBuffer(new Document({ title, sections: [section] }));
}

function elements(block: Block, width: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case "number":
      return [paragraph(block.text, { size: SIZES.table, alignment: AlignmentType.RIGHT, after: 120 })];
    case "addressee":
      return [paragraph(block.text)];
    case "heading":
      return [paragraph(block.text, { font: FONTS.heading, before: 200, after: 80, keepNext: true })];
    case "paragraph":
      return [paragraph(block.text, { indent: TWO_CHARACTERS })];
    case "facts":
      return [gap({ keepNext: true }), factTable(block.rows, width), gap()];
    case "table":
      return [gap({ keepNext: true }), listTable(block.head, block.rows, width), gap()];
    case "signatures":
      // With what follows: no seal alone on a page of its own.
      return block.lines.map((line) => paragraph(line, { before: 120, keepNext: true }));
    case "issuer":
      return block.lines.map((line, index) =>
        paragraph(line, { alignment: AlignmentType.RIGHT, before: index === 0 ? 360 : 0, keepNext: index < block.lines.length - 1 }),
      );
    default:
      return assertNever(block);
  }
}

type Look = {
  font?: string;
  size?: number;
  bold?: boolean;
  alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  indent?: number;
  before?: number;
  after?: number;
  keepNext?: boolean;
};

/** What came from outside loses what no document can hold; its lines stay lines. */
function paragraph(text: string, look: Look = {}): Paragraph {
  const { font = FONTS.body, size = SIZES.body, bold = false, alignment, indent, before = 0, after = 0, keepNext = false } = look;
  const inTable = size === SIZES.table;
  return new Paragraph({
    ...(alignment && { alignment }),
    ...(indent !== undefined && { indent: { firstLine: indent } }),
    keepNext,
    spacing: { before, after, ...(size === SIZES.body ? LINE : { line: inTable ? 320 : 640, lineRule: LineRuleType.AT_LEAST }) },
    children: tidyCell(text)
      .split("\n")
      .map((line, index) => new TextRun({ text: line, font, size, bold, ...(index > 0 && { break: 1 }) })),
  });
}

function gap({ keepNext = false } = {}): Paragraph {
  return new Paragraph({ keepNext, spacing: { line: 160, lineRule: LineRuleType.EXACT }, children: [] });
}

const LABEL_SHARE = 0.3;

function factTable(rows: readonly (readonly [string, string | undefined])[], width: number): Table {
  const label = Math.round(width * LABEL_SHARE);
  return table(
    rows.map(([name, value]) => [name, value ?? ""]),
    [label, width - label],
    { headRows: 0 },
  );
}

function listTable(head: readonly string[], rows: readonly (readonly string[])[], width: number): Table {
  const weights = head.map((_, column) => {
    const widest = Math.max(...[head, ...rows].map((row) => columnsOf(row[column] ?? "")));
    return Math.min(WEIGHT_MAX, widest) + PADDING;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return table(
    [head, ...rows],
    weights.map((weight) => Math.floor((width * weight) / total)),
    { headRows: 1 },
  );
}

/** What a column counts for at most, however long its cells are; a Chinese character is two. */
const WEIGHT_MAX = 28;
/** Of a cell, on both sides together. */
const PADDING = 4;

function columnsOf(text: string): number {
  const lines = text.split("\n").map((line) => [...line].reduce((sum, character) => sum + (character < ASCII_END ? 1 : 2), 0));
  return Math.max(...lines);
}

const ASCII_END = "\u0080";

function table(rows: readonly (readonly string[])[], columnWidths: number[], { headRows }: { headRows: number }): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths,
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          cantSplit: true,
          tableHeader: row < headRows,
          children: cells.map((text, column) => cell(text, columnWidths[column] ?? 0, { isHead: row < headRows })),
        }),
    ),
  });
}

function cell(text: string, width: number, { isHead }: { isHead: boolean }): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: [paragraph(text, { size: SIZES.table, bold: isHead, alignment: isHead ? AlignmentType.CENTER : AlignmentType.LEFT })],
  });
}
