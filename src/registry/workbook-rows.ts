import { texts } from "../texts/workbook.ts";
import type { CellProblem } from "./workbook-cells.ts";
import { columnLetters, type Header } from "./workbook-header.ts";
import { type Column, type Heading, isUnreadable, type Table } from "./workbook-table.ts";

/** Reads the rows below a header: what each of them says, and which of its cells cannot be accepted. */

/** Where something is wrong, as Excel names it, and what to do. */
export type Fault = { column: string | undefined; header: string | undefined; problem: string };

export type StatedRow<Entry> = {
  /** As Excel counts, from 1. */
  row: number;
  /** Empty of a row that has none. */
  name: string;
  /** What its cells say; a field that no cell speaks of is not among them. */
  stated: Partial<Entry>;
  faults: readonly Fault[];
};

/** What the first cell of the template's own row begins with. */
export const EXAMPLE_MARK = "示例：";

/** A list as long as this in one cell is no list of people's. */
const CELL_CHARACTERS_MAX = 500;

/** Every row that says something; the template's example is none. */
export function* statedRows<Entry extends object, Known>(
  header: Header,
  table: Table<Entry, Known>,
  known: Known,
): Generator<StatedRow<Entry>> {
  const problems = problemsByRow(header);
  const first = header.places.get(table.columns[0]?.field ?? "") ?? 0;
  for (let index = header.row + 1; index < header.sheet.rows.length; index += 1) {
    const cells = header.sheet.rows[index] ?? [];
    const wrong = problems.get(index);
    const isBlank = cells.every((cell) => cell === "") && !wrong;
    if (!isBlank && !cells[first]?.startsWith(EXAMPLE_MARK)) yield statedRow({ index, cells, wrong }, { header, table, known });
  }
}

type BareRow = { index: number; cells: readonly string[]; wrong: ReadonlyMap<number, CellProblem> | undefined };
type RowGiven<Entry extends object, Known> = { header: Header; table: Table<Entry, Known>; known: Known };

function statedRow<Entry extends object, Known>(
  { index, cells, wrong }: BareRow,
  { header, table, known }: RowGiven<Entry, Known>,
): StatedRow<Entry> {
  const stated: Partial<Entry> = {};
  const faults: Fault[] = [];
  for (const column of table.columns) {
    const place = header.places.get(column.field);
    if (place === undefined) continue;
    const reading = readCell(column, cells[place] ?? "", { known, entry: stated, problem: wrong?.get(place) });
    if (isUnreadable(reading)) faults.push(faultAt(header, column, reading.problem));
    else Object.assign(stated, reading);
  }
  return { row: index + 1, name: table.nameOf(stated), stated, faults };
}

export function faultAt(header: Header, column: Heading | undefined, problem: string): Fault {
  const place = column && header.places.get(column.field);
  return { column: place === undefined ? undefined : columnLetters(place), header: column?.header, problem };
}

type CellGiven<Entry, Known> = { known: Known; entry: Partial<Entry>; problem: CellProblem | undefined };

function readCell<Entry extends object, Known>(column: Column<Entry, Known>, text: string, given: CellGiven<Entry, Known>) {
  if (given.problem !== undefined) return { problem: texts.cell[given.problem] };
  const { longest = CELL_CHARACTERS_MAX } = column;
  if (text.length > longest) return { problem: texts.cell.tooLong({ limit: longest }) };
  if (text !== "") return column.read(text, given);
  if (column.required) return { problem: texts.cell.required };
  return column.blank;
}

function problemsByRow({ sheet, places }: Header): Map<number, Map<number, CellProblem>> {
  const read = new Set(places.values());
  const rows = new Map<number, Map<number, CellProblem>>();
  for (const { row, column, problem } of sheet.problems) {
    if (!read.has(column)) continue;
    const cells = rows.get(row) ?? new Map<number, CellProblem>();
    rows.set(row, cells.set(column, problem));
  }
  return rows;
}
