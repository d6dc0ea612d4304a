import type { Db } from "../storage/db.ts";
import type { Passage } from "./document.ts";
import { type IndexedPassage, indexedPassages, indexStatistics, indexVersion, passagesOf } from "./passages.ts";
import { type IndexStatistics, OPENED_MAX } from "./search-plan.ts";

/** A small index as a whole. What is asked of it costs one short statement: whether it is still the same. */
export type HeldIndex = { passages: readonly HeldPassage[]; statistics: IndexStatistics };
export type HeldPassage = Omit<IndexedPassage, "terms"> & { terms: ReadonlySet<string> };

type Holding = { sign: string; index: Promise<HeldIndex> };

/** It goes when its database does. */
const held = new WeakMap<Db, Holding>();

/** The index of `db` as it stands now, read anew when it has changed; undefined when it is too large to be held, or empty. */
export async function heldIndex(db: Db): Promise<HeldIndex | undefined> {
  const version = await indexVersion(db);
  if (!version || version.passages === 0 || version.passages > OPENED_MAX) {
    held.delete(db);
    return undefined;
  }
  const known = held.get(db);
  if (known?.sign === version.sign) return known.index;
  // Should it change while it is being read, the next sign tells.
  const holding: Holding = { sign: version.sign, index: read(db) };
  held.set(db, holding);
  holding.index.catch(() => held.get(db) === holding && held.delete(db));
  return holding.index;
}

/** All passages of a document, headings included, in the order of its text. */
export async function heldPassagesOf(db: Db, documentId: string): Promise<Passage[]> {
  const index = await heldIndex(db);
  if (!index) return passagesOf(db, documentId);
  return index.passages.filter((passage) => passage.documentId === documentId).map(withoutTerms);
}

/** As it is stored, without what it is searched by. */
export function withoutTerms({ terms: _, lexemes: __, ...passage }: HeldPassage): Passage {
  return passage;
}

async function read(db: Db): Promise<HeldIndex> {
  const passages = await indexedPassages(db);
  const statistics = await indexStatistics(db, null);
  return { passages: passages.map((passage) => ({ ...passage, terms: new Set(passage.terms) })), statistics };
}
