import type { PlanDocument } from "../knowledge/document.ts";
import { periodsIn } from "../knowledge/periods.ts";
import type { Unit } from "./units.ts";

/** What returns every year answers for any year in which its document is in force. */
const RECURS = /每(?:个)?(?:年|半年|季度?|月|周)|持续(?!稳定|向好)/u;
const SINCE_YEAR = /((?:19|20)\d{2})年(?:以后|之后|起)/u;

/** Whether `unit` tells about the years of the question: it names them, or it recurs and is in force then. */
export function answersYears(
  unit: Unit,
  years: { stated: readonly number[]; current: number | undefined; isGoal?: boolean },
  document: PlanDocument,
): boolean {
  // What is to be reached by a year is not what goes on in it.
  if (years.isGoal && !yearsOf(years).some((year) => names(unit.plain, year) || names(unit.heading, year))) return false;
  return (
    (years.stated.length > 1
      ? years.stated.some((year) => tellsOf(unit, year, document))
      : years.stated.every((year) => tellsOf(unit, year, document))) &&
    (years.current === undefined || answersNow(unit, years.current, document))
  );
}

function yearsOf({ stated, current }: { stated: readonly number[]; current: number | undefined }): readonly number[] {
  return current === undefined ? stated : [...stated, current];
}

/** 今年 is also answered by what holds at all times, unless the sentence names other years or its document has had its time. */
function answersNow(unit: Unit, year: number, document: PlanDocument): boolean {
  if (namesYears(unit) || !isInForceIn(document, year)) return tellsOf(unit, year, document);
  return true;
}

function tellsOf(unit: Unit, year: number, document: PlanDocument): boolean {
  if (names(unit.plain, year) || names(unit.heading, year)) return true;
  const since = SINCE_YEAR.exec(unit.plain + unit.heading)?.[1];
  if (since) return Number(since) <= year && isInForceIn(document, year);
  return RECURS.test(unit.plain) && isInForceIn(document, year) && !isOfOtherPhase(unit, year);
}

/** What goes on 「持续……」 below 「第一阶段（2019年3月底前）」 ends with that phase. */
function isOfOtherPhase({ passage: { trail } }: Unit, year: number): boolean {
  return trail
    .flatMap((heading) => periodsIn(heading))
    .some(({ from, to }) => (to !== undefined && Number(to.slice(0, 4)) < year) || (from !== undefined && Number(from.slice(0, 4)) > year));
}

/** 「〔2018〕11号」 is the number of a document, and tells nothing of 2018. */
function names(text: string, year: number): boolean {
  return new RegExp(`${year}(?![〕\\])]\\s*\\d)`, "u").test(text);
}

/** 「2024年，……；2025年，……」: of a text that tells of several years, what it tells of those that are asked about. */
export function saidOfYears(text: string, years: readonly number[]): string {
  const parts = text.split(/(?<=[；;。\n])/u);
  const of = parts.filter((part) => years.some((year) => part.includes(String(year))));
  return of.length > 0 && parts.filter((part) => NAMES_YEARS.test(part)).length > of.length ? of.join("") : text;
}

export function namesYears(unit: Unit): boolean {
  return NAMES_YEARS.test(unit.plain);
}

const NAMES_YEARS = /(?:19|20)\d{2}年/u;

function isInForceIn(document: PlanDocument, year: number): boolean {
  const from = Number(document.inForceFrom?.slice(0, 4) ?? document.issuedOn?.slice(0, 4) ?? 0);
  const to = Number(document.inForceTo?.slice(0, 4) ?? Number.POSITIVE_INFINITY);
  return from <= year && year <= to;
}
