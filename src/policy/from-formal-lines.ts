import { chineseDay, type Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { heldPassagesOf } from "../knowledge/held-index.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import { type DocumentFact, documentFact } from "./about-document.ts";
import type { Inquiry } from "./answer.ts";
import type { Ask } from "./asks.ts";
import { answered, cite, clarify, type Draft, notFound, type Statement, silent } from "./compose.ts";
import { corpusOf } from "./corpus.ts";
import { districtsOf } from "./district.ts";
import { daysBetween } from "./due.ts";
import type { Understood } from "./understand.ts";

/** Number, date, copies-to …: of the one document that is meant, or of each. */
export async function fromFormalLines(needs: { db: Db }, { understood, documents, asOf }: Inquiry): Promise<Draft> {
  const facts = await Promise.all(
    documents.map(async (document) => {
      const lines = await corpusOf(needs.db).units(await heldPassagesOf(needs.db, document.id));
      return { document, fact: documentFact(understood.ask, document, lines) };
    }),
  );
  const known = facts.flatMap(({ document, fact }) => (fact ? [statementOf(understood, document, fact, asOf)] : []));
  const districts = districtsOf(documents);
  if (known.length === 0) return notFound(documents.map(silent), understood, asOf);
  const isOnlyOne = known.length === 1 && PARTS_OF_ONE.includes(understood.ask);
  if (districts.length > 1 && !understood.compares && !isOnlyOne) return clarify(districts);
  return answered(known, asOf, districts.length > 1 && !isOnlyOne);
}

/** Parts that a document may do without: where only one has them, nobody else is meant. */
const PARTS_OF_ONE: readonly Ask[] = ["annex", "copies_to", "addressees", "table_title"];

function statementOf(
  { ask, presumedYears }: Understood,
  document: PlanDocument,
  { value, unit, since, printed }: DocumentFact,
  asOf: Day,
): Statement {
  const say: Partial<Record<string, (value: string) => string>> = texts.documentFact;
  const fact = ask === "validity" ? texts.validity({ from: since, to: value }) : (say[ask]?.(value) ?? value);
  const isPut = presumedYears.length > 0 && !presumedYears.some((year) => fact.includes(String(year)));
  const printLine = printed === undefined ? "" : texts.printLine({ printed });
  const remark = ask === "validity" ? texts.validFor({ daysLeft: daysBetween(asOf, value), asOf: chineseDay(asOf) }) : printLine;
  return {
    document,
    lead: `${isPut ? texts.notSo({ lead: fact }) : fact}${remark}`,
    citations: unit ? [cite(unit.passage, unit.text, document, asOf)] : [],
  };
}
