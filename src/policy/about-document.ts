import { chineseDay, type Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import type { Ask } from "./asks.ts";
import type { Unit } from "./units.ts";

/** Questions about a document itself: its number, date, issuer, addressees, copies-to, title, validity. */
export type DocumentFact = { value: string /** the line that says so, when one does */; unit: Unit | undefined; since?: Day | undefined };

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
      return stated(document.issuer, lines);
    case "document_date":
      return document.issuedOn === undefined ? undefined : dated(document.issuedOn, lines);
    case "copies_to":
      return lineWhere(lines, ({ plain }) => COPIES.test(plain));
    case "addressees":
      return lineWhere(lines, ({ plain, passage }) => /[:：]$/u.test(plain) && passage.body.length <= 300 && !COPIES.test(plain));
    case "validity":
      return validity(document, lines);
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

function validity(document: PlanDocument, lines: readonly Unit[]): DocumentFact | undefined {
  if (!document.inForceTo) return undefined;
  const year = document.inForceTo.slice(0, 4);
  return {
    value: document.inForceTo,
    since: document.inForceFrom,
    unit: lines.find(({ plain }) => plain.includes(year) && NAMING.test(plain)),
  };
}
