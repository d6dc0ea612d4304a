import { listEnterprises } from "../registry/enterprises.ts";
import { knowEnterprises } from "../registry/known-enterprises.ts";
import { listUnits } from "../registry/units.ts";
import { tidyCell } from "../registry/workbook-cells.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/ledger-workbook.ts";
import type { Hazard } from "./hazard.ts";
import { type HazardFilter, listHazards } from "./ledger.ts";
import { LEDGER_COLUMNS, type LedgerSurroundings } from "./ledger-columns.ts";
import { entryOf } from "./ledger-entry.ts";

/** Of what the ledger holds, what goes out: all but false alarms and duplicates. The oldest first. */
export async function hazardsToExport(db: Db, filter: Pick<HazardFilter, "since" | "until" | "district">): Promise<Hazard[]> {
  const hazards = await listHazards(db, filter);
  return hazards.filter(({ state }) => state !== "void").reverse();
}

/** The 21 columns of the office's template in their order, and the number behind them: an import finds its cases by it. */
export async function ledgerSheet(db: Db, hazards: readonly Hazard[], now: Date): Promise<OutSheet> {
  const known: LedgerSurroundings = {
    units: await listUnits(db),
    enterprises: knowEnterprises(await listEnterprises(db)),
    cases: new Map(),
    casesByContent: new Map(),
    now,
  };
  return {
    name: texts.sheet,
    columns: LEDGER_COLUMNS.map((column) => {
      const choices = column.choices?.(known);
      return { header: column.header, width: column.width, ...(choices && { choices }) };
    }),
    rows: hazards.map((hazard) => {
      const entry = entryOf(hazard);
      return LEDGER_COLUMNS.map((column) => tidyCell(column.print(entry, known)));
    }),
  };
}
