import { assertNever } from "../errors.ts";
import { heldPassagesOf } from "../knowledge/held-index.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import type { Inquiry } from "./answer.ts";
import { citedDocuments } from "./cited.ts";
import { cite, type Draft, refused } from "./compose.ts";
import { corpusOf } from "./corpus.ts";
import { type OtherPaper, otherPaperAsked } from "./other-papers.ts";

/** Says that a paper is not among ours, when that is where the answer would stand. Undefined when none such is meant. */
export async function fromOtherPapers(needs: { db: Db }, { understood, documents, asOf }: Inquiry): Promise<Draft | undefined> {
  const passages = (await Promise.all(documents.map(({ id }) => heldPassagesOf(needs.db, id)))).flat();
  const units = await corpusOf(needs.db).units(passages.filter(({ kind }) => kind === "clause"));
  const named = [...new Set(units.flatMap(({ text }) => [...text.matchAll(TITLE)].map(([, title = ""]) => title)))];
  const paper = otherPaperAsked(understood, { documents, cited: citedDocuments(units), named });
  if (!paper) return undefined;
  const citing = paper.kind === "cited" ? documents.find(({ id }) => id === paper.cited.unit.passage.documentId) : undefined;
  const nearest = citing && paper.kind === "cited" ? [cite(paper.cited.unit.passage, paper.cited.unit.text, citing, asOf)] : [];
  return refused(saidOf(paper, documents), nearest);
}

const TITLE = /《([^》]{3,60})》/gu;

function saidOf(paper: OtherPaper, held: Inquiry["documents"]): string {
  switch (paper.kind) {
    case "cited":
      return texts.citedOnly(paper.cited);
    case "of":
      return texts.otherPaperOf({ body: paper.body, held });
    case "law":
      return texts.namedOnly({ name: paper.name, held });
    default:
      return assertNever(paper);
  }
}
