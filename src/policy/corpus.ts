import type { Passage } from "../knowledge/document.ts";
import { createHomophones, type Homophones } from "../knowledge/homophones.ts";
import { passagesOf } from "../knowledge/passages.ts";
import { wordsOf } from "../knowledge/segmenter.ts";
import { tasksOf } from "../knowledge/task-store.ts";
import type { Db } from "../storage/db.ts";
import { rowUnits } from "./row-units.ts";
import { type Unit, unitsOf } from "./units.ts";
import { cutWords } from "./words.ts";

/** What is worked out once for a passage and serves every question: its sentences, and how its words sound. */
export type Corpus = {
  units(passages: readonly Passage[]): Promise<Unit[]>;
  /** Reads the documents that it does not know yet. The first reading takes a moment: better at start-up than in a question. */
  warm(documents: readonly { id: string }[]): Promise<void>;
  /** Words of the passages seen so far, by sound. */
  homophones: Homophones;
};

const PASSAGES_MAX = 20_000;

/** A changed document gets new passage ids, so nothing kept here can be stale; it goes when its database does. */
const kept = new WeakMap<Db, Corpus>();

export function corpusOf(db: Db): Corpus {
  const known = kept.get(db);
  if (known) return known;
  const corpus = createCorpus(db);
  kept.set(db, corpus);
  return corpus;
}

function createCorpus(db: Db): Corpus {
  const unitsById = new Map<string, readonly Unit[]>();
  const homophones = createHomophones();
  const warmed = new Set<string>();
  const keep = (passage: Passage, units: readonly Unit[]) => {
    unitsById.set(passage.id, units);
    homophones.add(units.flatMap(({ bare }) => [...cutWords(bare), ...wordsOf(bare)]));
  };
  const keepTable = async (documentId: string) => {
    const [passages, tasks] = [await passagesOf(db, documentId), await tasksOf(db, documentId)];
    const rows = passages.filter(({ kind }) => kind === "row");
    const units = rowUnits(rows, tasks);
    for (const row of rows)
      keep(
        row,
        units.filter(({ passage }) => passage === row),
      );
  };
  const corpus: Corpus = {
    async warm(documents) {
      for (const { id } of documents.filter((document) => !warmed.has(document.id))) {
        warmed.add(id);
        await corpus.units(await passagesOf(db, id));
      }
    },
    async units(passages) {
      if (unitsById.size >= PASSAGES_MAX) unitsById.clear();
      const unknown = passages.filter(({ id }) => !unitsById.has(id));
      for (const passage of unknown.filter(({ kind }) => kind !== "row")) keep(passage, unitsOf(passage));
      const tables = new Set(unknown.filter(({ kind }) => kind === "row").map(({ documentId }) => documentId));
      for (const documentId of tables) await keepTable(documentId);
      return passages.flatMap(({ id }) => unitsById.get(id) ?? []);
    },
    homophones,
  };
  return corpus;
}
