/** Cuts sentences of a plan into pieces that are short enough to be asked about, each verbatim. */

export type Piece = { text: string; start: number; end: number };

const OPENING = "（(《“‘「『〔";
const CLOSING = "）)》”’」』〕";
const COMMA = "，,";

/** What a sentence is made of, between its commas; a comma inside brackets or quotation marks parts nothing. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index <= sentence.length; index += 1) {
    const character = sentence.charAt(index);
    if (character !== "" && OPENING.includes(character)) depth += 1;
    if (character !== "" && CLOSING.includes(character)) depth = Math.max(0, depth - 1);
    const isCut = index === sentence.length || (depth === 0 && COMMA.includes(character));
    if (!isCut) continue;
    pieces.push({ text: sentence.slice(start, index), start, end: index });
    start = index + 1;
  }
  return pieces;
}

/** A sentence that is no longer than this is asked about as a whole. */
const WHOLE_MAX = 90;
/** It goes on behind its end, or holds the number of another point. */
const UNFINISHED = /[：:]$|[^\s]（[一二三四五六七八九十]{1,2}）/u;
/** Less tells nobody what it is about. */
const CONTEXT_MIN = 10;

/**
 * The part of a sentence that is shown around a gap: all of it, or the pieces around the gap, the following ones first.
 * @param isPure  whether a part holds nothing that would tell, or be mistaken for, what stands in the gap
 * @returns undefined when no such part says enough
 */
export function partAround(sentence: string, gap: { start: number; end: number }, isPure: (part: Piece) => boolean): Piece | undefined {
  const whole = { text: sentence, start: 0, end: sentence.length };
  const isShowable = (part: Piece) => !UNFINISHED.test(part.text) && isPure(part);
  if (sentence.length <= WHOLE_MAX && isShowable(whole)) return whole;
  const pieces = piecesOf(sentence);
  const at = pieces.findIndex(({ start, end }) => start <= gap.start && gap.end <= end);
  if (at < 0) return undefined;
  let [first, last] = [at, at];
  const part = (): Piece => {
    const [start, end] = [pieces[first]?.start ?? 0, pieces[last]?.end ?? 0];
    return { text: sentence.slice(start, end), start, end };
  };
  while (part().text.length - (gap.end - gap.start) < CONTEXT_MIN) {
    if (last + 1 < pieces.length) last += 1;
    else if (first > 0) first -= 1;
    else return undefined;
  }
  return isShowable(part()) ? part() : undefined;
}
