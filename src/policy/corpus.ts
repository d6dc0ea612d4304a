import type { Passage } from "../knowledge/document.ts";
import type { Db } from "../storage/db.ts";
import { createHomophones, type Homophones } from "./homophones.ts";
import { type Unit, unitsOf } from "./units.ts";
import { cutWords } from "./words.ts";

/** What is worked out once for a passage and serves every question: its sentences, and how its words sound. */
export type Corpus = {
  units(passages: readonly Passage[]): Unit[];
  /** Words of the passages seen so far, by sound. */
  homophones: Homophones;
};

const PASSAGES_MAX = 20_000;

/** A changed document gets new passage ids, so nothing kept here can be stale; it goes when its database does. */
const kept = new WeakMap<Db, Corpus>();

export function corpusOf(db: Db): Corpus {
  const known = kept.get(db);
  if (known) return known;
  const corpus = createCorpus();
  kept.set(db, corpus);
  return corpus;
}

function createCorpus(): Corpus {
  const unitsById = new Map<string, Unit[]>();
  const homophones = createHomophones();
  const keep = (passage: Passage): Unit[] => {
    const known = unitsById.get(passage.id);
    if (known) return known;
    if (unitsById.size >= PASSAGES_MAX) unitsById.clear();
    const units = unitsOf(passage);
    unitsById.set(passage.id, units);
    homophones.add(units.flatMap(({ bare }) => cutWords(bare)));
    return units;
  };
  return { units: (passages) => passages.flatMap(keep), homophones };
}
