import { isAppError } from "../errors.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { questionVector } from "../knowledge/question-vector.ts";
import { searchPassages } from "../knowledge/search.ts";
import type { Models } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { corpusOf } from "./corpus.ts";
import { lexicon } from "./lexicon.ts";
import { SHARED_MIN, shared } from "./slips.ts";
import { type Term, termOf } from "./terms.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";
import { isIn } from "./weigh.ts";
import { dictionary } from "./words.ts";

/** What was found: every sentence worth weighing, and the terms, mistyped ones understood. */
export type Retrieved = {
  units: readonly Unit[];
  terms: readonly Term[] /** the embedding endpoint was asked and did not answer */;
  withoutModel: boolean;
};

const CANDIDATES = 120;

/**
 * First stage in the database (words, or words and meaning), restricted to `documents`.
 * @param inOtherWords  the question as it would be asked without the turns before it; it widens the search and decides nothing
 */
export async function retrieve(
  needs: { db: Db; models: Models },
  { understood, inOtherWords = "" }: { understood: Understood; inOtherWords?: string | undefined },
  documents: readonly PlanDocument[],
): Promise<Retrieved> {
  const ids = documents.map(({ id }) => id);
  const corpus = corpusOf(needs.db);
  const { vector, withoutModel } = await vectorOf(needs, inOtherWords || understood.plain);
  const search = async (terms: readonly Term[]) => {
    const text = [understood.plain, inOtherWords, ...terms.flatMap(({ means }) => means)].join(" ");
    const passages = await searchPassages(needs.db, { text, documents: ids, limit: CANDIDATES, ...(vector && { vector }) });
    return corpus.units(passages.filter(({ kind }) => kind !== "heading"));
  };
  const units = await search(understood.terms);
  const mended = understood.terms.flatMap((term) => mend(term, units, corpus.homophones.of));
  const changed = mended.length !== understood.terms.length || mended.some((term, index) => term !== understood.terms[index]);
  return { units: changed ? await search(mended) : units, terms: mended, withoutModel };
}

/** A word that stands nowhere may be mistyped, when the dictionary does not know it either, or be put together from words that do. */
function mend(term: Term, units: readonly Unit[], soundsLike: (text: string) => readonly string[]): Term[] {
  if (term.kind === "frame" || units.some((unit) => isIn(term, unit.bare))) return [term];
  const near = oneCharacterOff(term, soundsLike);
  if (near) return [near];
  const parts = dictionary.parts(term.text);
  if (parts.length > 0) return parts.map((part) => ({ ...termOf(part, lexicon(), term.share), kind: dictionary.kindOf(part) }));
  if (term.kind !== "none") return [term];
  const whole = understoodBySound(term, soundsLike);
  if (whole) return [whole];
  const pairs = pairsOf(term.text).flatMap((pair) => understoodBySound({ ...term, text: pair, means: [pair] }, soundsLike) ?? []);
  return pairs.length > 0 ? pairs : [term];
}

/** 「空挡」 is a word, too; where no document knows it, one that sounds the same and is written alike in half of it may be meant. */
function oneCharacterOff(term: Term, soundsLike: (text: string) => readonly string[]): Term | undefined {
  const { text } = term;
  const near = soundsLike(text).filter((word) => word.length === text.length && shared(word, text) >= SHARED_MIN);
  return near.length === 0 ? undefined : { ...term, means: [...new Set([...term.means, ...near])] };
}

function understoodBySound(term: Term, soundsLike: (text: string) => readonly string[]): Term | undefined {
  const means = [...soundsLike(term.text), ...alikeInLexicon(term.text)].flatMap((word) => termOf(word, lexicon()).means);
  return means.length === 0 ? undefined : { ...term, means: [...new Set([...term.means, ...means])] };
}

/** The dictionary takes two mistyped words for one it has never seen. */
function pairsOf(text: string): string[] {
  return text.length < 3 ? [] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
}

function alikeInLexicon(text: string): readonly string[] {
  return lexicon().sounds.of(text);
}

async function vectorOf(
  { db, models }: { db: Db; models: Models },
  question: string,
): Promise<{ vector?: { model: string; values: number[] }; withoutModel: boolean }> {
  if (!models.embed) return { withoutModel: false };
  try {
    const vector = await questionVector(db, models.embed, question);
    return { ...(vector && { vector }), withoutModel: false };
  } catch (error) {
    // Words alone still find most of it; whoever asked must not wait or hear of it.
    if (isAppError(error) && error.code === "model_unavailable") return { withoutModel: true };
    throw error;
  }
}
