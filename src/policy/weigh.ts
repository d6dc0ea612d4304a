import { plainOf, withoutMarks } from "./normalise.ts";
import type { Term } from "./terms.ts";
import type { Unit } from "./units.ts";

/**
 * The second stage of retrieval: how much of what the question speaks of a sentence covers, rare words counting more.
 * A word in the sentence counts fully, in its headings mostly, elsewhere in its passage a little.
 */
export type Weighed = { unit: Unit /** 0 … 1 */; coverage: number /** the sentence and its headings alone */; own: number };

const HEADING_SHARE = 0.8;
const AROUND_SHARE = 0.45;
/** Another word for it is nearly as good; the word itself wins over it. */
const SYNONYM_SHARE = 0.9;
const SCATTERED_SHARE = 0.6;
/** A thing that stands nowhere is what the question is about, and nobody answers it. */
const UNKNOWN_THING_WEIGHT = 4;
/** Other words that stand nowhere are ways of putting it; they matter where an exact fact is wanted. What is no word is a slip. */
const UNKNOWN_WEIGHT = { strict: 3, loose: 1, slip: 1 };

export type Weights = ReadonlyMap<string, number>;

/** Rarity of each term among `units`; terms that stand nowhere are `unknown`. */
export function weightsOf(terms: readonly Term[], units: readonly Unit[], isStrict: boolean): { weights: Weights; unknown: Term[] } {
  const unknown: Term[] = [];
  const weights = new Map<string, number>();
  for (const term of terms) {
    const found = units.filter((unit) => isIn(term, unit.bare) || isIn(term, unit.heading)).length;
    if (found === 0) unknown.push(term);
    const weight = found === 0 ? unknownWeight(term, isStrict) : Math.max(0.3, Math.log((units.length + 1) / (found + 0.5)));
    weights.set(term.text, weight * term.share);
  }
  return { weights, unknown };
}

function unknownWeight({ kind }: Term, isStrict: boolean): number {
  if (kind === "thing") return UNKNOWN_THING_WEIGHT;
  if (kind === "frame") return 0;
  if (kind === "none") return UNKNOWN_WEIGHT.slip;
  return isStrict ? UNKNOWN_WEIGHT.strict : UNKNOWN_WEIGHT.loose;
}

export function weigh(unit: Unit, terms: readonly Term[], weights: Weights): Weighed {
  let total = 0;
  let covered = 0;
  let own = 0;
  for (const term of terms) {
    const weight = weights.get(term.text) ?? 0;
    total += weight;
    const near = Math.max(inSentence(term, unit.bare), HEADING_SHARE * inSentence(term, unit.heading));
    own += weight * near;
    covered += weight * Math.max(near, AROUND_SHARE * inSentence(term, unit.around));
  }
  return total === 0 ? { unit, coverage: 0, own: 0 } : { unit, coverage: covered / total, own: own / total };
}

/** How much of the topic a stretch of text speaks of. */
export function speaking(text: string, { terms, weights }: { terms: readonly Term[]; weights: Weights }): number {
  const bare = withoutMarks(plainOf(text));
  return terms.reduce((sum, term) => sum + (weights.get(term.text) ?? 0) * inSentence(term, bare), 0);
}

/** Whether the term, or another word for it, stands in `bare`. */
export function isIn(term: Term, bare: string): boolean {
  return term.means.some((word) => bare.includes(word));
}

/** 1 when the term stands in `bare`; less when another word for it does, or most of its pairs of characters. */
function inSentence(term: Term, bare: string): number {
  if (bare.includes(term.text)) return 1;
  if (isIn(term, bare)) return SYNONYM_SHARE;
  return Math.max(0, ...term.means.map((word) => SCATTERED_SHARE * scattered(word, bare)));
}

/** The share of a long word's pairs of characters that stand in `bare`; of short words, none but the whole. */
function scattered(word: string, bare: string): number {
  if (word.length < 3) return 0;
  // 「餐饮燃气」 is also 「餐饮行业燃气」.
  if (word.length === 4 && bare.includes(word.slice(0, 2)) && bare.includes(word.slice(2))) return 1;
  let found = 0;
  for (let at = 0; at < word.length - 1; at++) if (bare.includes(word.slice(at, at + 2))) found += 1;
  const share = found / (word.length - 1);
  return share >= 0.5 ? share : 0;
}
