import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, answerQuestion } from "../../src/policy/answer.ts";
import { GoldenQuestion, isRight, showsEvidence } from "../../src/policy/scoring.ts";
import { testClock } from "../support/clock.ts";
import { type Knowledge, openKnowledge, readGolden, TODAY } from "../support/knowledge.ts";
import { alwaysOne, honest, random, rerankBy, reversed, type Scoring } from "../support/rerankers.ts";

const DISTRICTS = ["洛江", "泉港"];
const LATE_MS = 300_000;
const RUN = 12;

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

/** Knows the right clause, and puts it last. */
function wrongClause({ evidence }: GoldenQuestion): Scoring {
  const runs = evidence.flatMap((span) =>
    Array.from({ length: Math.ceil(span.length / RUN) }, (_, at) => span.slice(at * RUN, (at + 1) * RUN)),
  );
  return (_, texts) => texts.map((text) => -runs.filter((run) => run.length > RUN / 2 && text.includes(run)).length);
}

const RERANKERS: readonly { name: string; scoring: (question: GoldenQuestion) => Scoring; isHeard: boolean }[] = [
  { name: "honest", scoring: () => honest, isHeard: true },
  { name: "reversed", scoring: () => reversed, isHeard: true },
  { name: "random", scoring: () => random, isHeard: true },
  { name: "always the same", scoring: () => alwaysOne, isHeard: false },
  { name: "always the wrong clause", scoring: wrongClause, isHeard: true },
];

test.each(["questions.jsonl", "own-questions.jsonl"])(
  "whatever a reranking endpoint says, no answer is worse: %s",
  async (file) => {
    const lines = readGolden(file).split("\n").filter(Boolean);
    const questions = lines.map((line) => GoldenQuestion.parse(JSON.parse(line)));
    const changed = new Map<string, number>();
    for (const question of questions) {
      const plain = await ask(question);
      for (const { name, scoring } of RERANKERS) {
        const rerank = rerankBy(scoring(question));
        const answer = await ask(question, rerank);
        // Where it is not asked it cannot have a say, and none of the others is asked either.
        if (rerank.asked.length === 0) break;
        expect(verdict(question, answer), `${name}: ${question.id}`).toEqual(verdict(question, plain));
        if (answer.text !== plain.text) changed.set(name, (changed.get(name) ?? 0) + 1);
      }
    }
    // A test in which they are never heard would show nothing; one that finds all alike changes nothing.
    for (const { name, isHeard } of RERANKERS) expect((changed.get(name) ?? 0) > 0, name).toBe(isHeard);
  },
  LATE_MS,
);

function ask(question: GoldenQuestion, rerank?: ReturnType<typeof rerankBy>): Promise<Answer> {
  const { question: text, history, as_of, district } = question;
  const needs = { db: knowledge.db, now: testClock(`${TODAY} 09:00`).now, models: rerank ? { rerank } : {} };
  return answerQuestion(needs, { text, history: history ?? [], asOf: as_of ?? TODAY, ...(district && { district }) });
}

/** What must be the same: whether it answers, whether that is right, and everything that is quoted. */
function verdict(question: GoldenQuestion, answer: Answer) {
  return {
    status: answer.status,
    isRight: isRight(question, answer, DISTRICTS),
    showsEvidence: showsEvidence(question, answer),
    quotes: answer.citations.map(({ passageId, quote }) => `${passageId} ${quote}`).sort(),
  };
}
