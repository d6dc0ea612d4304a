import type { PlanDocument } from "../knowledge/document.ts";
import type { Unit } from "./units.ts";

/** What returns every year answers for any year in which its document is in force. */
const RECURS = /每(?:个)?(?:年|半年|季度?|月|周)|以后|持续/u;

/** Whether `unit` tells about the years that the question states: it names them, or it recurs and is in force then. */
export function answersYears(unit: Unit, years: readonly number[], document: PlanDocument): boolean {
  return years.every(
    (year) =>
      unit.plain.includes(String(year)) || unit.heading.includes(String(year)) || (RECURS.test(unit.plain) && isInForceIn(document, year)),
  );
}

function isInForceIn(document: PlanDocument, year: number): boolean {
  const from = Number(document.inForceFrom?.slice(0, 4) ?? document.issuedOn?.slice(0, 4) ?? 0);
  const to = Number(document.inForceTo?.slice(0, 4) ?? Number.POSITIVE_INFINITY);
  return from <= year && year <= to;
}
