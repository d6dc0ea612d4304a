import type { Passage } from "../knowledge/document.ts";
import { heldPassagesOf } from "../knowledge/held-index.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import type { Inquiry } from "./answer.ts";
import { answered, cite, clarify, type Draft, notFound, type Statement, silent } from "./compose.ts";
import { districtsOf } from "./district.ts";
import { headingTitle, listsOf } from "./list.ts";
import type { Retrieved } from "./retrieve.ts";
import type { Term } from "./terms.ts";
import { isIn } from "./weigh.ts";
import { asksForWording, headingNamed, nthPart, partNumber } from "./wording.ts";

/** A part of a plan as it is worded, by its heading or number. Undefined when no part is meant, or one that is told by what it says. */
export async function fromWording(needs: { db: Db }, inquiry: Inquiry, found: Retrieved): Promise<Draft | undefined> {
  const { understood, documents, asOf } = inquiry;
  const { plain } = understood;
  const terms = understood.terms.filter(({ text }) => !OF_PART.test(text));
  if (!asksForWording(plain)) return undefined;
  const n = partNumber(plain);
  const parts = await Promise.all(
    documents.map(async (document) => {
      const passages = await heldPassagesOf(needs.db, document.id);
      const heading = n === undefined || terms.length > 0 ? headingNamed(passages, plain, terms) : nthPart(passages, n);
      return heading === undefined ? [] : [{ document, heading, passages }];
    }),
  );
  const meant = parts.flat();
  if (meant.length === 0)
    return !understood.followsUp && isNowhere(plain, terms, found) ? notFound(documents.map(silent), understood, asOf) : undefined;
  const districts = districtsOf(meant.map(({ document }) => document));
  if (districts.length > 1 && !understood.compares) return clarify(districts);
  const statements = meant.map(
    ({ document, heading, passages }): Statement => ({
      document,
      ...(membersOf(heading, passages, (passage, quote) => cite(passage, quote, document, asOf)) ??
        wordsOf(heading, passages, (passage, quote) => cite(passage, quote, document, asOf))),
    }),
  );
  return answered(statements, asOf, districts.length > 1);
}

/** 「第三」, 「一节」 */
const OF_PART = /^第|^一?[段节条章块]$/u;

/** 「经费保障那段怎么写的」: nothing speaks of all that, so there is no such part. */
function isNowhere(plain: string, own: readonly Term[], { units }: Retrieved): boolean {
  if (own.length === 0) return partNumber(plain) !== undefined;
  return !units.some((unit) => own.every((term) => isIn(term, unit.around) || isIn(term, unit.heading)));
}

type Said = Pick<Statement, "lead" | "citations">;
type Citing = (passage: Passage, quote: string) => ReturnType<typeof cite>;

/** Of a heading that holds points: these, by their own headings. */
function membersOf(heading: string, passages: readonly Passage[], citing: Citing): Said | undefined {
  const list = listsOf(passages).find((one) => one.heading === heading);
  const members = list?.members.filter(({ passage }) => passage.trail.at(-1) !== heading) ?? [];
  if (members.length === 0) return undefined;
  const titles = members.map(({ title }) => headingTitle(title));
  return {
    lead: texts.points({ heading: headingTitle(heading), titles }),
    citations: members.map(({ title, passage }) => citing(passage, title)),
  };
}

const LENGTH_MAX = 800;

/** Its own text, as much as a card takes. */
function wordsOf(heading: string, passages: readonly Passage[], citing: Citing): Said {
  const own = passages.filter(({ kind, trail }) => kind === "clause" && trail.at(-1) === heading);
  const quotes = own.map((passage) => ({ passage, quote: fitting(passage.body) }));
  return {
    lead: texts.sentence(quotes.map(({ quote }) => quote).join("")),
    citations: quotes.map(({ passage, quote }) => citing(passage, quote)),
  };
}

function fitting(body: string): string {
  const last = sentencesOf(body).findLast(({ end }) => end <= LENGTH_MAX);
  return last ? body.slice(0, last.end) : body;
}
