import { paraphrase } from "./paraphrase.ts";
import { contentWords } from "./said-words.ts";

/** A stretch of at least two characters that a sentence shares with a clause. */
export type Block = {
  text: string;
  /** In the sentence. */
  from: number;
  /** In the clause. */
  at: number;
  /** Which of the clause's pieces. */
  piece: number;
};

/**
 * From left to right the longest stretches that the clause has, too; where it has one twice, the next one on, else the last before.
 * @param pieces  of the clause, as its commas part it; @param start  where to begin to look
 */
export function blocksOf(said: string, pieces: readonly string[], start: number): Block[] {
  const source = pieces.join("");
  const blocks: Block[] = [];
  let last = start;
  for (let from = 0; from < said.length; ) {
    const text = longestAt(said, from, source);
    const paraphrased = paraphraseAt(said, from, source);
    const isInOtherWords = paraphrased > (text?.length ?? 0);
    if (text !== undefined && !isInOtherWords && contentWords(text).length > 0) {
      const next = source.indexOf(text, last);
      const at = next >= 0 ? next : source.lastIndexOf(text);
      blocks.push({ text, from, at, piece: pieceAt(pieces, at) });
      last = at + text.length;
    }
    from += Math.max(text?.length ?? 1, paraphrased);
  }
  return blocks;
}

/** Another way of saying it is no word of the clause, though a part of it may be: 「马上整改」 for 「立行立改」. @returns its length */
function paraphraseAt(said: string, from: number, source: string): number {
  const words = [...paraphrase().alike.keys()].filter((word) => said.startsWith(word, from) && !source.includes(word));
  return Math.max(0, ...words.map((word) => word.length));
}

/** Over no mark: what marks part may be arranged anew. */
const MARK = /[,，、。;；:：“”"《》()（）]/u;

function longestAt(said: string, from: number, source: string): string | undefined {
  let text: string | undefined;
  for (let to = from + 2; to <= said.length; to += 1) {
    const longer = said.slice(from, to);
    if (MARK.test(longer) || !source.includes(longer)) break;
    text = longer;
  }
  return text;
}

function pieceAt(pieces: readonly string[], at: number): number {
  let end = 0;
  return pieces.findIndex((piece) => {
    end += piece.length;
    return at < end;
  });
}
