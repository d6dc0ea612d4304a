import type { Line } from "./lines.ts";

/** A row as printed. What its cells mean, and to which row they belong, is for the repair of tables to decide. */
export type TableRow = {
  /** The printed number, else its place in the table from 1. */
  number: number;
  /** Cells of the row's own line; tags removed, paragraphs inside a cell on lines of their own. */
  cells: readonly string[];
  /** Cells of the lines without a number that follow: what a page break or a line break had torn off. */
  continuations: readonly (readonly string[])[];
  start: number;
  end: number;
};

export type Table = { header: TableRow | undefined; rows: readonly TableRow[]; start: number; end: number };

/** Reads a region of table lines: tab-separated, or a Markdown table. Never fails: any line becomes a row or a part of one. */
export function readTable(lines: readonly Line[]): Table {
  const printed = lines.filter((line) => !isRuler(line));
  const rows = printed.map((line) => ({ line, cells: cellsOf(line) }));
  const numbered = rows.filter(({ cells }) => numberOf(cells) !== undefined).length;
  const isNumbered = numbered * 2 >= rows.length - 1 && numbered > 0;
  const header = rows.length > 1 && rows[0] && numberOf(rows[0].cells) === undefined ? rows.shift() : undefined;
  const result: MutableRow[] = [];
  for (const { line, cells } of rows) {
    const last = result.at(-1);
    const number = numberOf(cells);
    if (isNumbered && number === undefined && last) {
      last.continuations.push(cells);
      last.end = line.end;
      continue;
    }
    result.push({
      number: (isNumbered ? number : undefined) ?? result.length + 1,
      cells,
      continuations: [],
      start: line.start,
      end: line.end,
    });
  }
  return withRulers(
    lines,
    header && { number: 0, cells: header.cells, continuations: [], start: header.line.start, end: header.line.end },
    result,
  );
}

/** Whether a line can only be a part of a table: cells with tabs between them, or a Markdown row. */
export function isTableLine(line: Line): boolean {
  return isTabbed(line) || isMarkdownRow(line);
}

/** The words of a row in reading order, cells with a tab between them, torn-off lines below. */
export function rowBody(row: Pick<TableRow, "cells" | "continuations">): string {
  return [row.cells, ...row.continuations].map((cells) => cells.filter(Boolean).join("\t")).join("\n");
}

/** What offices call their tables, at the end of a caption: the known kinds first, since words stand around them. */
const TABLE_NAMES = [
  /(?:任务|责任|职责|工作|重点|隐患|整改|检查|培训|企业)*(?:分工|分解|清单|计划|安排|统计|汇总|登记|明细|一览|名单|台账|配置|联系|通讯)表?$/u,
  /[\p{Script=Han}]{1,6}表$/u,
];

/** 「任务分工表」 of 「……三年行动方案（2024年-2026年）局内任务分工表」; undefined when the caption names no table. */
export function tableName(caption: string | undefined): string | undefined {
  const text = caption?.trim() ?? "";
  return TABLE_NAMES.map((pattern) => pattern.exec(text)?.[0]).find((name) => name !== undefined);
}

type MutableRow = Omit<TableRow, "continuations"> & { continuations: string[][]; end: number };

function isTabbed(line: Line): boolean {
  return line.raw.includes("\t") && /\S[^\n]*\t|\t[^\n]*\t/.test(line.raw);
}

function isMarkdownRow(line: Line): boolean {
  return /^\|.*\|$/.test(line.text);
}

function isRuler(line: Line): boolean {
  return isMarkdownRow(line) && /^[|\s:-]+$/.test(line.text) && line.text.includes("-");
}

function cellsOf(line: Line): string[] {
  if (isMarkdownRow(line))
    return line.text
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map(cleanCell);
  return line.raw.replace(/^ +/, "").split("\t").map(cleanCell);
}

/** HTML that a converter left in a cell is no text of the document; its paragraphs are. */
function cleanCell(cell: string): string {
  return cell
    .replace(/<\/p>\s*<p[^<>]*>|<br\s*\/?>/gi, "\n")
    .replace(TAG, "")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

const TAG = /<\/?(?:p|br|b|i|u|em|strong|span|div|font|td|tr|th|table|tbody|thead|sup|sub)(?:\s[^<>]*)?\/?>/gi;

/** Source text without the tags that cells are cleaned of. */
export function withoutTags(text: string): string {
  return text.replace(TAG, "");
}

function numberOf(cells: readonly string[]): number | undefined {
  const first = cells[0] ?? "";
  return /^\d{1,4}[.、]?$/.test(first) ? Number.parseInt(first, 10) : undefined;
}

/** The ruler below a Markdown header belongs to the header, so that no character of the source is lost. */
function withRulers(lines: readonly Line[], header: TableRow | undefined, rows: MutableRow[]): Table {
  const pieces = header ? [{ ...header }, ...rows] : rows;
  for (const ruler of lines.filter(isRuler)) {
    const owner = pieces.findLast((row) => row.end <= ruler.start) ?? pieces[0];
    if (!owner) continue;
    owner.start = Math.min(owner.start, ruler.start);
    owner.end = Math.max(owner.end, ruler.end);
  }
  return {
    header: header && pieces[0],
    rows: header ? pieces.slice(1) : pieces,
    start: lines[0]?.start ?? 0,
    end: lines.at(-1)?.end ?? 0,
  };
}
