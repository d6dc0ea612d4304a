import type { Db } from "../storage/db.ts";
import type { Passage, PassageKind, ScoredPassage } from "./document.ts";
import { type HeldIndex, heldIndex, withoutTerms } from "./held-index.ts";
import { termsOf, tokenise, toTsquery } from "./lexemes.ts";
import type { Candidate } from "./passage-row.ts";
import {
  candidatesByWords,
  candidatesByWordsAndMeaning,
  indexStatistics,
  type SearchScope,
  type WeighedQuery,
  type WordQuery,
} from "./passages.ts";
import { rankPassages } from "./rank.ts";
import { planSearch, type SearchPlan } from "./search-plan.ts";

export type PassageQuery = {
  /** The question, normalised or not. */
  text: string;
  /** The question's vector; passages embedded by another model are not compared with it. */
  vector?: { model: string; values: readonly number[] };
  /** Ids to look into; all documents when undefined. */
  documents?: readonly string[];
  /** What to look for; clauses, formal lines and rows when undefined. */
  kinds?: readonly PassageKind[];
  limit: number;
};

const SEARCHED_KINDS: readonly PassageKind[] = ["clause", "meta", "row"];

/** What the first stage hands to the second: of a hundred, what the second would put among its first ten is hardly ever lost. */
const CANDIDATES = 100;

/** A question is short; a pasted page need not be searched whole. */
const TERMS_MAX = 400;

/**
 * The passages that fit best, best first: the database finds candidates by their words (and meaning), `rankPassages` weighs
 * them. Of an index small enough to be held in memory, every passage that shares a word is weighed. `score` compares within one answer only: the weight of the words, or with a vector that of words and meaning together.
 */
export async function searchPassages(db: Db, query: PassageQuery): Promise<ScoredPassage[]> {
  const terms = termsOf(tokenise(query.text)).slice(0, TERMS_MAX);
  if (!query.vector && terms.length === 0) return [];
  const held = query.vector ? undefined : await heldIndex(db);
  if (held) return searchHeld(held, terms, query);
  const statistics = await indexStatistics(db, terms);
  const plan = planSearch(query.text, terms, statistics);
  const candidates = await findCandidates(db, scopeOf(query), plan, query);
  const isTold = ({ isTold }: Candidate) => isTold;
  const told = rankPassages(candidates.filter(isTold), plan.terms, statistics);
  const found = query.vector ? fuse(candidates, told) : told;
  return found.slice(0, query.limit).map(({ passage, score }) => scored(passage, score));
}

function searchHeld({ passages, statistics }: HeldIndex, terms: readonly string[], query: PassageQuery): ScoredPassage[] {
  const { documents, kinds } = scopeOf(query);
  const isAsked = ({ documentId, kind }: Passage) => (!documents || documents.includes(documentId)) && kinds.includes(kind);
  const told = passages.filter((passage) => isAsked(passage) && terms.some((term) => passage.terms.has(term)));
  const found = rankPassages(told, planSearch(query.text, terms, statistics).terms, statistics);
  return found.slice(0, query.limit).map(({ passage, score }) => ({ ...withoutTerms(passage), score }));
}

function scopeOf({ documents, kinds }: PassageQuery): SearchScope {
  return { documents: documents ?? null, kinds: kinds ?? SEARCHED_KINDS };
}

function scored({ lexemes: _, isTold: __, nearPlace: ___, ...passage }: Candidate, score: number): ScoredPassage {
  return { ...passage, score };
}

async function findCandidates(db: Db, scope: SearchScope, plan: SearchPlan, { vector, limit }: PassageQuery): Promise<Candidate[]> {
  if (vector) return candidatesByWordsAndMeaning(db, scope, wordQuery(plan, CANDIDATES), { ...vector, limit: NEAREST });
  const words = wordQuery(plan, Math.max(CANDIDATES, limit));
  const found = await candidatesByWords(db, scope, words);
  if (found.length > 0 || plan.opening.length === plan.terms.length) return found;
  // Its rare words stand nowhere: common ones must do.
  return candidatesByWords(db, scope, { ...words, opening: literalOf(plan.terms.map(({ term }) => term)) });
}

function wordQuery({ opening, tiers: [rare, middling, common] }: SearchPlan, limit: number): WordQuery {
  const weighed = (tier: SearchPlan["tiers"][number]): WeighedQuery => ({ literal: literalOf(tier.terms), weight: tier.weight });
  return { opening: literalOf(opening), tiers: [weighed(rare), weighed(middling), weighed(common)], limit };
}

function literalOf(terms: readonly string[]): string {
  return toTsquery(terms.map((term) => ({ term, position: 1 })));
}

/** How many of the nearest take part, and what the nearest of them weighs beside the best by words. */
const NEAREST = 50;
const MEANING_SHARE = 0.2;

type Found = { passage: Candidate; score: number };

/**
 * How much better one is by its words is known, how much nearer by its meaning is told by no model on the same scale: so words count by
 * their weight, from 0 to 1, and meaning by its place. Meaning decides between passages whose words tell nearly as much, and brings what
 * shares no word; it puts nothing before a passage that tells clearly more. (Reciprocal ranks alone would: they forget by how much.)
 */
function fuse(candidates: readonly Candidate[], told: readonly Found[]): Found[] {
  const [best = 0, least = 0] = [told[0]?.score, told.at(-1)?.score];
  const range = best - least || 1;
  const byWords = new Map(told.map(({ passage, score }) => [passage.id, best === least ? 1 : (score - least) / range]));
  // A document's title is near to whatever names the document: where words tell anything, it is found by its own.
  const isNearAnyway = ({ kind }: Candidate) => kind === "meta" && told.length > 0;
  const byMeaning = (passage: Candidate) =>
    passage.nearPlace === undefined || isNearAnyway(passage) ? 0 : MEANING_SHARE * (1 - (passage.nearPlace - 1) / NEAREST);
  return candidates
    .map((passage) => ({ passage, score: (byWords.get(passage.id) ?? 0) + byMeaning(passage) }))
    .sort((one, other) => other.score - one.score);
}
