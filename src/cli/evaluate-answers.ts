import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AppError } from "../errors.ts";
import { documentSource, listDocuments } from "../knowledge/passages.ts";
import { percentile } from "../knowledge/retrieval-figures.ts";
import { type Answer, answerQuestion } from "../policy/answer.ts";
import { districtsOf, shortName } from "../policy/district.ts";
import { GoldenQuestion, type Scores, scoresOf } from "../policy/scoring.ts";
import { texts } from "../texts/evaluate.ts";
import { compareWays, type KindFigures, type Way, type Ways } from "./compare-ways.ts";
import { readJsonLines } from "./json-lines.ts";
import { withKnowledge } from "./knowledge.ts";
import { openProgress, type Progress } from "./progress.ts";
import { printTable } from "./table.ts";
import type { Workspace } from "./workspace.ts";

/** Questions with their right answers, about the plans of this repository; the larger set was written by us. */
const GOLDEN_FILES = ["tests/golden/questions.jsonl", "tests/golden/own-questions.jsonl"];
const ROOT = new URL("../../", import.meta.url);
/** The day that the questions take as today where they say none. */
const GOLDEN_DAY = "2026-11-21";

type SetScores = Scores & { file: string; p50: number; p95: number };
/** `ways`: with an endpoint for embeddings or reranking, words alone and with what it adds, all without a language model. */
type SetReport = SetScores & { ways: Ways | undefined };

/** `anxun evaluate` without options: how many of the golden questions are answered right, and how quickly. */
export async function evaluateAnswers({ json, knowledge }: { json: boolean; knowledge: string | undefined }): Promise<void> {
  const sets = await Promise.all(GOLDEN_FILES.map(readGolden));
  await withKnowledge(knowledge, async (workspace) => {
    const progress = openProgress();
    const scores: SetReport[] = [];
    const tools = { ...workspace, day: GOLDEN_DAY, progress };
    try {
      for (const set of sets) scores.push({ ...(await scoreSet(workspace, set, progress)), ways: await compareWays(tools, set.questions) });
    } finally {
      progress.close();
    }
    process.stdout.write(json ? `${JSON.stringify(scores.map(outputOf))}\n` : `${scores.map(reportOf).join("\n\n")}\n`);
  });
}

type GoldenSet = { file: string; questions: readonly GoldenQuestion[] };

async function readGolden(file: string): Promise<GoldenSet> {
  const path = fileURLToPath(new URL(file, ROOT));
  if (!existsSync(path)) throw new AppError("bad_input", `no golden questions at ${file}`, { hint: texts.noGolden({ file }) });
  const lines = await readJsonLines(path, GoldenQuestion, texts.badGoldenLine);
  return { file, questions: lines.map(({ value }) => value) };
}

async function scoreSet(workspace: Workspace, { file, questions }: GoldenSet, progress: Progress): Promise<SetScores> {
  const documents = await listDocuments(workspace.db);
  const sources = await Promise.all(documents.map(({ id }) => documentSource(workspace.db, id)));
  const given: { question: GoldenQuestion; answer: Answer }[] = [];
  const times: number[] = [];
  for (const question of questions) {
    const { question: text, history, as_of, district } = question;
    const asked = { text, asOf: as_of ?? GOLDEN_DAY, history: history ?? [], ...(district && { district }) };
    const started = performance.now();
    given.push({ question, answer: await answerQuestion(workspace, asked) });
    times.push(performance.now() - started);
    progress.update(given.length, questions.length, texts.answering);
  }
  const scores = scoresOf(given, { corpus: sources.join("\n"), districts: districtsOf(documents).map(shortName) });
  return { ...scores, file, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

function outputOf({ file, kinds, right, evidence, verbatim, refused, wronglyRefused, p50, p95, ways }: SetReport) {
  const count = ([count, of]: readonly [number, number]) => ({ count, of });
  return {
    file,
    correct: count(right),
    kinds: Object.fromEntries([...kinds].map(([kind, counts]) => [kind, count(counts)])),
    evidence_cited: count(evidence),
    quotes_verbatim: count(verbatim),
    refused: count(refused),
    wrongly_refused: count(wronglyRefused),
    p50_ms: Number(p50.toFixed(2)),
    p95_ms: Number(p95.toFixed(2)),
    ...(ways && { lexical: wayOutput(ways.lexical) }),
    ...(ways?.hybrid && { hybrid: wayOutput(ways.hybrid) }),
    ...(ways?.reranked && { reranked: wayOutput(ways.reranked) }),
  };
}

function wayOutput(way: Way) {
  const kinds = [...way].map(([kind, { right, first, of, asked }]) => [
    kind,
    { correct: { count: right, of: asked }, "hit@1": { count: first, of } },
  ]);
  return { ...sumOf(way), kinds: Object.fromEntries(kinds) };
}

function sumOf(way: Way) {
  const sum = (figure: keyof KindFigures) => [...way.values()].reduce((total, figures) => total + figures[figure], 0);
  return { correct: { count: sum("right"), of: sum("asked") }, "hit@1": { count: sum("first"), of: sum("of") } };
}

function reportOf({ kinds, right: [right, total], file, ways, ...figures }: SetReport): string {
  const rows = [...kinds].map(([kind, [count, of]]) => [kind, `${count}/${of}`]);
  const table = printTable([texts.columns.kind, texts.columns.right], rows);
  return [texts.set({ file }), table, texts.answers({ right, total, ...figures }), ...(ways ? [waysTable(ways)] : [])].join("\n");
}

function waysTable({ lexical, hybrid, reranked }: Ways): string {
  const cells = (figures: KindFigures | undefined) => [
    `${figures?.first ?? 0}/${figures?.of ?? 0}`,
    `${figures?.right ?? 0}/${figures?.asked ?? 0}`,
  ];
  const ways = [
    { name: texts.ways.lexical, way: lexical },
    ...(hybrid ? [{ name: texts.ways.hybrid, way: hybrid }] : []),
    ...(reranked ? [{ name: texts.ways.reranked, way: reranked }] : []),
  ];
  const rows = [...lexical.keys()].map((kind) => [kind, ...ways.flatMap(({ way }) => cells(way.get(kind)))]);
  const { kind, right } = texts.columns;
  return printTable([kind, ...ways.flatMap(({ name }) => [`${name} hit@1`, right])], rows);
}
