import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { AppError } from "../errors.ts";
import { texts } from "../texts/workbook.ts";
import { tidyCell } from "./workbook-cells.ts";
import { findHeader, type Header } from "./workbook-header.ts";
import { type RawWorkbook, WORKBOOK_ROWS_MAX } from "./workbook-raw.ts";
import { type Fault, faultAt, type StatedRow, statedRows } from "./workbook-rows.ts";
import type { Table } from "./workbook-table.ts";

/** Decides what a workbook would change: the dry run. Nothing is written here, and the same file against the same registry says the same. */

export type Change = { field: string; header: string; from: string; to: string };

type Outcome<Entry> =
  | { kind: "add"; entry: Entry }
  | { kind: "change"; id: string; entry: Entry; before: Entry; changes: readonly Change[] }
  | { kind: "unchanged"; id: string }
  | { kind: "wrong"; faults: readonly Fault[] };

export type PlannedRow<Entry> = {
  /** The further sheet that it stands on; undefined: the one that gives the workbook its name. */
  part?: string | undefined;
  /** As Excel counts, from 1. */
  row: number;
  name: string;
  remark: string | undefined;
} & Outcome<Entry>;

/** How a row is called where rows of several sheets are told: its number, of a further sheet behind the sheet's name. */
export type RowLabel = number | string;

export function labelOf({ part, row }: { part?: string | undefined; row: number }): RowLabel {
  return part === undefined ? row : texts.row.ofSheet({ sheet: part, row });
}

/** Until it is written, an entry is known by the row that brings it. */
export function idOfRow(row: number): string {
  return `row:${row}`;
}

export type Plan<Entry> = {
  rows: readonly PlannedRow<Entry>[];
  /** What concerns the file and not a row: columns that are not read, hidden rows and sheets. */
  notes: readonly string[];
};

/** Between two chunks others get their turn. */
const CHUNK = 200;

export type OnProgress = (done: number, total: number) => void;

/**
 * @param given.mayBeEmpty  a header without rows is no fault
 * @throws AppError bad_input when there is no such list in the workbook
 */
export async function planImport<Entry extends object, Known>(
  workbook: RawWorkbook,
  table: Table<Entry, Known>,
  given: { known: Known; onProgress?: OnProgress | undefined; part?: string | undefined; mayBeEmpty?: boolean | undefined },
): Promise<Plan<Entry>> {
  const reading = findHeader(workbook, table.columns);
  if ("problem" in reading) throw new AppError("bad_input", "workbook without a usable header", { hint: reading.problem });
  const { header } = reading;
  const stated: StatedRow<Entry>[] = [];
  for (const row of statedRows(header, table, given.known)) {
    stated.push(row);
    if (stated.length % CHUNK === 0) await breathe();
  }
  if (stated.length > WORKBOOK_ROWS_MAX)
    throw new AppError("bad_input", "too many rows", { hint: texts.file.tooManyRows({ limit: WORKBOOK_ROWS_MAX }) });
  if (stated.length === 0 && !given.mayBeEmpty) throw new AppError("bad_input", "workbook without rows", { hint: texts.file.noRows });
  const twins = twinsOf(stated, table);
  const rows: PlannedRow<Entry>[] = [];
  for (const [index, row] of stated.entries()) {
    rows.push(planRow(row, { header, table, known: given.known, twins }));
    if (index % CHUNK !== CHUNK - 1) continue;
    given.onProgress?.(index + 1, stated.length);
    await breathe();
  }
  given.onProgress?.(stated.length, stated.length);
  const { part } = given;
  const told = withoutDoubledTargets(rows).map((row) => (part === undefined ? row : { ...row, part }));
  return {
    rows: told,
    notes: notesOf(workbook, header).map((note) => (part === undefined ? note : texts.notes.ofSheet({ sheet: part, note }))),
  };
}

type Given<Entry extends object, Known> = {
  header: Header;
  table: Table<Entry, Known>;
  known: Known;
  /** Row → other rows that speak of the same. */
  twins: ReadonlyMap<number, readonly number[]>;
};

/** The column that says of whom a row speaks; a table without one is told of by its rows alone. */
const NAMING = ["name", "enterprise"];

function planRow<Entry extends object, Known>(read: StatedRow<Entry>, given: Given<Entry, Known>): PlannedRow<Entry> {
  const { row, name, stated } = read;
  const at = (field: string, problem: string) =>
    faultAt(
      given.header,
      given.table.columns.find((column) => column.field === field),
      problem,
    );
  const wrong = (faults: readonly Fault[]) => ({ row, name, remark: undefined, kind: "wrong" as const, faults });
  const twins = given.twins.get(row) ?? [];
  const doubled =
    twins.length > 0
      ? [at(NAMING.find((field) => given.table.columns.some((one) => one.field === field)) ?? "", texts.row.doubled({ rows: twins }))]
      : [];
  if (read.faults.length + doubled.length > 0) return wrong([...read.faults, ...doubled]);
  const match = given.table.match(stated, given.known);
  if (match.kind === "wrong") return wrong([at(match.field, match.problem)]);
  const before = match.kind === "known" ? match.entry : undefined;
  const { settled } = match;
  const entry: Entry = { ...given.table.defaults, ...before, ...stated, ...settled };
  const objections = given.table.objections({ entry, before }, given.known);
  if (objections.length > 0) return wrong(objections.map(({ field, problem }) => at(field, problem)));
  if (match.kind === "new") return { row, name, remark: match.remark, kind: "add", entry };
  const changes = changesBetween(match.entry, entry, given);
  if (changes.length === 0) return { row, name, remark: undefined, kind: "unchanged", id: match.id };
  return { row, name, remark: undefined, kind: "change", id: match.id, entry, before: match.entry, changes };
}

function changesBetween<Entry extends object, Known>(
  before: Entry,
  after: Entry,
  { table: { columns }, known }: Pick<Given<Entry, Known>, "table" | "known">,
): Change[] {
  return columns
    .map((column) => ({
      field: column.field,
      header: column.header,
      // As a cell would say it: what was entered elsewhere may hold blanks that no cell keeps.
      from: tidyCell(column.print(before, known)),
      to: column.print(after, known),
    }))
    .filter(({ from, to }) => from !== to);
}

function twinsOf<Entry extends object, Known>(rows: readonly StatedRow<Entry>[], table: Table<Entry, Known>): Map<number, number[]> {
  const [owners, mentions] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const keys = rows.map(({ row, stated }) => ({ row, ...table.keysOf(stated) }));
  for (const { row, own, also } of keys) {
    for (const key of own) note(owners, key, row);
    for (const key of also) note(mentions, key, row);
  }
  const twins = keys.map(({ row, own, also }): [number, number[]] => {
    const same = [...[...own, ...also].flatMap((key) => owners.get(key) ?? []), ...own.flatMap((key) => mentions.get(key) ?? [])];
    return [row, [...new Set(same)].filter((other) => other !== row)];
  });
  return new Map(twins.filter(([, same]) => same.length > 0));
}

function note(rows: Map<string, number[]>, key: string, row: number): void {
  const there = rows.get(key);
  if (there) there.push(row);
  else rows.set(key, [row]);
}

/** Two rows that look different may mean one entry, by its name and by its number: neither is believed. */
function withoutDoubledTargets<Entry>(rows: readonly PlannedRow<Entry>[]): PlannedRow<Entry>[] {
  const byTarget = new Map<string, number[]>();
  const targetOf = (row: PlannedRow<Entry>) => (row.kind === "change" || row.kind === "unchanged" ? row.id : undefined);
  for (const row of rows) {
    const target = targetOf(row);
    if (target !== undefined) note(byTarget, target, row.row);
  }
  return rows.map((row) => {
    const twins = (byTarget.get(targetOf(row) ?? "") ?? []).filter((other) => other !== row.row);
    if (twins.length === 0) return row;
    const fault = { column: undefined, header: undefined, problem: texts.row.doubled({ rows: twins }) };
    return { row: row.row, name: row.name, remark: undefined, kind: "wrong", faults: [fault] };
  });
}

function notesOf({ hiddenSheets }: RawWorkbook, { sheet, row, unknown, missing }: Header): string[] {
  const hidden = sheet.hiddenRows.filter((index) => index > row && index < sheet.rows.length).length;
  return [
    ...(unknown.length > 0 ? [texts.notes.unknownColumns({ headers: unknown })] : []),
    ...(missing.length > 0 ? [texts.notes.missingColumns({ headers: missing })] : []),
    ...(hidden > 0 ? [texts.notes.hiddenRows({ count: hidden })] : []),
    ...(hiddenSheets.length > 0 ? [texts.notes.hiddenSheets({ names: hiddenSheets })] : []),
  ];
}

export type Counts = { add: number; change: number; unchanged: number; wrong: number };

export function countsOf({ rows }: Plan<object>): Counts {
  const counts: Counts = { add: 0, change: 0, unchanged: 0, wrong: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}

/** Row → what the dry run promised for it, in short: should the registry change meanwhile, the promise no longer holds. */
export type Fingerprints = Readonly<Record<string, string>>;

export function fingerprintsOf<Entry>({ rows }: Plan<Entry>): Fingerprints {
  return Object.fromEntries(rows.flatMap((row) => (isGood(row) ? [[String(labelOf(row)), fingerprint(row)]] : [])));
}

type GoodRow<Entry> = Extract<PlannedRow<Entry>, { kind: "add" | "change" }>;

/** Whether the row would write something. */
export function isGood<Entry>(row: PlannedRow<Entry>): row is GoodRow<Entry> {
  return row.kind === "add" || row.kind === "change";
}

/** The rows of a new plan that would do something else than was promised. What is done already, by whomever, is not among them. */
export function staleRows<Entry>({ rows }: Plan<Entry>, promised: Fingerprints): RowLabel[] {
  const isKept = (row: PlannedRow<Entry>) => {
    const promise = promised[String(labelOf(row))];
    if (isGood(row)) return promise === fingerprint(row);
    return row.kind === "unchanged" || promise === undefined;
  };
  return rows.filter((row) => !isKept(row)).map(labelOf);
}

function fingerprint<Entry>(row: GoodRow<Entry>): string {
  const promised = row.kind === "add" ? [row.kind, row.entry] : [row.kind, row.id, row.changes];
  return createHash("sha256").update(JSON.stringify(promised)).digest("base64url").slice(0, 22);
}
