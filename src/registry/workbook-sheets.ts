import { texts } from "../texts/workbook.ts";
import { tidyCell } from "./workbook-cells.ts";
import type { Plan, PlannedRow } from "./workbook-plan.ts";
import type { Fault } from "./workbook-rows.ts";
import type { Table } from "./workbook-table.ts";

/** What we write as workbooks, before it is a file: every cell a text, so that nothing in it is ever computed. */

export type OutSheet = {
  name: string;
  columns: readonly { header: string; width: number; note?: string; required?: boolean; choices?: readonly string[] }[];
  rows: readonly (readonly string[])[];
};

/** The list with its notes, choices and one example row, which an import passes over. */
export function templateSheet<Entry extends object, Known>(table: Table<Entry, Known>, known: Known): OutSheet {
  return { name: table.sheetName, columns: headColumns(table, known), rows: [table.columns.map((column) => column.example(known))] };
}

/** @param without  fields that are left out: what a column that is not there would say stays as it is */
export function exportSheet<Entry extends object, Known>(
  { columns, ...table }: Table<Entry, Known>,
  given: { known: Known; entries: readonly Entry[]; without?: readonly string[] },
): OutSheet {
  const { known, entries, without = [] } = given;
  const shown = { ...table, columns: columns.filter(({ field }) => !without.includes(field)) };
  return {
    name: table.sheetName,
    columns: headColumns(shown, known),
    rows: entries.map((entry) => shown.columns.map((column) => tidyCell(column.print(entry, known)))),
  };
}

function headColumns<Entry extends object, Known>({ columns }: Pick<Table<Entry, Known>, "columns">, known: Known): OutSheet["columns"] {
  return columns.map((column) => {
    const choices = column.choices?.(known);
    const { header, width, note, required } = column;
    return { header, width, note, required, ...(choices && { choices }) };
  });
}

/** How each column of the sheets is to be filled in: a sheet behind them. */
export function guideSheet(sheets: readonly Pick<OutSheet, "name" | "columns">[]): OutSheet {
  const { sheet, list, column, required, how, choices, yes, no, rules } = texts.guide;
  return {
    name: sheet,
    columns: [
      { header: list, width: 12 },
      { header: column, width: 20 },
      { header: required, width: 8 },
      { header: how, width: 60 },
      { header: choices, width: 60 },
    ],
    rows: [
      ...sheets.flatMap(({ name, columns }) =>
        columns.map((one) => [name, one.header, one.required ? yes : no, one.note ?? "", (one.choices ?? []).join("、")]),
      ),
      ...rules.map((rule) => ["", "", "", rule, ""]),
    ],
  };
}

/** A dry run, row by row: what is wrong first, then what changes, then what comes in. */
export function reportSheets({ rows, notes }: Plan<object>): OutSheet[] {
  const { sheets, headers } = texts.report;
  const hasParts = rows.some(({ part }) => part !== undefined);
  const place = ({ part = "", row, name }: PlannedRow<object>) => [...(hasParts ? [part] : []), String(row), name];
  const wrong = rows.flatMap((row) => (row.kind === "wrong" ? row.faults.map((fault) => [...place(row), ...faultCells(fault)]) : []));
  const changed = rows.flatMap((row) =>
    row.kind === "change" ? row.changes.map(({ header, from, to }) => [...place(row), header, printed(from), printed(to)]) : [],
  );
  const added = rows.flatMap((row) => (row.kind === "add" ? [[...place(row), row.remark ?? ""]] : []));
  const head = [...(hasParts ? [headers.sheet] : []), headers.row, headers.name];
  return [
    { name: sheets.wrong, columns: wide([...head, headers.column, headers.header, headers.problem]), rows: wrong },
    { name: sheets.change, columns: wide([...head, headers.header, headers.from, headers.to]), rows: changed },
    { name: sheets.add, columns: wide([...head, headers.remark]), rows: added },
    ...(notes.length > 0 ? [{ name: sheets.notes, columns: wide([headers.note]), rows: notes.map((note) => [note]) }] : []),
  ];
}

function faultCells({ column, header, problem }: Fault): string[] {
  return [column ?? "", header ?? "", problem];
}

function printed(value: string): string {
  return value === "" ? texts.nothing : value;
}

function wide(headers: readonly string[]): OutSheet["columns"] {
  return headers.map((header, index) => ({ header, width: index === headers.length - 1 ? 60 : 22 }));
}
