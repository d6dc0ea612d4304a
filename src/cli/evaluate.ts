import { AppError } from "../errors.ts";
import type { RetrievalFigures } from "../knowledge/retrieval-figures.ts";
import { texts } from "../texts/evaluate.ts";
import { evaluateAnswers } from "./evaluate-answers.ts";
import { type Comparison, compareRetrieval } from "./evaluate-retrieval.ts";
import { type EvaluationSet, readEvaluationSet } from "./evaluation-file.ts";
import { openProgress } from "./progress.ts";
import { printTable } from "./table.ts";
import { inWorkspace } from "./workspace.ts";

type EvaluateOptions = { corpus?: string; queries?: string; json?: boolean; knowledge?: string };

/** `anxun evaluate`: the golden questions, or with `--corpus` and `--queries` the search over any texts. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  const { corpus, queries, json = false, knowledge } = options;
  if ((corpus === undefined) !== (queries === undefined)) throw badInput(texts.needsBoth);
  if (corpus === undefined || queries === undefined) return evaluateAnswers({ json, knowledge });
  if (knowledge !== undefined) throw badInput(texts.noKnowledgeForCorpus);
  await evaluateRetrieval({ corpus, queries }, json);
}

function badInput(hint: string): AppError {
  return new AppError("bad_input", "evaluate was called with unusable arguments", { hint });
}

async function evaluateRetrieval(files: { corpus: string; queries: string }, json: boolean): Promise<void> {
  const set = await readEvaluationSet(files);
  if (set.unknown > 0) process.stderr.write(`${texts.unknownIds({ count: set.unknown })}\n`);
  await inWorkspace({ throwAway: true }, async (workspace) => {
    const started = performance.now();
    const progress = openProgress();
    const comparison = await compareRetrieval(workspace, set, progress.update).finally(progress.close);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(json ? `${JSON.stringify(outputOf(set, comparison, seconds))}\n` : tableOf(set, comparison, seconds));
  });
}

function outputOf({ passages, questions }: EvaluationSet, { ours, baselines }: Comparison, seconds: number) {
  const sizes = { passages: passages.length, questions: questions.length, seconds: rounded(seconds, 1) };
  const others = baselines.map(({ k1, b, ...figures }) => ({ method: "bm25", k1, b, ...named(figures) }));
  return { ...sizes, method: "anxun", ...named(ours), baselines: others };
}

function named({ hit1, hit5, hit10, mrr, p50, p95 }: RetrievalFigures) {
  const shares = { "hit@1": rounded(hit1, 4), "hit@5": rounded(hit5, 4), "hit@10": rounded(hit10, 4), mrr: rounded(mrr, 4) };
  return { ...shares, p50_ms: rounded(p50, 2), p95_ms: rounded(p95, 2) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function tableOf({ passages, questions }: EvaluationSet, { ours, baselines }: Comparison, seconds: number): string {
  const row = (method: string, { hit1, hit5, hit10, mrr, p50, p95 }: RetrievalFigures) => [
    method,
    ...[hit1, hit5, hit10, mrr].map((share) => share.toFixed(3)),
    ...[p50, p95].map((ms) => ms.toFixed(1)),
  ];
  const rows = [row(texts.methods.anxun, ours), ...baselines.map((figures) => row(texts.methods.bm25(figures), figures))];
  const header = [texts.columns.method, "hit@1", "hit@5", "hit@10", "MRR", "p50 ms", "p95 ms"];
  return `${printTable(header, rows)}\n${texts.retrieval({ passages: passages.length, questions: questions.length, seconds })}\n`;
}
