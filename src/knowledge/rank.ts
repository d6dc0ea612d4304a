import { type Bm25, saturation } from "./bm25.ts";
import { normalise } from "./lexemes.ts";
import type { IndexStatistics, WeighedTerm } from "./search-plan.ts";

/**
 * The second stage of the search: weighs the candidates of the first by what stands where in them. Pure.
 * The figures below were measured on eight sets of questions: none is best for one of them, none is bad for another.
 */

/** The two usual pairs: one suits collections in which long texts say more, the other those in which they only say it longer. */
const PARAMETERS: readonly [Bm25, Bm25] = [
  { k1: 0.9, b: 0.4 },
  { k1: 1.2, b: 0.75 },
];
/** Words carry more than the pairs of characters that they are made of. */
const KIND_WEIGHT = { word: 1.25, pair: 0.6, character: 1.2 };
/** A heading stands over all its clauses, and so tells less of each. */
const HEADING_SHARE = 0.7;
/** What is asked for stands together: a sentence or two. */
const WINDOW_CHARACTERS = 40;
const WINDOW_SHARE = 0.4;
/** A second opinion: how likely such a text is to be asked so. It is the stricter one with long texts. */
const LIKELIHOOD_SHARE = 0.4;
/** Text of the whole index that is added to each passage, in mean lengths, before the likelihood is taken. */
const SMOOTHING = 0.5;
/** Before any word is looked at, a longer text is a little likelier to be what is asked for: it says more. */
const LENGTH_SHARE = 0.5;
const LENGTH_FLOOR = 0.1;
/** A word that stands a hundred times says no more than one that stands thirty times. */
const COUNT_MAX = 30;

export type Rankable = {
  trail: readonly string[];
  body: string;
  /** How many, headings included. Characters would make a text of long foreign words a long text. */
  lexemes: number;
};

/** The same passages, best first, each with its score; equal ones stay in their order. */
export function rankPassages<Ranked extends Rankable>(
  passages: readonly Ranked[],
  terms: readonly WeighedTerm[],
  statistics: Pick<IndexStatistics, "passages" | "meanLength">,
): { passage: Ranked; score: number }[] {
  const looked = terms.map((term) => ({ ...term, ...lookUp(term.term) }));
  const seen = passages.map((passage) => ({ passage, ...see(passage, looked) }));
  const meanLength = statistics.meanLength || mean(passages.map(({ lexemes }) => lexemes));
  // A term that stands nowhere would count against long texts only; one that stands once might as well.
  const asked = looked.reduce((sum, { isCounted, share }) => sum + (isCounted ? share : 0), 0);
  return seen
    .map(({ passage, counts, window }) => {
      const relativeLength = passage.lexemes / Math.max(1, meanLength);
      let score = WINDOW_SHARE * window + priorOf(relativeLength, asked);
      looked.forEach((term, index) => {
        const count = counts[index] ?? 0;
        if (count > 0) score += shareOf(term, count, relativeLength, statistics.passages);
      });
      return { passage, score };
    })
    .sort((one, other) => other.score - one.score);
}

/** What the length of a text alone says; `asked` is how many terms it would have to hold by chance. */
function priorOf(relativeLength: number, asked: number): number {
  const byChance = LIKELIHOOD_SHARE * asked * Math.log(1 + relativeLength / SMOOTHING);
  return LENGTH_SHARE * Math.log(relativeLength + LENGTH_FLOOR) - byChance;
}

function shareOf({ weight, share, kind, occurrences }: LookedUp, count: number, relativeLength: number, size: number): number {
  const likelihood = Math.log(1 + (count * Math.max(1, size)) / (SMOOTHING * occurrences));
  const [one, other] = PARAMETERS;
  const saturated = (saturation(count, relativeLength, one) + saturation(count, relativeLength, other)) / 2;
  return weight * KIND_WEIGHT[kind] * saturated + LIKELIHOOD_SHARE * share * likelihood;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

type LookedUp = WeighedTerm & { text: string; kind: keyof typeof KIND_WEIGHT; isWhole: boolean };

/** How a term is looked for: one of a script without spaces anywhere, one of another as a whole word. */
function lookUp(term: string): Pick<LookedUp, "text" | "kind" | "isWhole"> {
  if (term.startsWith("#")) return { text: term.slice(1), kind: "pair", isWhole: false };
  if (term.startsWith("~")) return { text: term.slice(1), kind: "character", isWhole: false };
  return { text: term, kind: "word", isWhole: /^[\p{L}\p{N}]/u.test(term) && !UNSPACED.test(term) };
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** How often each term stands in a passage, and how much of the question stands close together. */
function see(passage: Rankable, terms: readonly LookedUp[]): { counts: number[]; window: number } {
  const { text, heading } = readable(passage);
  const hits: Hit[] = [];
  const counts = terms.map((term) => {
    const places = placesOf(term, text);
    if (term.kind === "pair") for (const at of places) hits.push({ at, text: term.text, weight: term.weight });
    return places.length + HEADING_SHARE * placesOf(term, heading).length;
  });
  return { counts, window: bestWindow(hits) };
}

type Readable = { text: string; heading: string };

/** One spelling of a passage serves every question for which the same passage is ranked. */
const spelt = new WeakMap<Rankable, Readable>();

function readable(passage: Rankable): Readable {
  const known = spelt.get(passage);
  if (known) return known;
  const { trail, body } = passage;
  const made = { text: normalise(body), heading: normalise(trail.filter((line) => !body.startsWith(line)).join("\n")) };
  spelt.set(passage, made);
  return made;
}

function placesOf({ text, isWhole }: LookedUp, within: string): number[] {
  const places: number[] = [];
  for (let at = within.indexOf(text); at >= 0 && places.length < COUNT_MAX; at = within.indexOf(text, at + text.length)) {
    if (!isWhole || standsAlone(within, at, text.length)) places.push(at);
  }
  return places;
}

function standsAlone(within: string, at: number, length: number): boolean {
  const touches = [within.charAt(at - 1), within.charAt(at + length)];
  return touches.every((character) => !WORD_CHARACTER.test(character) || UNSPACED.test(character));
}

type Hit = { at: number; text: string; weight: number };

/** The weight of the different pairs in the stretch of text that holds most of it. */
function bestWindow(hits: readonly Hit[]): number {
  const sorted = hits.toSorted((one, other) => one.at - other.at);
  const inside = new Map<string, number>();
  let best = 0;
  let weight = 0;
  let first = 0;
  for (const hit of sorted) {
    const count = inside.get(hit.text) ?? 0;
    if (count === 0) weight += hit.weight;
    inside.set(hit.text, count + 1);
    for (let old = sorted[first]; old && old.at < hit.at - WINDOW_CHARACTERS; old = sorted[first]) {
      const left = (inside.get(old.text) ?? 1) - 1;
      inside.set(old.text, left);
      if (left === 0) weight -= old.weight;
      first += 1;
    }
    best = Math.max(best, weight);
  }
  return best;
}
