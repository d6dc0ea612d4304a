import { tidyCell } from "../registry/workbook-cells.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import type { Hazard } from "./hazard.ts";
import { ENTERPRISE_FIELDS, HAZARD_FIELDS, SITE_FIELDS } from "./list-fields.ts";
import type { HazardList } from "./lists.ts";

/** The four lists (企业、隐患、整改、责任), one a sheet. @param hazards  the oldest first */
export function listSheets(lists: readonly HazardList[], hazards: readonly Hazard[], now: Date): OutSheet[] {
  const enterprises = [...Map.groupBy(hazards.filter(hasEnterprise), enterpriseOf).values()];
  return lists.map((list) => ({
    name: list.name,
    columns: list.columns.map(({ header, field }) => ({ header, width: WIDE.includes(field) ? 40 : 16 })),
    rows:
      list.of === "hazards"
        ? hazards.map((hazard) => list.columns.map(({ field }) => cellOf(HAZARD_FIELDS[field](hazard, now))))
        : enterprises.map((cases) => list.columns.map(({ field }) => cellOf(ofEnterprise(field, cases, now)))),
  }));
}

const WIDE: readonly string[] = ["description", "measures", "rectification", "address", "basis"];

type EnterpriseField = Extract<HazardList, { of: "enterprises" }>["columns"][number]["field"];

/** Whose they are, as the latest of its cases that tells it. */
function ofEnterprise(field: EnterpriseField, cases: readonly Hazard[], now: Date): string | number | undefined {
  if (isCount(field)) return ENTERPRISE_FIELDS[field](cases, now);
  return cases
    .map((hazard) => SITE_FIELDS[field](hazard))
    .filter(Boolean)
    .at(-1);
}

function isCount(field: EnterpriseField): field is keyof typeof ENTERPRISE_FIELDS {
  return field in ENTERPRISE_FIELDS;
}

function hasEnterprise({ facts }: Hazard): boolean {
  return facts.enterpriseName !== undefined;
}

/** As registered, else by district and name. */
export function enterpriseOf({ facts }: Hazard): string {
  return facts.enterpriseId ?? `${facts.district ?? ""}/${facts.enterpriseName ?? ""}`;
}

function cellOf(value: string | number | undefined): string {
  return tidyCell(value === undefined ? "" : String(value));
}
