import { passagesOf } from "../knowledge/passages.ts";
import type { Db } from "../storage/db.ts";
import type { Inquiry } from "./answer.ts";
import { answered, clarify, type Draft, notFound, statementOf } from "./compose.ts";
import { decide } from "./decide.ts";
import { isStrict } from "./evidence.ts";
import { type Asked, type Finding, find } from "./find.ts";
import { lexicon } from "./lexicon.ts";
import { enumerationAsked, pointsAsked } from "./list.ts";
import type { Retrieved } from "./retrieve.ts";
import { type Term, termOf } from "./terms.ts";
import type { Understood } from "./understand.ts";
import { weightsOf } from "./weigh.ts";

/** What clauses and rows say to a question, or that they do not. */
export async function fromClauses(needs: { db: Db }, { understood, documents, asOf }: Inquiry, found: Retrieved): Promise<Draft> {
  const terms = [...found.terms, ...yearTerms(understood, found)];
  const { weights } = weightsOf(terms, found.units, isStrict(understood.ask));
  const asked = { understood, terms, weights };
  const findings = await Promise.all(documents.map((document) => withPoints(needs, find(document, found.units, asked), asked)));
  const decision = decide(understood, findings);
  switch (decision.kind) {
    case "clarify":
      return clarify(decision.districts);
    case "answer": {
      const chosen = findings.filter(({ document }) => decision.documents.includes(document.id));
      return answered(
        chosen.map((finding) => statementOf(finding, asked, asOf)),
        asOf,
        decision.apart,
      );
    }
    default:
      return notFound(findings, understood, asOf);
  }
}

/** A year is looked for like a word; this year only where the documents know it. */
function yearTerms({ years: { stated, current } }: Understood, { units }: Retrieved): Term[] {
  const known = current !== undefined && units.some(({ plain }) => plain.includes(String(current))) ? [current] : [];
  return [...new Set([...stated, ...known])].map((year) => termOf(String(year), lexicon(), stated.includes(year) ? 1 : CURRENT_YEAR_SHARE));
}

const CURRENT_YEAR_SHARE = 0.5;

/** A question for a list may be answered by the points below a heading, which no single sentence holds. */
async function withPoints(needs: { db: Db }, finding: Finding, asked: Asked): Promise<Finding> {
  const { ask, plain } = asked.understood;
  if (ask !== "list" && ask !== "how_many") return finding;
  const points = pointsAsked(plain, asked.terms, await passagesOf(needs.db, finding.document.id));
  if (!points || (!points.isNamed && enumerates(finding, asked))) return finding;
  return { ...finding, points, answers: true, coverage: 1 };
}

/** A sentence that lists what was asked for says more than headings that are merely like it. */
function enumerates({ answers, ranked: [best] }: Finding, asked: Asked): boolean {
  return answers && best !== undefined && best.coverage >= ENUMERATION_COVERAGE && enumerationAsked(best.unit, asked) !== undefined;
}

const ENUMERATION_COVERAGE = 0.75;
