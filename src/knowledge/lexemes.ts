import { termsFingerprint, wordsOf } from "./segmenter.ts";

/**
 * What a text is found by: words, pairs of neighbouring characters (#) and single characters (~). Words carry the meaning,
 * pairs survive a wrong cut, characters an abbreviation. Measured best with OR and `ts_rank(…, 1)`.
 */
export type Lexeme = { term: string; position: number };

/** Goes up when the recipe below changes: what was indexed by another recipe must be indexed again. */
const RECIPE = 1;

/** Identifies recipe and dictionary. */
export function recipeFingerprint(): string {
  return `${RECIPE}:${termsFingerprint()}`;
}

export function tokenise(text: string): Lexeme[] {
  const plain = normalise(text);
  const words = wordsOf(plain).filter((word) => MEANINGFUL.test(word));
  const characters: string[] = [];
  const pairs: string[] = [];
  for (const [run] of plain.matchAll(RUN)) {
    let last: string | undefined;
    let isLastIdeograph = false;
    for (const [unit, ideograph] of run.matchAll(UNIT)) {
      const isIdeograph = ideograph !== undefined;
      if (isIdeograph) characters.push(unit);
      // Two words of a script with spaces are no pair.
      if (last !== undefined && (isIdeograph || isLastIdeograph)) pairs.push(clip(last) + clip(unit));
      last = unit;
      isLastIdeograph = isIdeograph;
    }
  }
  return [...lexemes("", words), ...lexemes("#", pairs), ...lexemes("~", characters)];
}

/** One spelling for what reads the same: full and half width, case, and spaces that a typesetter put around numbers. */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\p{Script=Han})[^\S\n]+|[^\S\n]+(?=\p{Script=Han})/gu, "");
}

/** PostgreSQL keeps at most 256 positions of a lexeme, up to 16,383, and less than 1 MB in all. */
const POSITIONS_MAX = 255;
const POSITION_MAX = 16_383;
const TSVECTOR_BYTES_MAX = 900_000;

/** A literal for `::tsvector`. What goes beyond the limits of the type is left out, rather than refused by the database. */
export function toTsvector(all: readonly Lexeme[]): string {
  const positions = new Map<string, number[]>();
  let bytes = 0;
  for (const { term, position } of all) {
    if (bytes > TSVECTOR_BYTES_MAX) break;
    const places = positions.get(term);
    if (!places) positions.set(term, [Math.min(position, POSITION_MAX)]);
    else if (places.length < POSITIONS_MAX) places.push(Math.min(position, POSITION_MAX));
    bytes += places ? 2 : term.length * BYTES_PER_UNIT + 8;
  }
  return Array.from(positions, ([term, places]) => `${quote(term)}:${places.join(",")}`).join(" ");
}

/** Of UTF-8, at most, per UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** A literal for `::tsquery` that any of the terms fulfils; empty when there is none. */
export function toTsquery(all: readonly Lexeme[]): string {
  return termsOf(all).map(quote).join(" | ");
}

/** The different terms, in their first order. */
export function termsOf(all: readonly Lexeme[]): string[] {
  return [...new Set(all.map(({ term }) => term))];
}

const MEANINGFUL = /[\p{L}\p{N}]/u;
const RUN = /[\p{L}\p{N}]+/gu;
/** A character of a script without spaces (group 1), or a whole word of another. */
const UNIT = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

function lexemes(sign: string, terms: readonly string[]): Lexeme[] {
  return terms.map((term, index) => ({ term: sign + clip(term), position: index + 1 }));
}

/** A lexeme must stay under 2 KB; nobody searches for a longer word. */
const TERM_MAX = 64;

function clip(term: string): string {
  return term.length > TERM_MAX ? [...term].slice(0, TERM_MAX / 2).join("") : term;
}

/** Quotes and backslashes are doubled; PostgreSQL's text knows no NUL. */
function quote(term: string): string {
  return `'${term.replaceAll("\0", "").replace(/['\\]/g, "$&$&")}'`;
}
