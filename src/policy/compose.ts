import type { Day } from "../clock.ts";
import { isInForce, type Passage, type PlanDocument } from "../knowledge/document.ts";
import { texts } from "../texts/policy.ts";
import type { Answer, Citation } from "./answer.ts";
import type { Asked, Finding, Ranked } from "./find.ts";
import { leadOf } from "./lead.ts";
import { headingTitle, type Points } from "./list.ts";
import type { RowParts } from "./row.ts";
import type { Understood } from "./understand.ts";

/** Findings → words: a short first sentence in words of the document, then sentences quoted as they stand. */
export type Draft = Pick<Answer, "status" | "text" | "citations" | "nearest"> & { districts?: readonly string[] };

/** What one document says, ready to be said. */
export type Statement = { document: PlanDocument; lead: string; citations: readonly Citation[] };

export function statementOf(finding: Finding, asked: Asked, asOf: Day): Statement {
  if (finding.points) return pointsStatement(finding.document, finding.points, asOf);
  const [best] = finding.answers ? finding.ranked : [];
  if (!best) return { document: finding.document, lead: texts.nothingHere, citations: [] };
  const lead = leadOf(best.unit, asked, finding.ranked);
  return { document: finding.document, lead, citations: finding.ranked.map((ranked) => citationOf(ranked, finding.document, asOf)) };
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

export function nearestOf(findings: readonly Finding[], asOf: Day): Citation[] {
  return findings
    .flatMap((finding) => finding.ranked.map((ranked) => ({ ranked, document: finding.document })))
    .sort((one, other) => other.ranked.coverage - one.ranked.coverage)
    .slice(0, NEAREST_MAX)
    .map(({ ranked, document }) => citationOf(ranked, document, asOf));
}

function citationOf({ unit }: Ranked, document: PlanDocument, asOf: Day): Citation {
  return cite(unit.passage, unit.row ? rowQuote(unit.row) : unit.text, document, asOf);
}

/** Cells stand apart in print: between them something is left out. */
function rowQuote({ tasks, responsible, deadline }: RowParts): string {
  return [...tasks, responsible, deadline].filter((cell) => cell !== undefined).join(ELLIPSIS);
}

const ELLIPSIS = "……";

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
