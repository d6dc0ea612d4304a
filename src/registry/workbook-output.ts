import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from "hucre";
import { columnLetters } from "./workbook-header.ts";
import { WORKBOOK_ROWS_MAX } from "./workbook-raw.ts";
import type { OutSheet } from "./workbook-sheets.ts";

/** Text format: what begins with = + - @ stays a text, also when somebody opens the cell and closes it again. */
const TEXT_FORMAT = "@";
const HEAD_STYLE: CellStyle = {
  font: { bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "DDEBF7" } },
  alignment: { vertical: "center", wrapText: true },
  numFmt: TEXT_FORMAT,
};
const BODY_STYLE: CellStyle = { numFmt: TEXT_FORMAT, alignment: { vertical: "top", wrapText: true } };
/** Printed, a list is as wide as its page, and each page has the header. */
const PAGE = { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: "$1:$1" } as const;
/** What can be read on a page of A4 on its side. */
const A4_CHARACTERS = 200;
/** Excel takes lists of at most so many characters; a longer one stands on a sheet of its own. */
const CHOICES_SHEET = "choices";

/** Sheets as the bytes of an .xlsx file. */
export async function writeOutput(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  const choices = sheets.flatMap(({ columns }) => columns.flatMap((column) => (column.choices ? [column.choices] : [])));
  return writeXlsx({
    sheets: [...sheets.map((sheet) => outputSheet(sheet, choices)), ...(choices.length > 0 ? [choicesSheet(choices)] : [])],
  });
}

function outputSheet({ name, columns, rows }: OutSheet, choices: readonly (readonly string[])[]): WriteSheet {
  const validations = columns.flatMap((column, index) => (column.choices ? [listOf(column.choices, index, choices)] : []));
  return {
    name,
    columns: columns.map(({ width }) => ({ width, style: BODY_STYLE })),
    rows: [columns.map(({ header }) => header), ...rows.map((row) => row.map((cell) => (cell === "" ? null : cell)))],
    cells: new Map(columns.map((column, index): [string, Partial<Cell>] => [`0,${index}`, headCell(column)])),
    freezePane: { rows: 1 },
    pageSetup: { ...PAGE, paperSize: columns.reduce((sum, { width }) => sum + width, 0) > A4_CHARACTERS ? "a3" : "a4" },
    dataValidations: validations,
  };
}

function headCell({ header, note }: OutSheet["columns"][number]): Partial<Cell> {
  return { value: header, type: "string", style: HEAD_STYLE, ...(note !== undefined && { comment: { text: note } }) };
}

function listOf(own: readonly string[], column: number, all: readonly (readonly string[])[]) {
  const letter = columnLetters(column);
  const source = columnLetters(all.indexOf(own));
  return {
    type: "list" as const,
    range: `${letter}2:${letter}${WORKBOOK_ROWS_MAX}`,
    formula1: `${CHOICES_SHEET}!$${source}$1:$${source}$${own.length}`,
    allowBlank: true,
    // Other names that people use are understood as well: the list helps, it does not forbid.
    showErrorMessage: false,
  };
}

function choicesSheet(choices: readonly (readonly string[])[]): WriteSheet {
  const height = Math.max(...choices.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, row) => choices.map((list) => list[row] ?? null));
  return { name: CHOICES_SHEET, rows, hidden: true };
}
