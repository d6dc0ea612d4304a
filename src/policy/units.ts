import type { Passage, PassageKind } from "../knowledge/document.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import type { RowParts } from "./row.ts";

/** What is weighed and quoted: one sentence of a clause, one line of meta data, or one whole row of a table. */
export type Unit = {
  passage: Passage;
  kind: PassageKind;
  /** Verbatim, a substring of the passage's body; of a row, what it means. */
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
  /** What to cite for it. */
  sources: readonly Source[];
};

/** Words as printed, parted by …… where something is left out, and the passage that prints them. */
export type Source = { passage: Passage; quote: string };

/** The units of a clause or of a formal line. Rows need their whole table: see row-units. */
export function unitsOf(passage: Passage): Unit[] {
  const heading = withoutMarks(plainOf([...passage.trail, passage.path].join(" ")));
  const around = withoutMarks(plainOf(passage.body));
  const unit = (text: string): Unit => {
    const plain = plainOf(text);
    const isHeading = text.replace(SENTENCE_END, "").trim() === passage.trail.at(-1);
    const sources = [{ passage, quote: text }];
    return { passage, kind: passage.kind, text, plain, bare: withoutMarks(plain), heading, around, row: undefined, isHeading, sources };
  };
  if (passage.kind === "meta") return passage.body.trim() ? [unit(passage.body)] : [];
  return sentencesOf(passage.body).map(({ text }) => unit(text));
}

const SENTENCE_END = /[。；：]$/u;
