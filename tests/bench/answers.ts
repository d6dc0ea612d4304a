import { readFile } from "node:fs/promises";
import { systemClock } from "../../src/clock.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import { answerQuestion, type Question } from "../../src/policy/answer.ts";
import { openTestDatabase } from "../support/database.ts";
import { type BenchTable, milliseconds, percentile } from "./figures.ts";

const ROUNDS = 5;

/** How long an answer takes without a model, over the public questions, after one round of warming up. */
export async function benchAnswers(): Promise<BenchTable> {
  const log = createLog("silent");
  const db = await openTestDatabase();
  const needs = { db, models: {}, now: systemClock, log };
  await ingest(needs, { directory: "knowledge" });
  const lines = (await readFile("tests/golden/questions.jsonl", "utf8")).split("\n").filter(Boolean);
  const questions: Question[] = lines.map((line) => {
    const { question, history = [], as_of = "2026-11-21" } = JSON.parse(line);
    return { text: question, history, asOf: as_of };
  });
  for (const question of questions) await answerQuestion(needs, question);
  const latencies: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const question of questions) {
      const started = performance.now();
      await answerQuestion(needs, question);
      latencies.push(performance.now() - started);
    }
  }
  await db.close();
  return {
    title: `Answers without a model (${questions.length} questions, ${ROUNDS} rounds, ${db.embedded ? "embedded" : "native"} database)`,
    rows: [{ p50: milliseconds(percentile(latencies, 0.5)), p95: milliseconds(percentile(latencies, 0.95)) }],
  };
}
