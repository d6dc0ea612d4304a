import type { PlanDocument } from "../knowledge/document.ts";
import type { Unit } from "./units.ts";

/** What returns every year answers for any year in which its document is in force. */
const RECURS = /每(?:个)?(?:年|半年|季度?|月|周)|以后|持续/u;

/** Whether `unit` tells about the years of the question: it names them, or it recurs and is in force then. What names other years does not. */
export function answersYears(
  unit: Unit,
  years: { stated: readonly number[]; current: number | undefined },
  document: PlanDocument,
): boolean {
  const { stated, current } = years;
  if (current !== undefined && NAMES_YEARS.test(unit.plain) && !unit.plain.includes(String(current)) && !RECURS.test(unit.plain))
    return false;
  return stated.every(
    (year) =>
      unit.plain.includes(String(year)) || unit.heading.includes(String(year)) || (RECURS.test(unit.plain) && isInForceIn(document, year)),
  );
}

const NAMES_YEARS = /(?:19|20)\d{2}年/u;

function isInForceIn(document: PlanDocument, year: number): boolean {
  const from = Number(document.inForceFrom?.slice(0, 4) ?? document.issuedOn?.slice(0, 4) ?? 0);
  const to = Number(document.inForceTo?.slice(0, 4) ?? Number.POSITIVE_INFINITY);
  return from <= year && year <= to;
}
