import { unzipSync } from "fflate";
import { EncryptedFileError, readXlsx, type Sheet } from "hucre";
import { AppError } from "../errors.ts";
import { checkArchive } from "../knowledge/archive.ts";
import { texts } from "../texts/workbook.ts";
import { type CellProblem, printNumber, tidyCell } from "./workbook-cells.ts";

/**
 * A workbook from outside as bare texts. Formulas are never run and what a program had computed for them is not trusted; files with
 * macros are refused. Everything is bounded: bytes, what they unpack to, rows and columns.
 */

export const WORKBOOK_BYTES_MAX = 10 * 1024 * 1024;
export const WORKBOOK_ROWS_MAX = 20_000;
const WORKBOOK_COLUMNS_MAX = 100;

export type RawSheet = {
  name: string;
  /** From the first row on; "" where nothing stands. */
  rows: string[][];
  /** Row and column from 0. Their text in `rows` is "". */
  problems: { row: number; column: number; problem: CellProblem }[];
  /** Rows that a filter or a hand has hidden, from 0. They are read like all others. */
  hiddenRows: number[];
};

export type RawWorkbook = { sheets: RawSheet[]; hiddenSheets: string[] };

/** @throws AppError bad_input  with a sentence that says what to do instead */
export async function readRaw(bytes: Uint8Array, fileName: string): Promise<RawWorkbook> {
  if (bytes.length > WORKBOOK_BYTES_MAX)
    throw refused("workbook too large", texts.file.tooLarge({ megabytes: WORKBOOK_BYTES_MAX / 2 ** 20 }));
  checkArchive(fileName, bytes);
  refuseMacros(bytes);
  const { sheets } = await readXlsx(bytes).catch((cause: unknown) => {
    throw refused("workbook not read", cause instanceof EncryptedFileError ? texts.file.encrypted : texts.file.broken, cause);
  });
  const shown = sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  const hiddenSheets = sheets.filter((sheet) => !shown.includes(sheet)).map(({ name }) => name);
  return { sheets: shown.map(rawSheet), hiddenSheets };
}

/** Titles above the header. */
const WORKBOOK_SLACK_ROWS = 20;

function refuseMacros(bytes: Uint8Array): void {
  let hasMacros = false;
  unzipSync(bytes, {
    filter: ({ name }) => {
      hasMacros ||= /vbaProject|macrosheets/i.test(name);
      return false;
    },
  });
  if (hasMacros) throw refused("workbook with macros", texts.file.macros);
}

function rawSheet(sheet: Sheet): RawSheet {
  const withFormula = rowsWithFormula(sheet);
  const last = sheet.rows.findLastIndex((row, index) => withFormula.has(index) || row.some((value) => value !== null && value !== ""));
  if (last >= WORKBOOK_ROWS_MAX + WORKBOOK_SLACK_ROWS) throw refused("too many rows", texts.file.tooManyRows({ limit: WORKBOOK_ROWS_MAX }));
  const problems: RawSheet["problems"] = [];
  const rows = sheet.rows.slice(0, last + 1).map((row, index) => rawRow(sheet, row, index, problems));
  if (rows.some((row) => row.length > WORKBOOK_COLUMNS_MAX)) {
    throw refused("too many columns", texts.file.tooManyColumns({ limit: WORKBOOK_COLUMNS_MAX }));
  }
  const hiddenRows = [...(sheet.rowDefs ?? [])].filter(([, { hidden }]) => hidden).map(([row]) => row);
  return { name: sheet.name, rows, problems: [...problems, ...mergedCells(sheet, rows.length)], hiddenRows };
}

function rowsWithFormula({ cells = new Map() }: Sheet): Set<number> {
  return new Set([...cells].filter(([, cell]) => cell.formula !== undefined).map(([key]) => Number.parseInt(key, 10)));
}

function rawRow(sheet: Sheet, row: Sheet["rows"][number], index: number, problems: RawSheet["problems"]): string[] {
  let width = 0;
  const cells = row.map((value, column) => {
    const reading = readCell(value, sheet.cells?.get(`${index},${column}`));
    if (reading !== "") width = column + 1;
    if (typeof reading === "string") return reading;
    problems.push({ row: index, column, problem: reading.problem });
    return "";
  });
  return cells.slice(0, width);
}

type CellDetails = { formula?: string; type: string };

function readCell(value: Sheet["rows"][number][number], cell: CellDetails | undefined): string | { problem: CellProblem } {
  if (cell?.formula !== undefined || cell?.type === "formula") return { problem: "formula" };
  if (cell?.type === "error") return { problem: "error" };
  if (value === null || value === undefined) return "";
  if (typeof value === "number") {
    const printed = printNumber(value);
    return printed === undefined ? { problem: "long_number" } : printed;
  }
  if (value instanceof Date) return printDate(value);
  return tidyCell(String(value));
}

/** A serial number has no zone: the reader gives it as a moment in UTC. */
function printDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : (date.toISOString().split("T")[0] ?? "");
}

/** A merged cell says one thing for several rows or columns; whose it is would be a guess. */
function mergedCells({ merges = [] }: Sheet, rowCount: number): RawSheet["problems"] {
  const cells: RawSheet["problems"] = [];
  for (const { startRow, endRow, startCol, endCol } of merges) {
    for (let row = startRow; row <= Math.min(endRow, rowCount - 1); row += 1) {
      for (let column = startCol; column <= Math.min(endCol, WORKBOOK_COLUMNS_MAX); column += 1) {
        cells.push({ row, column, problem: "merged" });
      }
    }
  }
  return cells;
}

function refused(message: string, hint: string, cause?: unknown): AppError {
  return new AppError("bad_input", message, { hint, cause });
}
