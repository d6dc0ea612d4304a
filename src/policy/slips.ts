import { shortName } from "./district.ts";
import type { Dictionary } from "./terms.ts";

/**
 * Slips are put right before a question is read: 「泉岗」 → 「泉港」, 「连防联控」 → 「联防联控」, 「支特」 → 「支持」.
 * Only a stretch that is no word itself changes, into a known one that sounds the same and shares half of its characters,
 * or has one character in place of another that looks like it.
 */
export type Spelling = {
  districts: readonly string[];
  dictionary: Dictionary;
  /** Known words that sound like a text which is none of them. */
  soundsLike(text: string): readonly string[];
  districtsLike(text: string): readonly string[];
  /** Known words that look like a text which is none of them. */
  looksLike(text: string): readonly string[];
};

const LONGEST = 5;
export const SHARED_MIN = 0.5;
/** Asks, and is no part of what is asked about: 「分几级」 is no 「分级」. */
const ASKING = /[几哪谁啥吗呢]|什么|多少|怎么/u;
/** Stands between words, and is no part of a mistyped one of two characters. */
const PARTICLE = /[的了吗呢吧啊呀着过在是有不没我你他这那就都也还和跟与或几谁]|[说讲问听看]$/u;

export function mendSlips(plain: string, spelling: Spelling): string {
  const named = mendEach(plain, spelling, { among: spelling.districtsLike, isFree: () => true });
  const words = wordSpans(named, spelling.dictionary);
  const isFree = (start: number, end: number) =>
    !words.some((word) => (word.start < start && start < word.end) || (word.start < end && end < word.end)) &&
    !ASKING.test(named.slice(start, end)) &&
    (end - start > 2 || !(PARTICLE.test(named.slice(start, end)) || words.some((word) => word.start < end && start < word.end)));
  const alike = (text: string) => (isWord(text, spelling) ? [] : [...spelling.soundsLike(text), ...spelling.looksLike(text)]);
  return mendEach(named, spelling, { among: alike, isFree });
}

type Rule = { among(text: string): readonly string[]; isFree(start: number, end: number): boolean };

/** Same length in, same length out: positions keep their meaning. */
function mendEach(plain: string, { districts }: Spelling, { among, isFree }: Rule): string {
  const names = spansOf(districts.map(shortName), plain);
  const isNamed = (start: number, end: number) => names.some((name) => name.start < end && start < name.end);
  let text = plain;
  for (let length = LONGEST; length >= 2; length--) {
    for (let at = 0; at + length <= text.length; at++) {
      const stretch = text.slice(at, at + length);
      if (isNamed(at, at + length) || !isFree(at, at + length)) continue;
      const meant = among(stretch).find((word) => word.length === length && shared(word, stretch) >= SHARED_MIN);
      if (meant) text = text.slice(0, at) + meant + text.slice(at + length);
    }
  }
  return text;
}

/** 0 … 1: how many characters stand in the same place. */
export function shared(one: string, other: string): number {
  return [...one].filter((character, index) => character === other.charAt(index)).length / one.length;
}

function isWord(text: string, { dictionary }: Spelling): boolean {
  const parts = dictionary.cut(text);
  return parts.length === 1 && dictionary.kindOf(text) !== "none";
}

function spansOf(names: readonly string[], plain: string): Span[] {
  return names.flatMap((name) =>
    [...plain.matchAll(new RegExp(name, "gu"))].map(({ index }) => ({ start: index, end: index + name.length })),
  );
}

type Span = { start: number; end: number };

/** Where words of two characters or more stand that the dictionary knows: their characters are no slip of a pair. */
function wordSpans(plain: string, dictionary: Dictionary): Span[] {
  let at = 0;
  return dictionary.cut(plain).flatMap((word) => {
    const start = at;
    at += word.length;
    return word.length > 1 && dictionary.kindOf(word) !== "none" ? [{ start, end: at }] : [];
  });
}
