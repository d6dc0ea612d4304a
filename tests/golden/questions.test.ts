import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listDocuments, passagesOf } from "../../src/knowledge/passages.ts";
import type { Answer } from "../../src/policy/answer.ts";
import { lexicon } from "../../src/policy/lexicon.ts";
import { GoldenQuestion, isRight } from "../../src/policy/scoring.ts";
import { isVerbatim, type Knowledge, openKnowledge, readGolden, TODAY } from "../support/knowledge.ts";

/** Falls with every question that an otherwise good change loses: look at it, then decide. */
const FLOORS = { "questions.jsonl": 58, "own-questions.jsonl": 420 };
const DISTRICTS = ["洛江", "泉港"];

let knowledge: Knowledge;
let bodies: string[];
beforeAll(async () => {
  knowledge = await openKnowledge();
  const documents = await listDocuments(knowledge.db);
  const passages = await Promise.all(documents.map(({ id }) => passagesOf(knowledge.db, id)));
  bodies = passages.flat().map(({ body }) => body);
});
afterAll(() => knowledge.close());

describe.each(Object.entries(FLOORS))("%s", (file, floor) => {
  const questions = readGolden(file)
    .split("\n")
    .filter(Boolean)
    .map((line) => GoldenQuestion.parse(JSON.parse(line)));
  let answers: { question: GoldenQuestion; answer: Answer }[];
  beforeAll(async () => {
    answers = [];
    for (const question of questions) {
      const { question: text, history, as_of, district } = question;
      const more = { history: history ?? [], asOf: as_of ?? TODAY, ...(district && { district }) };
      answers.push({ question, answer: await knowledge.ask(text, more) });
    }
  });

  test(`at least ${floor} of ${questions.length} are answered right`, () => {
    const wrong = answers.filter(({ question, answer }) => !isRight(question, answer, DISTRICTS));
    const report = wrong.map(({ question, answer }) => `${question.id} ${question.question} → ${answer.status}`).join("\n");
    expect(questions.length - wrong.length, report).toBeGreaterThanOrEqual(floor);
  });

  test("nothing is answered that the documents do not tell", () => {
    const invented = answers.filter(({ question, answer }) => question.expect === "refuse" && answer.status !== "not_found");
    expect(invented.map(({ question }) => question.question)).toEqual([]);
  });

  test("every quote stands in a document as it is quoted", () => {
    const quotes = answers.flatMap(({ answer }) => [...answer.citations, ...answer.nearest]);
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.filter(({ quote }) => !isVerbatim(quote, bodies)).map(({ path, quote }) => `${path}: ${quote}`)).toEqual([]);
  });

  test("no question is in the lexicon", () => {
    const known = [...lexicon().synonyms].flat(2).join("\n");
    expect(questions.filter(({ question }) => known.includes(question)).map(({ id }) => id)).toEqual([]);
  });
});
