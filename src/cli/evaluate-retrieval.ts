import type { Bm25 } from "../knowledge/bm25.ts";
import { indexInMemory } from "../knowledge/bm25.ts";
import { tokenise } from "../knowledge/lexemes.ts";
import { refreshStatistics, replaceDocument } from "../knowledge/passages.ts";
import { figuresOf, RANKS, type RetrievalFigures, type Search } from "../knowledge/retrieval-figures.ts";
import { searchPassages } from "../knowledge/search.ts";
import { texts } from "../texts/evaluate.ts";
import type { EvaluationSet } from "./evaluation-file.ts";
import type { Workspace } from "./workspace.ts";

type Progress = (done: number, total: number, name: string) => void;

export type Comparison = { ours: RetrievalFigures; baselines: readonly (Bm25 & RetrievalFigures)[] };

/** What everybody else uses, and what suits short texts better. */
const BASELINES: readonly Bm25[] = [
  { k1: 1.2, b: 0.75 },
  { k1: 0.9, b: 0.4 },
];

/** Searches `set` with the product's own search and with plain BM25 over the same lexemes. Needs a database without documents. */
export async function compareRetrieval(needs: Pick<Workspace, "db" | "now">, set: EvaluationSet, progress: Progress): Promise<Comparison> {
  await indexCorpus(needs, set.passages, progress);
  const searches: Search[] = [];
  for (const { text, relevant } of set.questions) {
    const started = performance.now();
    const found = await searchPassages(needs.db, { text, limit: RANKS });
    const ms = performance.now() - started;
    searches.push({ found: found.map(({ path }) => path), relevant, ms });
    progress(searches.length, set.questions.length, texts.asking);
  }
  return { ours: figuresOf(searches), baselines: baselinesOf(set) };
}

/** Passages of one document, and of one transaction: what one step of the progress bar shows. */
const BATCH = 500;

async function indexCorpus({ db, now }: Pick<Workspace, "db" | "now">, passages: EvaluationSet["passages"], progress: Progress) {
  for (let first = 0; first < passages.length; first += BATCH) {
    const batch = passages.slice(first, first + BATCH).map(({ id, text }) => {
      // PostgreSQL's text holds neither NUL nor half a character.
      const body = text.replaceAll("\0", "").toWellFormed();
      return { kind: "clause" as const, path: id, trail: [], body, start: 0, end: body.length, cells: undefined };
    });
    const id = `corpus-${String(first).padStart(9, "0")}`;
    await db.inTransaction((tx) => replaceDocument(tx, emptyDocument(id), batch, now()));
    progress(Math.min(first + BATCH, passages.length), passages.length, texts.indexing);
  }
  await db.inTransaction(refreshStatistics);
}

function emptyDocument(id: string) {
  return {
    id,
    title: id,
    issuer: undefined,
    district: undefined,
    number: undefined,
    issuedOn: undefined,
    inForceFrom: undefined,
    inForceTo: undefined,
    supersededBy: undefined,
    file: id,
    contentHash: id,
    source: "",
    warnings: [],
  };
}

function baselinesOf({ passages, questions }: EvaluationSet): Comparison["baselines"] {
  const termsIn = (text: string) => tokenise(text).map(({ term }) => term);
  const index = indexInMemory(passages.map(({ text }) => termsIn(text)));
  return BASELINES.map((parameters) => {
    const searches = questions.map(({ text, relevant }): Search => {
      const started = performance.now();
      const found = index.search(termsIn(text), parameters, RANKS);
      const ms = performance.now() - started;
      return { found: found.map(({ index: at }) => passages[at]?.id ?? ""), relevant, ms };
    });
    return { ...parameters, ...figuresOf(searches) };
  });
}
