import { texts } from "../texts/knowledge.ts";
import type { DraftPassage } from "./clauses.ts";
import { rowBody, type Table, type TableRow } from "./table.ts";

/** One passage per row, the header as a heading. The body holds the row's words; what they mean is not decided here. */
export function draftRows(table: Table, place: { path: string; trail: readonly string[] }): DraftPassage[] {
  const draft = (kind: "row" | "heading", row: TableRow, name: string): DraftPassage => ({
    kind,
    path: `${place.path} ${name}`,
    trail: place.trail,
    body: rowBody(row),
    start: row.start,
    end: row.end,
    cells: row.cells,
  });
  const rows = table.rows.map((row) => draft("row", row, texts.tableRow({ number: row.number })));
  return table.header ? [draft("heading", table.header, texts.tableHead), ...rows] : rows;
}
