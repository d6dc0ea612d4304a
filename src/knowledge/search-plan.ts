import { rarity } from "./bm25.ts";
import { normalise } from "./lexemes.ts";

/** How the passages of the index are counted; `passages` 0 when nothing was counted yet. */
export type IndexStatistics = {
  passages: number;
  /** Lexemes, with headings. */
  meanLength: number;
  /** Of the terms that were asked for, those that stand in more than one passage. */
  frequencies: ReadonlyMap<string, TermFrequency>;
};

type TermFrequency = { passages: number; occurrences: number };

export type WeighedTerm = TermFrequency & {
  term: string;
  /** Its rarity; little, for a word that only asks. */
  weight: number;
  /** Below 1 for a word that only asks. */
  share: number;
  /** It stands in several passages at least; otherwise in one, or nowhere. */
  isCounted: boolean;
};

/** Which terms open the index, and how the first stage weighs what they open: terms of like rarity are ranked together. */
export type SearchPlan = {
  terms: readonly WeighedTerm[];
  opening: readonly string[];
  tiers: readonly [Tier, Tier, Tier];
};

type Tier = { terms: readonly string[]; weight: number };

/** Words with which a question asks, and which say nothing of what it asks for. */
const ASKING =
  /请问|請問|什么|什麼|甚么|甚麼|哪[一个個些里裡儿兒位种種年家]*|多少|多久|如何|怎么[样办]?|怎麼[樣辦]?|怎样|怎樣|为什么|為什麼|为何|為何|是否|有没有|有沒有|能不能|可不可以|何时|何時|何|谁|誰|吗|嗎|呢/gu;
/** They are not worth nothing: a text may speak of 如何 something is done. */
const ASKING_SHARE = 0.3;

/** What is not counted stands once, or nowhere. */
const ONCE: TermFrequency = { passages: 1, occurrences: 1 };

/** As many passages as a small machine ranks in a few hundredths of a second; an index of no more is held in memory as well. */
export const OPENED_MAX = 600;

/** From which rarity on a term is ranked with the rare ones, and with those between. */
const RARE = 5;
const MIDDLING = 2.5;

export function planSearch(question: string, terms: readonly string[], statistics: IndexStatistics): SearchPlan {
  const isAsking = askingTerms(normalise(question));
  const size = Math.max(statistics.passages, 1);
  const weighed = terms.map((term): WeighedTerm => {
    const counted = statistics.frequencies.get(term);
    const frequency = counted ?? ONCE;
    const share = isAsking(term) ? ASKING_SHARE : 1;
    return { term, ...frequency, share, isCounted: counted !== undefined, weight: rarity(frequency.passages, size) * share };
  });
  return { terms: weighed, opening: openingTerms(weighed, size), tiers: tiersOf(weighed) };
}

/** All terms of a small index; of a large one the rarest that open it no further than is quick to rank. */
function openingTerms(terms: readonly WeighedTerm[], size: number): string[] {
  if (size <= OPENED_MAX) return terms.map(({ term }) => term);
  let opened = 0;
  return terms
    .toSorted((one, other) => one.passages - other.passages)
    .filter(({ passages }) => {
      opened += passages;
      return opened <= OPENED_MAX;
    })
    .map(({ term }) => term);
}

function tiersOf(terms: readonly WeighedTerm[]): SearchPlan["tiers"] {
  const tier = (least: number, below: number): Tier => {
    const members = terms.filter(({ weight }) => weight >= least && weight < below);
    return { terms: members.map(({ term }) => term), weight: members.reduce((sum, { weight }) => sum + weight, 0) };
  };
  return [tier(RARE, Number.POSITIVE_INFINITY), tier(MIDDLING, RARE), tier(0, MIDDLING)];
}

/** Whether a term stands in the question as a part of its asking words only. */
function askingTerms(question: string): (term: string) => boolean {
  const bare = question.replace(ASKING, (words) => " ".repeat(words.length));
  return (term) => {
    const text = term.replace(/^[#~]/, "");
    return question.includes(text) && !bare.includes(text);
  };
}
