import type { Day } from "../clock.ts";
import { isInForce, type Passage, type PlanDocument } from "../knowledge/document.ts";
import { texts } from "../texts/policy.ts";
import type { Answer, Citation } from "./answer.ts";
import type { Asked, Finding, Ranked } from "./find.ts";
import { leadOf } from "./lead.ts";
import { headingTitle, type Points } from "./list.ts";
import type { RowParts } from "./row.ts";
import { folded } from "./row-units.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";

/** Findings → words: a short first sentence in words of the document, then sentences quoted as they stand. */
export type Draft = Pick<Answer, "status" | "text" | "citations" | "nearest"> & { districts?: readonly string[] };

/** What one document says, ready to be said. */
export type Statement = { document: PlanDocument; lead: string; citations: readonly Citation[] };

export function statementOf(finding: Finding, asked: Asked, asOf: Day): Statement {
  if (finding.points) return pointsStatement(finding.document, finding.points, asOf);
  const [best] = finding.answers ? finding.ranked : [];
  if (!best) return { document: finding.document, lead: texts.nothingHere, citations: [] };
  const lead = leadOf(best.unit, asked, finding.ranked);
  const remarks = best.unit.row ? rowRemarks(best.unit, best.unit.row) : [];
  return {
    document: finding.document,
    lead: [lead, ...remarks].join(""),
    citations: distinct(finding.ranked.flatMap((ranked) => citationsOf(ranked, finding.document, asOf))),
  };
}

/** What a person who opens the printed table would wonder about. */
function rowRemarks({ passage, sources }: Unit, { responsible, printedResponsible }: RowParts): string[] {
  const [first] = sources;
  const elsewhere = first && first.passage !== passage ? first : undefined;
  const moved = elsewhere ? [texts.movedRow({ path: passage.path, printedAt: elsewhere.passage.path })] : [];
  const isRespelt =
    responsible !== undefined && printedResponsible !== undefined && !folded(printedResponsible).includes(folded(responsible));
  return isRespelt && !elsewhere ? [texts.respelt({ printed: printedResponsible })] : moved;
}

/** Two sentences of one row may rest on the same words. */
function distinct(citations: readonly Citation[]): Citation[] {
  return [...new Map(citations.map((citation) => [`${citation.passageId} ${citation.quote}`, citation])).values()];
}

function pointsStatement(document: PlanDocument, points: Points, asOf: Day): Statement {
  const titles = points.members.map(({ title }) => headingTitle(title));
  return {
    document,
    lead: texts.points({ heading: headingTitle(points.heading), titles }),
    citations: points.members.map(({ title, passage }) => cite(passage, title, document, asOf)),
  };
}

/** @param apart  several districts are answered, each under its name */
export function answered(statements: readonly Statement[], asOf: Day, apart: boolean): Draft {
  const lines = statements.map(({ document, lead }) =>
    apart
      ? texts.inDistrict({ district: document.district ?? texts.source(document), lead })
      : texts.inDocument({ source: texts.source(document), lead }),
  );
  const expired = statements.filter(({ document, citations }) => citations.length > 0 && !isInForce(document, asOf));
  const remarks = expired.map(({ document }) => texts.notInForce({ source: texts.source(document) }));
  return {
    status: "answered",
    text: [...lines, ...remarks].join("\n"),
    citations: statements.flatMap(({ citations }) => citations),
    nearest: [],
  };
}

export function clarify(districts: readonly string[]): Draft {
  return { status: "clarify", text: texts.clarify({ districts }), citations: [], nearest: [], districts };
}

/** Says what is lacking and offers what comes nearest, which is not an answer. */
export function notFound(findings: readonly Finding[], understood: Understood, asOf: Day): Draft {
  const where = texts.notFoundWhere(findings.map(({ document }) => document));
  const { stated } = understood.years;
  const first =
    stated.length > 0 && understood.ask === "content"
      ? texts.noYear({ years: stated, where })
      : texts.notFound({ lacking: texts.lacking[understood.ask], where });
  const nearest = nearestOf(findings, asOf);
  return { status: "not_found", text: first, citations: [], nearest };
}

export function refused(text: string, nearest: readonly Citation[] = []): Draft {
  return { status: "not_found", text, citations: [], nearest };
}

const NEAREST_MAX = 2;

function nearestOf(findings: readonly Finding[], asOf: Day): Citation[] {
  return findings
    .flatMap((finding) => finding.ranked.map((ranked) => ({ ranked, document: finding.document })))
    .sort((one, other) => other.ranked.coverage - one.ranked.coverage)
    .flatMap(({ ranked, document }) => citationsOf(ranked, document, asOf))
    .slice(0, NEAREST_MAX);
}

function citationsOf({ unit }: Ranked, document: PlanDocument, asOf: Day): Citation[] {
  return unit.sources.map(({ passage, quote }) => cite(passage, quote, document, asOf));
}

export function cite(passage: Passage, quote: string, document: PlanDocument, asOf: Day): Citation {
  return {
    documentId: document.id,
    title: document.title,
    number: document.number,
    path: passage.path,
    quote,
    passageId: passage.id,
    inForce: isInForce(document, asOf),
  };
}
