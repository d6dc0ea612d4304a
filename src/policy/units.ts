import type { Passage, PassageKind } from "../knowledge/document.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { type RowParts, rowPartsOf } from "./row.ts";

/** What is weighed and quoted: one sentence of a clause, one line of meta data, or one whole row of a table. */
export type Unit = {
  passage: Passage;
  kind: PassageKind;
  /** Verbatim, a substring of the passage's body. */
  text: string;
  plain: string;
  /** Without quotation marks, for looking words up. */
  bare: string;
  /** Headings and path. */
  heading: string;
  /** The whole passage. */
  around: string;
  row: RowParts | undefined;
  /** The sentence is the passage's own heading: it names what the next ones say. */
  isHeading: boolean;
};

export function unitsOf(passage: Passage): Unit[] {
  const heading = withoutMarks(plainOf([...passage.trail, passage.path].join(" ")));
  const around = withoutMarks(plainOf(passage.body));
  const unit = (text: string): Unit => {
    const plain = plainOf(text);
    const row = passage.kind === "row" ? rowPartsOf(passage) : undefined;
    const isHeading = row === undefined && text.replace(/[。；：]$/u, "").trim() === passage.trail.at(-1);
    return { passage, kind: passage.kind, text, plain, bare: withoutMarks(plain), heading, around, row, isHeading };
  };
  if (passage.kind === "row" || passage.kind === "meta") return passage.body.trim() ? [unit(passage.body)] : [];
  return sentencesOf(passage.body).map(({ text }) => unit(text));
}
