import type { Day } from "../clock.ts";

/** A plan document as catalogued. Days are Shanghai days; undefined means that the document does not tell. */
export type PlanDocument = {
  /** "luojiang-2024": from the catalogue, else made from the file name. */
  id: string;
  title: string;
  issuer: string | undefined;
  /** 「洛江区」; undefined when neither the catalogue nor the title block tells. */
  district: string | undefined;
  /** 「泉洛商务〔2024〕19号」 */
  number: string | undefined;
  issuedOn: Day | undefined;
  inForceFrom: Day | undefined;
  inForceTo: Day | undefined;
  /** Id of the document that took its place. */
  supersededBy: string | undefined;
};

/**
 * What a passage is: a clause of the text, a line about the document (addressees, copies-to, print line …), a row of a
 * table, or a heading that has no text of its own (kept so that nothing of the document is lost; not searched unasked).
 */
export type PassageKind = "clause" | "meta" | "row" | "heading";

/** The unit that is searched and quoted. */
export type Passage = {
  id: string;
  documentId: string;
  kind: PassageKind;
  /** Position in the document, from 0. */
  ordinal: number;
  /** How a person cites it: 「二、主要任务（五）7」, 「附件 任务分工表 第13行」, 「抄送」. */
  path: string;
  /** Headings from the root down to the passage's own, as printed. */
  trail: readonly string[];
  /** Verbatim; lines that a page break had torn apart are joined. */
  body: string;
  /** UTF-16 offsets into the document's source text. */
  start: number;
  end: number;
  /** Of a row: its cells as printed. */
  cells: readonly string[] | undefined;
};

export type ScoredPassage = Passage & { score: number };

/** Whether `document` is valid on `day`: neither before, nor past, nor superseded. */
export function isInForce(document: PlanDocument, day: Day): boolean {
  if (document.supersededBy) return false;
  if (document.inForceFrom && day < document.inForceFrom) return false;
  return !(document.inForceTo && day > document.inForceTo);
}
