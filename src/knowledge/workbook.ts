/**
 * Excel workbooks as plain text: each sheet a table with tabs between its cells, lines that hold one cell as lines of text.
 * Formulas are not run: what the office program had computed last is read.
 */
import { type Cell, EncryptedFileError, formatValue, isDateFormat, readXlsx, type Sheet } from "hucre";
import { texts } from "../texts/knowledge.ts";
import { checkArchive } from "./archive.ts";
import type { DocumentText } from "./read-document.ts";
import { unreadable } from "./unreadable.ts";

/** Names that Excel and WPS give a sheet of themselves. */
const DEFAULT_NAME = /^(?:sheet|工作表|表)\s*\d*$/iu;
const NOTE = /^(?:备?注|说明|填表)/u;
const NOTE_MIN = 15;
const ROWS_MAX = 20_000;
const CELLS_MAX = 400_000;
const CELL_BREAK = "<br>";

type Line = { cells: readonly string[] };

/** @throws AppError bad_document  encrypted, broken, or larger than any list */
export async function readWorkbook(file: string, bytes: Uint8Array): Promise<DocumentText> {
  checkArchive(file, bytes);
  const { sheets } = await readXlsx(bytes, { readStyles: true, maxRows: ROWS_MAX + 1 }).catch((cause: unknown) => {
    const isEncrypted = cause instanceof EncryptedFileError;
    throw unreadable("broken workbook", isEncrypted ? texts.encryptedOffice({ file }) : texts.brokenOffice({ file }), cause);
  });
  const shown = sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  const size = shown.reduce((total, { rows }) => total + rows.length * Math.max(0, ...rows.map((row) => row.length)), 0);
  if (size > CELLS_MAX || shown.some(({ rows }) => rows.length > ROWS_MAX))
    throw unreadable("too many cells", texts.unpacksTooLarge({ file }));
  const notes = { pending: 0 };
  const filled = shown.map((sheet) => ({ sheet, lines: linesOf(sheet, notes) })).filter(({ lines }) => lines.length > 0);
  const source = filled.map(({ sheet, lines }, index) => sheetText(sheet, lines, index)).join("\n\n");
  const hidden = sheets.length - shown.length;
  return {
    source,
    warnings: [
      ...(hidden > 0 ? [texts.workbook.hiddenSheets({ count: hidden })] : []),
      ...(notes.pending > 0 ? [texts.workbook.notComputed({ count: notes.pending })] : []),
    ],
  };
}

/** The name of a sheet is its caption, unless the program gave it, or the first sheet begins with a title of its own. */
function sheetText(sheet: Sheet, lines: readonly Line[], index: number): string {
  const head = lines.findIndex(({ cells }) => countOf(cells) > 1);
  const end = head < 0 ? lines.length : head;
  const last = lines.findLastIndex(({ cells }) => countOf(cells) > 1);
  const printed = lines.map(({ cells }, row) => (row < end || (row > last && isNote(cells)) ? cells.join("") : cells.join("\t")));
  const isNamed = !DEFAULT_NAME.test(sheet.name.trim()) && !(index === 0 && end > 0);
  const caption = index === 0 ? sheet.name : `## ${sheet.name}`;
  return [...(isNamed ? [caption, ""] : []), ...printed].join("\n");
}

function countOf(cells: readonly string[]): number {
  return cells.filter(Boolean).length;
}

/** A line of text below a table; a short one is a row that is not filled in. */
function isNote([first = "", ...others]: readonly string[]): boolean {
  return others.every((cell) => cell === "") && (NOTE.test(first) || first.length >= NOTE_MIN);
}

function linesOf(sheet: Sheet, notes: { pending: number }): Line[] {
  const lines = sheet.rows.map((row, rowIndex) => ({
    cells: row.map((value, columnIndex) => printed(value, sheet.cells?.get(`${rowIndex},${columnIndex}`), notes)),
  }));
  // A cell that is merged over rows holds for each of them, so each prints it.
  for (const { startRow, endRow, startCol } of sheet.merges ?? []) {
    for (const line of lines.slice(startRow + 1, endRow + 1)) line.cells[startCol] = lines[startRow]?.cells[startCol] ?? "";
  }
  const width = Math.max(0, ...lines.map(({ cells }) => cells.findLastIndex(Boolean) + 1));
  const first = Math.min(...lines.map(({ cells }) => cells.findIndex(Boolean)).filter((index) => index >= 0));
  return lines.map(({ cells }) => ({ cells: cells.slice(first, width) })).filter(({ cells }) => cells.some(Boolean));
}

function printed(value: Sheet["rows"][number][number], cell: Cell | undefined, notes: { pending: number }): string {
  const shown = value ?? cell?.formulaResult ?? null;
  const format = cell?.style?.numFmt ?? "";
  if (shown === null || shown === "") {
    if (cell?.formula) notes.pending += 1;
    return "";
  }
  if (shown instanceof Date) return printedDate(shown, format);
  if (typeof shown === "number") return format.includes("%") ? formatValue(shown, format) : String(Number(shown.toPrecision(15)));
  if (typeof shown === "boolean") return String(shown).toUpperCase();
  return shown
    .replace(/\r\n?|\n/g, CELL_BREAK)
    .replace(/\t/g, " ")
    .trim();
}

/** A serial number has no zone: hucre gives it as a moment in UTC. A format without a day prints a month. */
function printedDate(date: Date, format: string): string {
  const [day = "", time = ""] = date.toISOString().split("T");
  const letters = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "").toLowerCase();
  if (isDateFormat(format) && /y/.test(letters) && !/d/.test(letters)) return day.slice(0, 7);
  return time.startsWith("00:00") ? day : `${day} ${time.slice(0, 5)}`;
}
