import { barChart } from "../bar-chart.ts";
import {
  buttonRow,
  type Card,
  type CardElement,
  type Chart,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  markdown,
  notation,
} from "../card.ts";
import { formatMinute } from "../clock.ts";
import { tidyCell } from "../registry/workbook-cells.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/quiz.ts";
import { type QuizAnswer, quizAnswersOf } from "./quiz-answers.ts";
import type { QuizFile } from "./quiz-press.ts";
import { type Quiz, targetsOfQuiz } from "./quizzes.ts";
import { seatedIn } from "./seated.ts";

/** Who has answered a quiz, how well, and who has not: for the office. */

export type QuizResults = {
  quiz: Quiz;
  /** The best first. */
  answers: readonly QuizAnswer[];
  /** Of those who sit where it was sent. */
  silent: readonly { openId: string; name: string }[];
  /** Groups of which nobody knows who sits there. */
  unknown: number;
};

const words = texts.result;

export async function quizResults(db: Db, quiz: Quiz): Promise<QuizResults> {
  const answers = await quizAnswersOf(db, quiz.id);
  const answered = new Set(answers.map(({ openId }) => openId));
  const seated = [...(await seatedIn(db, await targetsOfQuiz(db, quiz.id))).values()];
  const people = new Map(seated.flatMap((seats) => seats ?? []).map((person) => [person.openId, person]));
  // Whoever asked the questions knows the answers.
  const silent = [...people.values()].filter(({ openId }) => !answered.has(openId) && openId !== quiz.composedBy);
  return {
    quiz,
    answers,
    silent: silent.sort((a, b) => a.name.localeCompare(b.name, "zh")),
    unknown: seated.filter((seats) => seats === undefined).length,
  };
}

/** What is longer is in the file. */
const SHOWN_MAX = 40;

export function resultsCard({ quiz, answers, silent, unknown }: QuizResults, at: Date): Card {
  const of = quiz.questions.length;
  const total = answers.reduce((sum, { score }) => sum + score, 0);
  const figures = {
    people: answers.length + silent.length,
    answered: answers.length,
    average: answers.length === 0 ? 0 : total / answers.length,
    full: answers.filter(({ score }) => score === of).length,
    of,
  };
  const scored = answers
    .slice(0, SHOWN_MAX)
    .map(({ name, openId, score }) => words.scored({ name: escapeMarkdown(name ?? openId), score, of }));
  const open = silent.slice(0, SHOWN_MAX).map(({ name }) => escapeMarkdown(name));
  const file: QuizFile = { do: "send_quiz_results", quizId: quiz.id };
  return card(
    { text: words.title({ title: quiz.title }), color: "turquoise" },
    [
      notation(words.facts({ number: quiz.number, at: formatMinute(at), due: formatMinute(quiz.dueAt) })),
      markdown(words.figures(figures)),
      ...(answers.length > 0 ? [chart(answers, of), ...worst(quiz, answers)] : []),
      ...(scored.length > 0 ? [markdown(words.answered({ people: scored, more: answers.length - scored.length }))] : []),
      ...(open.length > 0 ? [markdown(words.silent({ people: open, more: silent.length - open.length }))] : []),
      ...(unknown > 0 ? [notation(words.unknown({ count: unknown }))] : []),
      divider(),
      buttonRow([callbackButton(words.file, file)]),
    ],
    words.summary({ number: quiz.number, ...figures }),
  );
}

function chart(answers: readonly QuizAnswer[], of: number): Chart {
  const { score, count } = words.axes;
  const values = Array.from({ length: of + 1 }, (_, right) => ({
    [score]: String(right),
    [count]: answers.filter((answer) => answer.score === right).length,
  }));
  return barChart({ title: words.chart, values, x: score, y: count });
}

/** The question that most got wrong: what to tell people again. */
function worst({ questions }: Quiz, answers: readonly QuizAnswer[]): CardElement[] {
  const wrongs = questions.map(({ right, stem }, index) => ({
    place: index + 1,
    stem: escapeMarkdown(stem),
    wrong: answers.filter(({ chosen }) => chosen[index] !== right).length,
  }));
  const most = wrongs.toSorted((a, b) => b.wrong - a.wrong)[0];
  return most && most.wrong > 0 ? [markdown(words.worst(most))] : [];
}

/** One row a person: score, and which questions were right. */
export function resultsSheet({ quiz, answers, silent }: QuizResults): OutSheet {
  const { questions } = quiz;
  const of = String(questions.length);
  const marks = (chosen: readonly number[]) =>
    questions.map(({ right }, index) => (chosen[index] === right ? words.marks.right : words.marks.wrong));
  const rows = [
    ...answers.map(({ name, openId, score, chosen, at }) => [
      name ?? openId,
      words.states.answered,
      String(score),
      of,
      formatMinute(at),
      ...marks(chosen),
    ]),
    ...silent.map(({ name }) => [name, words.states.silent, "", of, "", ...questions.map(() => "")]),
  ];
  const headers = [...words.columns, ...questions.map((_, index) => words.question({ place: index + 1 }))];
  return {
    name: words.sheet,
    columns: headers.map((header, index) => ({ header, width: index === 0 || index === AT ? 20 : 10 })),
    rows: rows.map((row) => row.map(tidyCell)),
  };
}

/** The column of the moment at which it was handed in. */
const AT = 4;
