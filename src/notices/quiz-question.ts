import { createHash } from "node:crypto";

/** A single choice about what a plan says. `deadline`, `frequency` and `unit` were read from the documents, `own` were written by people. */
export type QuizKind = "deadline" | "frequency" | "unit" | "own";

export type QuizQuestion = {
  /** The same for the same words of the same documents. */
  id: string;
  kind: QuizKind;
  /** Id of the document, or what people call their set of questions. */
  topic: string;
  /** Where what is asked stands, as a person cites it, and the sentence with its gap, or the question as people wrote it. */
  stem: string;
  /** In the order in which they are shown; all different, one right. */
  options: readonly string[];
  right: number;
  source: QuizSource;
};

/** What proves the answer: verbatim, parted by …… where something is left out. */
type QuizSource = { title: string; clause: string; quote: string };

/** Fewer leave nothing to choose from, more nobody reads on a telephone. */
export const OPTIONS_MIN = 3;
export const OPTIONS_MAX = 4;

/** Brings options into an order that tells nothing, and is the same each time. */
export function shuffled<Item>(items: readonly Item[], seed: string, keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, rank: rankOf(`${seed}/${keyOf(item)}`) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ item }) => item);
}

export function idOf(...parts: readonly string[]): string {
  return rankOf(parts.join("\n")).slice(0, 16);
}

function rankOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
