import { z } from "zod";

/** What the buttons of quizzes carry, and their forms. It comes back from outside: parse it. */

const QuizId = z.uuid();

export const DraftQuiz = z.strictObject({ do: z.literal("draft_quiz") });
export const SendQuiz = z.strictObject({ do: z.literal("send_quiz"), quizId: QuizId });
export type SendQuiz = z.infer<typeof SendQuiz>;
export const AnswerQuiz = z.strictObject({ do: z.literal("answer_quiz"), quizId: QuizId });
export type AnswerQuiz = z.infer<typeof AnswerQuiz>;
export const QuizFile = z.strictObject({ do: z.literal("send_quiz_results"), quizId: QuizId });
export type QuizFile = z.infer<typeof QuizFile>;

/** How many questions a quiz may have; more do not fit on a card that people read on the way. */
export const QUIZ_COUNTS = [3, 5, 10] as const;
export const QUIZ_DAYS = [1, 3, 7] as const;
/** Every topic together. A select cannot have an empty value. */
export const EVERYTHING = "-";

const oneOf = (numbers: readonly number[]) => z.coerce.number().refine((value) => numbers.includes(value));

/** The form below 「发小测」. */
export const QuizWish = z.object({
  topic: z.string().min(1).max(200),
  count: oneOf(QUIZ_COUNTS),
  audience: z.string().min(1).max(200),
  days: oneOf(QUIZ_DAYS),
});
export type QuizWish = z.infer<typeof QuizWish>;

/** The name of a question's field on the card. */
export function fieldOf(index: number): string {
  return `q${index}`;
}

/** Which option somebody chose for each question; -1: none, or nothing that was offered. */
export function chosenIn(form: Readonly<Record<string, unknown>>, options: readonly number[]): number[] {
  return options.map((count, index) => {
    const chosen = z.coerce
      .number()
      .int()
      .min(0)
      .max(count - 1)
      .safeParse(form[fieldOf(index)]);
    return chosen.success && form[fieldOf(index)] !== "" && form[fieldOf(index)] !== null ? chosen.data : -1;
  });
}
