import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listDocuments, passagesOf } from "../../src/knowledge/passages.ts";
import { tasksOf } from "../../src/knowledge/task-store.ts";
import { deriveQuestions } from "../../src/notices/quiz-derive.ts";
import { ownQuestions, readOwnQuestions } from "../../src/notices/quiz-file.ts";
import type { PlanTexts } from "../../src/notices/quiz-gaps.ts";
import type { QuizQuestion } from "../../src/notices/quiz-question.ts";
import { isVerbatim, type Knowledge, openKnowledge } from "../support/knowledge.ts";

let own: Knowledge;
let foreign: Knowledge;
let plans: PlanTexts[];
let others: PlanTexts[];

beforeAll(async () => {
  own = await openKnowledge();
  foreign = await openKnowledge({ directory: "tests/knowledge/fixtures" });
  [plans, others] = [await textsOf(own), await textsOf(foreign)];
});
afterAll(async () => {
  await own.close();
  await foreign.close();
});

async function textsOf({ db }: Knowledge): Promise<PlanTexts[]> {
  const all: PlanTexts[] = [];
  for (const document of await listDocuments(db)) {
    all.push({ document, passages: await passagesOf(db, document.id), tasks: await tasksOf(db, document.id) });
  }
  return all;
}

/** The words of the documents, without spaces and width. */
const plain = (text: string) => text.normalize("NFKC").replace(/\s/g, "");
const wordsOf = (texts: readonly PlanTexts[]) => plain(texts.flatMap(({ passages }) => passages.map(({ body }) => body)).join("\n"));

function checkAll(questions: readonly QuizQuestion[], texts: readonly PlanTexts[]): void {
  const bodies = texts.flatMap(({ passages }) => passages.map(({ body }) => body));
  const words = wordsOf(texts);
  for (const { stem, options, right, source } of questions) {
    const about = `${stem} ${options.join("|")}`;
    expect(isVerbatim(source.quote, bodies), about).toBe(true);
    expect(new Set(options).size, about).toBe(options.length);
    expect(options.length, about).toBeGreaterThanOrEqual(3);
    // Every option is written in the documents, and the right one in the very place that proves it.
    for (const option of options) expect(words, about).toContain(plain(option));
    expect(plain(source.quote), about).toContain(plain(options[right] ?? "?"));
    // No wrong one makes a sentence that the documents write as well.
    const gap = /“(?<before>.*)（　　）(?<after>.*)”，括号里/u.exec(stem)?.groups;
    if (!gap) continue;
    const filled = (option: string) => plain(`${gap.before}${option}${gap.after}`);
    expect(
      options.map((option, index) => [option, index === right || !words.includes(filled(option))]),
      about,
    ).toEqual(options.map((option) => [option, true]));
  }
}

describe("questions out of the plans", () => {
  test("are of each kind, verbatim, with one right answer", () => {
    const questions = deriveQuestions(plans);
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(["deadline", "frequency", "unit"]));
    expect(questions.length).toBeGreaterThanOrEqual(15);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    checkAll(questions, plans);
  });

  test("come out of plans that nobody knew before just so", () => {
    const questions = deriveQuestions(others);
    expect(questions.length).toBeGreaterThan(0);
    checkAll(questions, others);
  });

  test("are the same each time", () => {
    expect(deriveQuestions(plans)).toEqual(deriveQuestions(plans));
  });

  test("never offer a bureau beside its offices, nor whoever is named in the sentence", () => {
    for (const { kind, options, right, source } of deriveQuestions(plans).filter((one) => one.kind === "unit")) {
      expect(kind).toBe("unit");
      const isOffice = (option: string) => /股$/u.test(option);
      const answer = options[right] ?? "";
      const wrong = options.filter((option) => option !== answer);
      if (/局$/u.test(answer)) expect(wrong.filter(isOffice)).toEqual([]);
      if (isOffice(answer)) expect(wrong.filter((option) => /局$/u.test(option))).toEqual([]);
      expect(wrong.filter((option) => source.quote.includes(option))).toEqual([]);
    }
  });
});

describe("questions that people wrote", () => {
  test("are proven by their documents", async () => {
    const files = await readOwnQuestions("./knowledge");
    const { questions, unproven } = ownQuestions(files, plans);
    expect(unproven).toEqual([]);
    const bodies = plans.flatMap(({ passages }) => passages.map(({ body }) => body));
    expect(questions.filter(({ source }) => !isVerbatim(source.quote, bodies))).toEqual([]);
    expect(questions.every(({ source }) => source.clause !== "")).toBe(true);
  });

  test("are left out where no document in force says so", () => {
    const made = { ask: "几次？", right: "三次", wrong: ["一次", "两次"], document: "luojiang-2024", quote: "每周检查三次" };
    expect(ownQuestions([{ topic: "自编", questions: [made] }], plans)).toEqual({ questions: [], unproven: ["几次？"] });
  });
});
