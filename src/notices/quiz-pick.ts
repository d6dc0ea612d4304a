import { type QuizQuestion, shuffled } from "./quiz-question.ts";

/**
 * Chooses questions for a quiz: of each kind in turn, in an order that is the quiz's own and the same each time.
 * @param from.topic  undefined: of every topic
 * @returns at most `count`, fewer where there are no more
 */
export function pickQuestions(
  questions: readonly QuizQuestion[],
  from: { topic: string | undefined; count: number; seed: string },
): QuizQuestion[] {
  const fitting = questions.filter(({ topic }) => from.topic === undefined || topic === from.topic);
  const byKind = [
    ...Map.groupBy(
      shuffled(fitting, from.seed, ({ id }) => id),
      ({ kind }) => kind,
    ).values(),
  ];
  const picked: QuizQuestion[] = [];
  for (let round = 0; picked.length < Math.min(from.count, fitting.length); round += 1) {
    picked.push(...byKind.flatMap((kind) => kind[round] ?? []));
  }
  return picked.slice(0, from.count);
}

/** Indices into `options`, one for each question; what was left open is -1. @returns how many are right */
export function scoreOf(questions: readonly Pick<QuizQuestion, "right">[], chosen: readonly number[]): number {
  return questions.filter(({ right }, index) => chosen[index] === right).length;
}
