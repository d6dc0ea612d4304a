import type { PlanDocument } from "../knowledge/document.ts";
import { heldPassagesOf } from "../knowledge/held-index.ts";
import type { Models } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { alikePoints, speaksOfAlike } from "./alike.ts";
import type { Inquiry } from "./answer.ts";
import type { Ask } from "./asks.ts";
import { weighClaim } from "./claim.ts";
import { answered, clarify, type Draft, notFound, statementOf } from "./compose.ts";
import { isLongEnough } from "./counted.ts";
import { decide } from "./decide.ts";
import { isStrict } from "./evidence.ts";
import { type Asked, type Finding, find } from "./find.ts";
import { focusTerms } from "./focus.ts";
import { fromBothPlaces } from "./from-both-places.ts";
import { lexicon } from "./lexicon.ts";
import { asksForParts, enumerationAsked, listsOf, onlyPoint, type Points, partsOf, pointsAsked } from "./list.ts";
import { indexSpokenOf, ordinalIn } from "./ordinal.ts";
import { reordered } from "./reorder.ts";
import type { Retrieved } from "./retrieve.ts";
import { type Term, termOf } from "./terms.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";
import { weightsOf } from "./weigh.ts";

/** What clauses and rows say to a question, or that they do not. */
export async function fromClauses(needs: { db: Db; models: Pick<Models, "rerank"> }, inquiry: Inquiry, found: Retrieved): Promise<Draft> {
  const { understood, documents, asOf, earlier } = inquiry;
  const terms = [
    ...weighClaim(understood.plain, decisive(understood, found.terms)),
    ...phraseTerms(understood, found),
    ...yearTerms(understood, found),
  ];
  const { weights } = weightsOf(terms, found.units, isStrict(understood.ask));
  const asked = { understood, terms, weights };
  const both = understood.comparesTable ? fromBothPlaces(inquiry, found.units, asked) : undefined;
  if (both) return both;
  const findings = await Promise.all(
    documents.map((document) => withPoints(needs, findOf(document, { units: found.units, asked }), { asked, earlier })),
  );
  const decision = decide(understood, findings);
  switch (decision.kind) {
    case "clarify":
      return clarify(decision.districts);
    case "answer": {
      const chosen = findings.filter(({ document }) => decision.documents.includes(document.id));
      const { findings: ordered, call } = await reordered(needs.models.rerank, understood, chosen);
      const statements = ordered.map((finding) => statementOf(finding, asked, asOf));
      return { ...answered(statements, asOf, decision.apart), ...(call && { reranked: call }) };
    }
    default:
      return notFound(findings, understood, asOf);
  }
}

/** 「一个……、一个……」: of each document the half that it says most to. */
function findOf(document: PlanDocument, { units, asked }: { units: readonly Unit[]; asked: Asked }): Finding {
  const { understood } = asked;
  const halves = understood.halves.map(({ plain, ask, terms }) => {
    const { weights } = weightsOf(terms, units, isStrict(ask));
    return find(document, units, { understood: { ...understood, plain, ask, terms }, terms, weights });
  });
  const [first, ...rest] = halves;
  if (!first) return find(document, units, asked);
  return rest.reduce((best, half) => (rank(half) > rank(best) ? half : best), first);
}

function rank({ answers, coverage }: Finding): number {
  return (answers ? 1 : 0) + coverage;
}

/** A word that a yes-or-no question turns on, or that is counted, is no mere way of putting it: where no document knows it, none answers. */
function decisive({ whether, plain }: Understood, terms: readonly Term[]): Term[] {
  const focus = whether ? focusTerms(plain, terms) : [];
  const isAskedFor = ({ text }: Term) => COUNTING.some((asking) => plain.includes(asking + text));
  return terms.map((term) => (term.kind === "other" && (focus.includes(term) || isAskedFor(term)) ? { ...term, kind: "thing" } : term));
}

const COUNTING = ["几", "几个", "多少", "多少个", "哪些", "哪几", "哪几个"];

/** Two words that stand side by side in the question and in a document are one thing: 「商务」「部门」. */
function phraseTerms({ plain }: Understood, { terms, units }: Retrieved): Term[] {
  const isRare = ({ text }: Term) => units.filter(({ bare }) => bare.includes(text)).length <= units.length * RARE_SHARE;
  const pairs = terms.slice(1).flatMap((term, at) => {
    const before = terms[at];
    return before && isRare(before) && isRare(term) ? [`${before.text}${term.text}`] : [];
  });
  const stands = (phrase: string) => units.some(({ bare }) => bare.includes(phrase));
  const phrases = pairs.filter((phrase) => phrase.length <= PHRASE_MAX && plain.includes(phrase) && stands(phrase));
  return [...new Set(phrases)].map((phrase) => ({ text: phrase, means: [phrase], kind: "thing", share: PHRASE_SHARE }));
}

const PHRASE_MAX = 8;
const PHRASE_SHARE = 0.5;
/** A word that stands in every other sentence makes no phrase. */
const RARE_SHARE = 0.3;

/** A year is looked for like a word; this year only where the documents know it. */
function yearTerms({ years: { stated, current } }: Understood, { units }: Retrieved): Term[] {
  const known = current !== undefined && units.some(({ plain }) => plain.includes(String(current))) ? [current] : [];
  return [...new Set([...stated, ...known])].map((year) => termOf(String(year), lexicon(), stated.includes(year) ? 1 : CURRENT_YEAR_SHARE));
}

const CURRENT_YEAR_SHARE = 0.5;

/** A question for a list may be answered by the points below a heading, which no single sentence holds. */
async function withPoints(
  needs: { db: Db },
  finding: Finding,
  { asked, earlier }: { asked: Asked; earlier: readonly string[] },
): Promise<Finding> {
  const { ask, plain } = asked.understood;
  const ordinal = ordinalIn(plain);
  const parts = !ordinal && asksForParts(asked.understood) ? partsOf(await heldPassagesOf(needs.db, finding.document.id)) : [];
  if (parts.length > 1) {
    const points = { heading: finding.document.title, isNamed: true, members: parts };
    return { ...finding, points, answers: true, coverage: 1 };
  }
  const alike = await alikeOf(needs, finding.document, asked.understood);
  if (alike) return { ...finding, points: alike, answers: true, coverage: ALIKE_COVERAGE };
  if (ask !== "list" && ask !== "how_many" && !ordinal) return finding;
  const all = pointsAsked(plain, asked.terms, await heldPassagesOf(needs.db, finding.document.id));
  const points = all && ordinal ? onlyPoint(all, ordinal, indexSpokenOf(earlier)) : all;
  if (points && !isLongEnough(plain, points.members.length)) return finding;
  if (points?.isOne) return { ...finding, points, answers: true, coverage: 1 };
  if (!points || (!points.isNamed && enumerates(finding, asked))) return finding;
  return { ...finding, points, answers: true, coverage: 1 };
}

async function alikeOf(needs: { db: Db }, document: PlanDocument, { ask, plain }: Understood): Promise<Points | undefined> {
  if (!MEMBERS_ASKED.includes(ask) || !speaksOfAlike(plain)) return undefined;
  return alikePoints(plain, listsOf(await heldPassagesOf(needs.db, document.id)));
}

/** A list with just that count and that word has no rival. */
const ALIKE_COVERAGE = 2;
const MEMBERS_ASKED: readonly Ask[] = ["list", "how_many", "content", "called"];

/** A sentence that lists what was asked for says more than headings that are merely like it. */
function enumerates({ answers, ranked: [best] }: Finding, asked: Asked): boolean {
  return answers && best !== undefined && best.coverage >= ENUMERATION_COVERAGE && enumerationAsked(best.unit, asked) !== undefined;
}

const ENUMERATION_COVERAGE = 0.75;
