import type { Table, TableRow } from "./table.ts";
import { type ColumnRole, columnRole, isDeadline, isNumberedHeading, isResponsible } from "./task-grammar.ts";

/** The columns of a task table by the words of their heads; empty for a table without a head. */
export type Columns = { roles: readonly (ColumnRole | undefined)[]; heads: readonly string[] };

/** A row with what was torn off it. */
export type PrintedRow = {
  row: number;
  cells: readonly string[];
  torn: readonly (readonly string[])[];
  /** `joined`: printed together with the text. `none`: a heading that runs across the table stands between its rows. */
  number: "own" | "joined" | "none";
};

/** 「6月底前……」 begins with no number of a row. */
const NO_DATE = "(?![\\d年月日])";

export function columnsOf(header: TableRow | undefined): Columns {
  const heads = header?.cells ?? [];
  const roles: (ColumnRole | undefined)[] = [];
  // The head of two columns of work is one merged cell: its words stand above the first.
  for (const head of heads) roles.push(head === "" && roles.at(-1) === "task" ? "task" : columnRole(head));
  return { roles, heads };
}

/** Whether a table tells who does what until when: by its head, else by what most of its rows look like. */
export function isTaskTable(table: Table, columns: Columns): boolean {
  const { roles } = columns;
  if (roles.includes("task") || roles.includes("item")) return roles.includes("responsible") || roles.includes("deadline");
  const telling = table.rows.filter(({ cells }) => cells.some(isResponsible) && cells.some(isDeadline));
  return table.rows.length >= 2 && telling.length * 2 >= table.rows.length;
}

/**
 * Rows in their order. A head that is printed again on the next page goes; a line that lost the tab behind its number is a row
 * again; lines without a number are torn off the row before them.
 */
export function printedRows(table: Table, columns: Columns): PrintedRow[] {
  const rows: PrintedRow[] = [];
  const numberAt = Math.max(0, columns.roles.indexOf("number"));
  const numbered = table.rows.flatMap(({ cells }) => numberOf(cells, numberAt) ?? []);
  const isNumbered = numbered.length * 2 >= table.rows.length;
  for (const { cells, continuations } of table.rows) {
    const lines = [cells, ...continuations].filter((line) => !isHead(line, columns));
    const [first, ...others] = lines;
    const number = isNumbered ? numberOf(cells, numberAt) : rows.length + 1;
    // Where the head stood, what follows is torn off the row before.
    const isOwn = first === cells && (number !== undefined || rows.length === 0) && (isNumbered || !isTornOff(cells, rows.at(-1)));
    if (isOwn) rows.push(ownRow(number ?? 1, cells, isNumbered));
    for (const line of isOwn ? others : lines) addLine(rows, line, new Set(numbered));
  }
  return rows;
}

export function isNumber(text: string): boolean {
  return /^\d{1,4}[.、]?$/.test(text);
}

function numberOf(cells: readonly string[], column: number): number | undefined {
  const text = cells[column] ?? "";
  return isNumber(text) ? Number.parseInt(text, 10) : undefined;
}

function ownRow(row: number, cells: readonly string[], isNumbered: boolean): PrintedRow {
  if (isNumbered && isHeadingLine(cells)) return { row, cells, torn: [], number: "none" };
  // Only the first row can lose its tab and still be a row of its own.
  const joined = isNumbered ? rowWithoutTab(cells, row - 1, new Set()) : undefined;
  return joined ?? { row, cells, torn: [], number: "own" };
}

/** A line without a number: a row that lost a tab, a heading across the table, or what was torn off the row before. */
function addLine(rows: PrintedRow[], line: readonly string[], printed: ReadonlySet<number>): void {
  const last = rows.at(-1);
  const own = rowWithoutTab(line, last?.row ?? 0, printed);
  if (own) rows.push(own);
  else if (isHeadingLine(line)) rows.push({ row: (last?.row ?? 0) + 1, cells: line, torn: [], number: "none" });
  else if (last) rows[rows.length - 1] = { ...last, torn: [...last.torn, line] };
}

function isHead(cells: readonly string[], { heads }: Columns): boolean {
  return heads.length > 1 && cells.filter(Boolean).join("\t") === heads.filter(Boolean).join("\t");
}

/** 「二、学生出行安全」 in a cell across the whole table. */
function isHeadingLine(cells: readonly string[]): boolean {
  const [first, ...others] = cells.filter(Boolean);
  return first !== undefined && others.length === 0 && isNumberedHeading(first);
}

/** In a table without numbers: a line that names neither unit nor time, below a cell whose sentence has not ended. */
function isTornOff(cells: readonly string[], before: PrintedRow | undefined): boolean {
  const texts = cells.filter(Boolean);
  if (!before || texts.length === 0 || texts.some((text) => isResponsible(text) || isDeadline(text) || isNumberedHeading(text)))
    return false;
  const last = before.torn.at(-1) ?? before.cells;
  return last.some((text) => text.length > 12 && !/[。；！？.;!?)）]$/u.test(text) && !isResponsible(text) && !isDeadline(text));
}

/** 「24巡查仓库……」 with unit and time is row 24, when no other row is. */
function rowWithoutTab(cells: readonly string[], before: number, printed: ReadonlySet<number>): PrintedRow | undefined {
  if (!cells.some(isResponsible) || !cells.some(isDeadline)) return undefined;
  const row = before + 1;
  const at = cells.findIndex(Boolean);
  const first = cells[at] ?? "";
  const number = new RegExp(`^0?${row}${NO_DATE}[.、\\s]*`).exec(first)?.[0];
  if (number === undefined || number === first || printed.has(row)) return undefined;
  return { row, cells: cells.map((cell, index) => (index === at ? first.slice(number.length) : cell)), torn: [], number: "joined" };
}
