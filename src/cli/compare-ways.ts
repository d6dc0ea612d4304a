import type { Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { listDocuments } from "../knowledge/passages.ts";
import type { Models } from "../models/model.ts";
import { type Answer, answerQuestion, candidatesFor } from "../policy/answer.ts";
import { districtsOf, shortName } from "../policy/district.ts";
import { retrieve } from "../policy/retrieve.ts";
import { type GoldenQuestion, isRight, showsEvidence } from "../policy/scoring.ts";
import { texts } from "../texts/evaluate.ts";
import type { Progress } from "./progress.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Of the questions of one kind: how many are answered right of those that were asked, and for how many of those whose evidence is
 * known the first passage that is found holds it.
 */
export type KindFigures = { right: number; asked: number; first: number; of: number };
export type Way = ReadonlyMap<string, KindFigures>;
/** `hybrid`: with an embedding endpoint. `reranked`: with one for reranking, beside whatever else finds. */
export type Ways = { lexical: Way; hybrid: Way | undefined; reranked: Way | undefined };

type Tools = Pick<Workspace, "db" | "now" | "models"> & { day: Day; progress: Progress };

/** The same questions by words alone, by words and meaning, and reranked, in one run. Undefined where there is nothing to compare. */
export async function compareWays(tools: Tools, questions: readonly GoldenQuestion[]): Promise<Ways | undefined> {
  const { embed, rerank } = tools.models;
  if (!embed && !rerank) return undefined;
  const found = { ...(embed && { embed }) };
  return {
    lexical: await figuresFor({ ...tools, models: {} }, questions),
    hybrid: embed && (await figuresFor({ ...tools, models: found }, questions)),
    reranked: rerank && (await figuresFor({ ...tools, models: { ...found, rerank } }, questions)),
  };
}

async function figuresFor(tools: Tools, questions: readonly GoldenQuestion[]): Promise<Way> {
  const documents = await listDocuments(tools.db);
  const names = districtsOf(documents).map(shortName);
  const kinds = new Map<string, KindFigures>();
  let done = 0;
  for (const question of questions) {
    const { question: text, history, as_of: asOf, district, kind } = question;
    const asked = { text, asOf: asOf ?? tools.day, history: history ?? [], ...(district && { district }) };
    const answer = await answerQuestion(tools, asked);
    const first = await firstFound(tools, { answer, asOf: asked.asOf, documents });
    const figures = kinds.get(kind) ?? { right: 0, asked: 0, first: 0, of: 0 };
    const isKnown = question.expect === "answer" && question.evidence.length > 0;
    const isFirst = isKnown && first !== undefined && showsEvidence(question, { ...answer, text: "", citations: [{ quote: first }] });
    kinds.set(kind, {
      right: figures.right + Number(isRight(question, answer, names)),
      asked: figures.asked + 1,
      first: figures.first + Number(isFirst),
      of: figures.of + Number(isKnown),
    });
    tools.progress.update(++done, questions.length, texts.answering);
  }
  return new Map([...kinds].sort(([one], [other]) => one.localeCompare(other)));
}

/** What the retrieval puts first, before anything is weighed against the question. */
async function firstFound(
  { db, models }: { db: Workspace["db"]; models: Models },
  { answer, asOf, documents }: { answer: Answer; asOf: Day; documents: readonly PlanDocument[] },
): Promise<string | undefined> {
  const { understood } = answer;
  const { units } = await retrieve({ db, models }, { understood }, candidatesFor(documents, understood.districts, asOf));
  return units[0]?.passage.body;
}
