import { chineseDay, type Day } from "../clock.ts";
import { tidyCell } from "../registry/workbook-cells.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import { type DayFormat, EXPORT_FIELDS, type ExportMapping } from "./export-mappings.ts";
import type { Hazard } from "./hazard.ts";

/** The ledger in the columns of another platform: every cell a text, so that nothing in it is ever computed. Pure. */
export function mappedSheet({ sheet, columns }: ExportMapping, hazards: readonly Hazard[], now: Date): OutSheet {
  return {
    name: sheet,
    columns: columns.map(({ header }) => ({ header, width: 18 })),
    rows: hazards.map((hazard) => columns.map((column) => tidyCell(cellOf(column, hazard, now)))),
  };
}

type Column = ExportMapping["columns"][number];

function cellOf({ field, constant = "", format, values, otherwise }: Column, hazard: Hazard, now: Date): string {
  if (field === undefined) return constant;
  const told = String(EXPORT_FIELDS[field](hazard, now) ?? "");
  if (values || otherwise !== undefined) return (values && Object.hasOwn(values, told) ? values[told] : otherwise) ?? told;
  return format && told !== "" ? DAYS_AS[format](told) : told;
}

const DAYS_AS: Readonly<Record<DayFormat, (day: Day) => string>> = {
  "YYYY-MM-DD": (day) => day,
  "YYYY/MM/DD": (day) => day.replaceAll("-", "/"),
  YYYYMMDD: (day) => day.replaceAll("-", ""),
  YYYY年M月D日: chineseDay,
};
