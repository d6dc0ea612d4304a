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
import { asksWhatNow } from "./what-now.ts";

/** A phase of a plan: when it is, what it is for, and whether it has gone by. Undefined when the question is for none. */
export async function fromPhases(
  needs: { db: Db },
  { understood, documents, asOf, earlier }: Inquiry,
  about: readonly Term[] = [],
): Promise<Draft | undefined> {
  const { plain, ask, years, presumedYears } = understood;
  const question = { plain, ask, years: years.stated, asOf, earlier, about, isBare: namesNothing(understood) };
  if (!maySpeakOfPhase(question)) return undefined;
  const found = await Promise.all(
    documents.map(async (document) => ({ document, asked: phaseAsked(await heldPassagesOf(needs.db, document.id), question) })),
  );
  const meant = found.flatMap(({ document, asked }) => (asked ? [{ document, asked }] : []));
  if (meant.length === 0) return undefined;
  // Where another district's plan has no phases, it has its own answer to what is to be done now.
  const districts = districtsOf((asksWhatNow(question) ? found : meant).map(({ document }) => document));
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

/** 「按计划」 names the plan itself. */
function namesNothing({ terms, years: { stated, current }, followsUp }: Inquiry["understood"]): boolean {
  return stated.length === 0 && current === undefined && !followsUp && terms.every(({ text }) => OF_ANY_PLAN.test(text));
}

const OF_ANY_PLAN = /^(?:计划|方案|安排|任务|重点任务|工作任务|主要任务|重点|重点工作|局里|区局|区?商务局|时间表|步骤)$/u;
const LEAD_MAX = 160;

function said({ passage }: PhaseAsked): { lead: string; quote: string } {
  const [heading, ...rest] = sentencesOf(passage.body);
  if (!heading) return { lead: passage.body, quote: passage.body };
  const last = rest.filter(({ end }) => end <= LEAD_MAX).at(-1) ?? rest[0] ?? heading;
  const body = last === heading ? "" : passage.body.slice(heading.end, last.end).trim();
  return { lead: texts.sentence(`${withoutEnd(heading.text)}。${body}`), quote: passage.body.slice(heading.start, last.end) };
}
