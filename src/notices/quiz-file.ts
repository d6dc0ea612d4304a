import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/quiz.ts";
import type { PlanTexts } from "./quiz-gaps.ts";
import { idOf, OPTIONS_MAX, OPTIONS_MIN, type QuizQuestion, shuffled } from "./quiz-question.ts";

/** Questions that people wrote, beside those that are read from the plans. */

const DIRECTORY = "quiz";
const EXTENSION = ".yaml";
const ASK_MAX = 150;
const OPTION_MAX = 60;
const words = texts.file;

const line = (most: number) => z.string(words.notText).trim().min(1, words.empty).max(most, words.tooLong({ most }));
const OwnQuestions = z.strictObject({
  topic: line(20),
  questions: z
    .array(
      z
        .strictObject({
          ask: line(ASK_MAX),
          right: line(OPTION_MAX),
          wrong: z
            .array(line(OPTION_MAX))
            .min(OPTIONS_MIN - 1, words.fewOptions)
            .max(OPTIONS_MAX - 1, words.manyOptions),
          /** Id in catalog.yaml. */
          document: line(100),
          /** Verbatim; …… where something is left out. */
          quote: line(1000),
        })
        .refine(({ right, wrong }) => new Set([right, ...wrong]).size === wrong.length + 1, words.doubled),
    )
    .min(1, words.empty),
});
export type OwnQuestions = z.infer<typeof OwnQuestions>;

/** All files of the folder; none where it has no such folder. @throws AppError bad_configuration  with file, line and what to do */
export async function readOwnQuestions(knowledgeDir: string): Promise<readonly OwnQuestions[]> {
  const directory = join(knowledgeDir, DIRECTORY);
  const names = await readdir(directory).catch((cause: NodeJS.ErrnoException): string[] => {
    if (cause.code === "ENOENT") return [];
    throw new AppError("bad_configuration", "the folder of quizzes cannot be read", { cause });
  });
  return Promise.all(
    names
      .filter((name) => name.endsWith(EXTENSION))
      .sort()
      .map((name) => readOne(directory, name)),
  );
}

/** Each with the clause in which its quote stands. What is quoted of no document in force is left out. */
export function ownQuestions(
  files: readonly OwnQuestions[],
  plans: readonly PlanTexts[],
): { questions: QuizQuestion[]; unproven: string[] } {
  const all = files.flatMap(({ topic, questions }) => questions.map((question) => ({ topic, ...question })));
  const resolved = all.map((question) => ({ asked: question.ask, question: resolve(question, plans) }));
  return {
    questions: resolved.flatMap(({ question }) => question ?? []),
    unproven: resolved.flatMap(({ asked, question }) => (question ? [] : [asked])),
  };
}

const LEFT_OUT = "……";

type Own = OwnQuestions["questions"][number] & { topic: string };

function resolve({ topic, ask, right, wrong, document: id, quote }: Own, plans: readonly PlanTexts[]): QuizQuestion | undefined {
  const plan = plans.find(({ document }) => document.id === id);
  const parts = quote.split(LEFT_OUT).filter(Boolean);
  const passage = plan?.passages.find(({ body }) => parts.every((part) => body.includes(part)));
  if (!plan || !passage) return undefined;
  const options = shuffled([right, ...wrong], ask, (option) => option);
  const { title } = plan.document;
  return {
    id: idOf(topic, ask),
    kind: "own",
    topic,
    stem: ask,
    options,
    right: options.indexOf(right),
    source: { title, clause: passage.path, quote },
  };
}

async function readOne(directory: string, name: string): Promise<OwnQuestions> {
  const file = join(DIRECTORY, name);
  const reading = readYaml(await readFile(join(directory, name), "utf8"), OwnQuestions, words, "questions");
  if ("value" in reading) return reading.value;
  const { problems, cause } = reading;
  const hint = words.broken({ file, problems });
  throw new AppError("bad_configuration", `${file}:${problems[0]?.line ?? 1} has no usable questions`, { hint, cause });
}
