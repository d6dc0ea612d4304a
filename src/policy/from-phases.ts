import { chineseDay } from "../clock.ts";
import { heldPassagesOf } from "../knowledge/held-index.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import type { Inquiry } from "./answer.ts";
import { answered, cite, clarify, type Draft, type Statement } from "./compose.ts";
import { districtsOf } from "./district.ts";
import { maySpeakOfPhase, type PhaseAsked, phaseAsked } from "./phase.ts";
import { withoutEnd } from "./pieces.ts";
import type { Term } from "./terms.ts";

/** A phase of a plan: when it is, what it is for, and whether it has gone by. Undefined when the question is for none. */
export async function fromPhases(
  needs: { db: Db },
  { understood, documents, asOf, earlier }: Inquiry,
  about: readonly Term[] = [],
): Promise<Draft | undefined> {
  const { plain, ask, years, presumedYears } = understood;
  const question = { plain, ask, years: years.stated, asOf, earlier, about };
  if (!maySpeakOfPhase(question)) return undefined;
  const found = await Promise.all(
    documents.map(async (document) => ({ document, asked: phaseAsked(await heldPassagesOf(needs.db, document.id), question) })),
  );
  const meant = found.flatMap(({ document, asked }) => (asked ? [{ document, asked }] : []));
  if (meant.length === 0) return undefined;
  const districts = districtsOf(meant.map(({ document }) => document));
  if (districts.length > 1 && !understood.compares) return clarify(districts);
  const statements = meant.map(({ document, asked }): Statement => {
    const { lead, quote } = said(asked);
    const isPut = presumedYears.length > 0 && !presumedYears.some((year) => lead.includes(String(year)));
    const remark = texts.phaseState[asked.state](chineseDay(asOf));
    return {
      document,
      lead: `${isPut ? texts.notSo({ lead }) : lead}${remark}`,
      citations: [cite(asked.passage, quote, document, asOf)],
    };
  });
  return answered(statements, asOf, districts.length > 1);
}

const LEAD_MAX = 160;

function said({ passage }: PhaseAsked): { lead: string; quote: string } {
  const [heading, ...rest] = sentencesOf(passage.body);
  if (!heading) return { lead: passage.body, quote: passage.body };
  const last = rest.filter(({ end }) => end <= LEAD_MAX).at(-1) ?? rest[0] ?? heading;
  const body = last === heading ? "" : passage.body.slice(heading.end, last.end).trim();
  return { lead: texts.sentence(`${withoutEnd(heading.text)}。${body}`), quote: passage.body.slice(heading.start, last.end) };
}
