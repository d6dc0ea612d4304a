import { chineseDay, type Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import type { Ask } from "./asks.ts";
import type { Unit } from "./units.ts";

/** Questions about a document itself: its number, date, issuer, addressees, copies-to, title, validity. */
export type DocumentFact = {
  value: string /** the line that says so, when one does */;
  unit: Unit | undefined;
  since?: Day | undefined /** the print line, of an issuer */;
  printed?: string;
};

const ANNEX = /^附[件表录][\d一二三四五六七八九十]{0,2}[:：.、]/u;
const COPIES = /^抄[送报]/u;
const PRINTED = /印发|印制/u;
/** The line that names the document, and with it its years. */
const NAMING = /方案|规划|计划|通知/u;

/** What `document` says of itself; undefined when it does not tell. */
export function documentFact(ask: Ask, document: PlanDocument, units: readonly Unit[]): DocumentFact | undefined {
  const lines = units.filter(({ kind, passage }) => kind === "meta" && passage.documentId === document.id);
  switch (ask) {
    case "document_number":
      return stated(document.number, lines);
    case "document_title":
      return stated(document.title, lines);
    case "issuer":
      return issuer(document, lines);
    case "table_title":
      return tableHeading(document, units);
    case "annex":
      return lineWhere(lines, ({ plain }) => ANNEX.test(plain));
    case "document_date":
      return document.issuedOn === undefined ? undefined : dated(document.issuedOn, lines);
    case "copies_to":
      return lineWhere(lines, ({ plain }) => COPIES.test(plain));
    case "addressees":
      return lineWhere(lines, ({ plain, passage }) => /[:：]$/u.test(plain) && passage.body.length <= 300 && !COPIES.test(plain));
    case "validity":
      return validity(document, { lines, units });
    default:
      return undefined;
  }
}

function stated(value: string | undefined, lines: readonly Unit[]): DocumentFact | undefined {
  if (value === undefined) return undefined;
  return { value, unit: lines.find(({ passage }) => passage.body.includes(value)) };
}

function dated(day: Day, lines: readonly Unit[]): DocumentFact {
  const written = chineseDay(day);
  const holding = lines.filter(({ plain }) => plain.includes(written));
  return { value: written, unit: holding.find(({ plain }) => PRINTED.test(plain)) ?? holding[0] };
}

function lineWhere(lines: readonly Unit[], isIt: (unit: Unit) => boolean): DocumentFact | undefined {
  const unit = lines.find(isIt);
  return unit && { value: unit.text.trim(), unit };
}

/** The heading that the rows of a table stand under, as printed. */
function tableHeading({ id }: PlanDocument, units: readonly Unit[]): DocumentFact | undefined {
  const own = units.filter(({ passage }) => passage.documentId === id);
  const [heading] = own.find(({ kind }) => kind === "row")?.passage.trail ?? [];
  return heading === undefined
    ? undefined
    : lineWhere(own, ({ kind, text }) => kind === "heading" && heading.endsWith(text.trim()) && text.length > NAME_MIN);
}

/** 「附件」 alone is no name. */
const NAME_MIN = 4;

/** The print line names the office that printed it, which is a part of the issuer. */
function issuer(document: PlanDocument, lines: readonly Unit[]): DocumentFact | undefined {
  const fact = stated(document.issuer, lines);
  const print = lines.find(({ plain }) => PRINTED.test(plain) && ENDS_PRINTED.test(plain));
  return fact && print ? { value: fact.value, unit: print, printed: print.text.trim() } : fact;
}

const ENDS_PRINTED = /日?印[发制]$/u;

function validity(document: PlanDocument, { lines, units }: { lines: readonly Unit[]; units: readonly Unit[] }): DocumentFact | undefined {
  if (!document.inForceTo) return undefined;
  const year = document.inForceTo.slice(0, 4);
  const speaksOfEnd = ({ plain, passage }: Unit) => passage.documentId === document.id && plain.includes(year) && plain.includes(VALIDITY);
  return {
    value: document.inForceTo,
    since: document.inForceFrom,
    unit: units.find(speaksOfEnd) ?? lines.find(({ plain }) => plain.includes(year) && NAMING.test(plain)),
  };
}

/** 「有效期至……」, in a clause of its own at the end of regulations. */
const VALIDITY = "有效期";
