import { kindOfWord, wordsOf } from "../knowledge/segmenter.ts";
import type { HazardLexicon } from "./lexicon.ts";

/**
 * Slips by sound among the words of reports are put right: 「煤汽罐」 → 「煤气罐」, 「双羊街道」 → 「双阳街道」.
 * Only a stretch that is no word itself changes, into a known one of the same length that shares half of its characters.
 */
export function mendSpelling(text: string, { words, sounds }: HazardLexicon["spelling"]): string {
  if (text.length > CLAUSE_MAX) return text;
  let mended = text;
  for (let length = LONGEST; length >= SHORTEST; length--) {
    for (let at = 0; at + length <= mended.length; at++) {
      const stretch = mended.slice(at, at + length);
      const meant = words.has(stretch)
        ? undefined
        : sounds.of(stretch).find((word) => word.length === length && shared(word, stretch) >= SHARED_MIN);
      if (meant && isFree(mended, at, stretch, words)) mended = mended.slice(0, at) + meant + mended.slice(at + length);
    }
  }
  return mended;
}

/** Nobody says so much in one breath: not worth the search. */
const CLAUSE_MAX = 200;
const LONGEST = 5;
const SHORTEST = 2;
const SHARED_MIN = 0.5;
/** Stands between words, and is no part of a mistyped one of two characters. */
const PARTICLE = /[的了吗呢吧啊着过在是有不没我你他这那就都也还和跟与或个一把被]/u;

function shared(one: string, other: string): number {
  return [...one].filter((character, index) => character === other.charAt(index)).length / one.length;
}

/** A pair of characters sounds like much: it must not be a word, nor cut through one. */
function isFree(text: string, start: number, stretch: string, known: ReadonlySet<string>): boolean {
  if (stretch.length > SHORTEST) return true;
  // 「烟敢」 is cut out as if it were a word; the dictionary knows none such.
  const found = wordsOf(text).filter((word) => word !== stretch || kindOfWord(word) !== "none");
  if (PARTICLE.test(stretch)) return false;
  return ![...found, ...known].some((word) => word.length > 1 && overlaps(text, word, start, start + stretch.length));
}

function overlaps(text: string, word: string, start: number, end: number): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at < end && at + word.length > start) return true;
  }
  return false;
}
