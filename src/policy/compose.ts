import { chineseDay, type Day } from "../clock.ts";
import { isInForce, type Passage, type PlanDocument } from "../knowledge/document.ts";
import { periodsIn } from "../knowledge/periods.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import type { ModelCall } from "../models/model.ts";
import { texts } from "../texts/policy.ts";
import type { Answer, Citation } from "./answer.ts";
import { type Due, dueOf, lookingFrom } from "./due.ts";
import type { Asked, Finding, Ranked } from "./find.ts";
import { leadOf } from "./lead.ts";
import { headingTitle, type Points } from "./list.ts";
import type { RowParts } from "./row.ts";
import { folded } from "./row-units.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";

/** Findings → words: a short first sentence in words of the document, then sentences quoted as they stand. */
export type Draft = Pick<Answer, "status" | "text" | "citations" | "nearest"> & {
  districts?: readonly string[];
  /** Of an answer: what it was put together of. */
  parts?: { statements: readonly Statement[]; apart: boolean };
  /** What an endpoint for reranking used, where one had a say. */
  reranked?: ModelCall;
};

/** What one document says, ready to be said. */
export type Statement = {
  document: PlanDocument;
  lead: string;
  citations: readonly Citation[];
  /** The lead without our remarks, and what it rests on: it may be put in other words. */
  wording?: { lead: string; remarks: string; units: readonly Unit[] };
};

export function statementOf(finding: Finding, asked: Asked, asOf: Day): Statement {
  if (finding.points) return pointsStatement(finding.document, finding.points, asOf);
  const [best] = finding.answers ? finding.ranked : [];
  if (!best) return { document: finding.document, lead: texts.nothingHere, citations: [] };
  const lead = leadOf(best.unit, asked, finding.ranked);
  const time = timeRemarks(lead.text, best.unit, asked, asOf);
  const where = WHERE.test(asked.understood.plain) ? texts.standsAt(best.unit.passage) : "";
  const remarks = [lead.remark, ...time, ...(best.unit.row ? rowRemarks(best.unit, best.unit.row) : []), where].join("");
  return {
    document: finding.document,
    lead: lead.text + remarks,
    citations: distinct(finding.ranked.flatMap((ranked) => citationsOf(ranked, finding.document, asOf))),
    ...(lead.isPlain && { wording: { lead: lead.text, remarks, units: finding.ranked.map(({ unit }) => unit) } }),
  };
}

const WHERE = /哪(?:一)?(?:条|章|节|款|段|部分)|第几(?:条|章|节|款|行)|出处|原文在哪|写在哪/u;

/** How long there is still, where that was asked; that a time has gone by, in any case. */
function timeRemarks(lead: string, unit: Unit, { understood: { ask, plain } }: Asked, asOf: Day): string[] {
  const from = lookingFrom(plain, asOf);
  const stated = unit.row?.deadline ?? lead;
  const due = dueOf(stated, { asOf, from }) ?? dueOf(unit.text, { asOf, from });
  if (ask !== "due") return due?.kind === "day" && due.daysLeft < 0 && endsIn(lead) ? [texts.duePast(inWords(due, asOf))] : [];
  if (!due) return [];
  if (due.kind === "open") return [texts.dueOpen(due)];
  return [due.daysLeft < 0 ? texts.duePast(inWords(due, asOf)) : texts.dueIn(inWords(due, asOf))];
}

function endsIn(lead: string): boolean {
  return periodsIn(lead).some(({ kind }) => kind === "until");
}

function inWords(due: Due & { kind: "day" }, asOf: Day) {
  return { ...due, day: chineseDay(due.day), asOf: chineseDay(asOf) };
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
  const [only] = points.isOne ? points.members : [];
  if (only) {
    const quote = beginning(only.passage.body);
    return { document, lead: texts.sentence(quote), citations: [cite(only.passage, quote, document, asOf)] };
  }
  const titles = points.members.map(({ title }) => headingTitle(title));
  return {
    document,
    lead: texts.points({ heading: headingTitle(points.heading), titles }),
    citations: points.members.map(({ title, passage }) => cite(passage, title, document, asOf)),
  };
}

const BEGINNING_MAX = 240;

/** The sentences that fit; at least the first two, since the first may be the heading alone. */
function beginning(body: string): string {
  const sentences = sentencesOf(body);
  const last = sentences.findLast(({ end }) => end <= BEGINNING_MAX) ?? sentences[1] ?? sentences[0];
  return body.slice(0, last?.end ?? body.length);
}

/** @param apart  several districts are answered, each under its name */
export function answered(statements: readonly Statement[], asOf: Day, apart: boolean): Draft {
  const lines = statements.map(({ document, lead }) =>
    apart
      ? texts.inDistrict({ district: document.district ?? texts.source(document), lead })
      : texts.inDocument({ source: texts.source(document), lead }),
  );
  const expired = statements.filter(({ document, citations }) => citations.length > 0 && !isInForce(document, asOf));
  const remarks = expired.map(({ document }) => notInForce(document, asOf));
  return {
    status: "answered",
    text: [...lines, ...remarks].join("\n"),
    citations: statements.flatMap(({ citations }) => citations),
    nearest: [],
    parts: { statements, apart },
  };
}

/** Why what is quoted does not hold on `asOf`, and since when. */
function notInForce(document: PlanDocument, asOf: Day): string {
  const source = texts.source(document);
  if (document.supersededBy) return texts.superseded({ source });
  const { inForceFrom: from, inForceTo: to } = document;
  if (to && asOf > to) return texts.expired({ source, since: chineseDay(to) });
  return texts.notYetInForce({ source, from: from ? chineseDay(from) : undefined });
}

export function clarify(districts: readonly string[]): Draft {
  return { status: "clarify", text: texts.clarify({ districts }), citations: [], nearest: [], districts };
}

/** What there is to say of a document that says nothing. */
export function silent(document: PlanDocument): Finding {
  return { document, answers: false, ranked: [], coverage: 0, points: undefined };
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
    ...(document.inForceTo && asOf > document.inForceTo && { expiredAfter: document.inForceTo }),
  };
}
