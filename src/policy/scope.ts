import type { PlanDocument } from "../knowledge/document.ts";
import { plainOf } from "./normalise.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";

/** The documents that a question means by their own words: 「治本攻坚那个方案」, 「任务表第13行」. */

const GRAM = 4;

export function inScope(understood: Understood, documents: readonly PlanDocument[], units: readonly Unit[]): readonly PlanDocument[] {
  const byTitle = documents.filter((document) => isNamed(understood.plain, document, units));
  const named = byTitle.length > 0 ? byTitle : documents;
  if (!understood.speaksOfTable) return named;
  const withTable = named.filter(({ id }) => units.some(({ kind, passage }) => kind === "row" && passage.documentId === id));
  return withTable.length > 0 ? withTable : named;
}

/** Whether `plain` holds four characters in a row of the title that no other document uses. */
function isNamed(plain: string, document: PlanDocument, units: readonly Unit[]): boolean {
  const title = plainOf(document.title);
  for (let at = 0; at + GRAM <= title.length; at++) {
    const gram = title.slice(at, at + GRAM);
    if (plain.includes(gram) && !units.some(({ passage, plain: other }) => passage.documentId !== document.id && other.includes(gram)))
      return true;
  }
  return false;
}
