import { texts } from "../texts/workbook.ts";
import { halfWidth } from "./workbook-cells.ts";
import type { RawSheet, RawWorkbook } from "./workbook-raw.ts";
import type { Heading } from "./workbook-table.ts";

/** Finds a list in a workbook by the names of its columns: on any sheet, below titles, in any order. */

/** A title, a line of who made it and when, a line of remarks: further down nobody writes a header. */
const HEADER_WITHIN_ROWS = 10;
/** What people add to the name of a column: 「*企业名称（必填）」. */
const DECORATION = /[*\s]|[（(][^（）()]*[）)]/gu;
export const HEADERS_MIN = 2;

export type Header = {
  sheet: RawSheet;
  /** From 0. */
  row: number;
  /** Field → column from 0. */
  places: ReadonlyMap<string, number>;
  /** Names of columns that mean nothing to us: they are not read. */
  unknown: readonly string[];
  /** Columns that are not there: what they would say stays as it is. */
  missing: readonly string[];
};

export type HeaderReading = { header: Header } | { problem: string };

/** How many columns of a list a workbook has, where it has the most of them. */
export function knownColumns(workbook: RawWorkbook, columns: readonly Heading[]): number {
  const rows = workbook.sheets.flatMap(({ rows: all }) => all.slice(0, HEADER_WITHIN_ROWS));
  return Math.max(0, ...rows.map((cells) => countKnown(cells, columns)));
}

/** Finds the header with the most columns that `columns` names. @returns a problem when there is none, or it cannot be used */
export function findHeader(workbook: RawWorkbook, columns: readonly Heading[]): HeaderReading {
  const [best] = workbook.sheets
    .flatMap((sheet) =>
      sheet.rows.slice(0, HEADER_WITHIN_ROWS).map((cells, row) => ({ sheet, row, cells, count: countKnown(cells, columns) })),
    )
    .sort((one, other) => other.count - one.count);
  if (!best || best.count < HEADERS_MIN) return { problem: texts.header.none };
  const named = best.cells.map((cell, column) => ({ cell, column, field: fieldCalled(cell, columns) }));
  const doubled = columns.filter(({ field }) => named.filter((one) => one.field === field).length > 1);
  if (doubled.length > 0) return { problem: texts.header.doubled({ headers: doubled.map(({ header }) => header) }) };
  const places = new Map(named.flatMap(({ field, column }) => (field === undefined ? [] : [[field, column]])));
  const absent = columns.filter(({ field }) => !places.has(field));
  const lacking = absent.filter(({ required }) => required);
  if (lacking.length > 0) return { problem: texts.header.lacking({ headers: lacking.map(({ header }) => header) }) };
  return {
    header: {
      sheet: best.sheet,
      row: best.row,
      places,
      unknown: named.filter(({ cell, field }) => cell !== "" && field === undefined).map(({ cell }) => cell),
      missing: absent.map(({ header }) => header),
    },
  };
}

function countKnown(cells: readonly string[], columns: readonly Heading[]): number {
  return new Set(cells.map((cell) => fieldCalled(cell, columns)).filter((field) => field !== undefined)).size;
}

function fieldCalled(cell: string, columns: readonly Heading[]): string | undefined {
  const called = plain(cell);
  if (called === "") return undefined;
  return columns.find(({ header, otherHeaders }) => [header, ...otherHeaders].some((name) => plain(name) === called))?.field;
}

function plain(header: string): string {
  return halfWidth(header).replace(DECORATION, "");
}

/** How Excel calls a column. @param column  from 0 */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}
