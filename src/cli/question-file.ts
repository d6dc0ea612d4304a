import { access, constants, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type Day, isDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { Question } from "../policy/answer.ts";
import { texts } from "../texts/cli.ts";
import { readJsonLines } from "./json-lines.ts";

const QuestionLine = z.object({
  id: z.string().min(1),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "bot"]), text: z.string() })).nullish(),
  district: z.string().min(1).nullish(),
  as_of: z.string().refine(isDay, { error: "as_of" }).nullish(),
});

/**
 * Reads a JSONL file of questions whole before the first is answered.
 * @throws AppError bad_input, naming file and line
 */
export async function readQuestions(file: string, today: Day): Promise<{ id: string; question: Question }[]> {
  const lines = await readJsonLines(file, QuestionLine, texts.badQuestionLine);
  return lines.map(({ value: { id, question: text, history, district, as_of } }) => ({
    id,
    question: { text, asOf: as_of ?? today, history: history ?? [], ...(district && { district }) },
  }));
}

/**
 * Found out before the first question is answered, not after the last.
 * @throws AppError bad_input when `out` cannot be written, or is the file of the questions
 */
export async function assertWritable(out: string, questions: string): Promise<void> {
  const target = await realpath(out).catch(() => undefined);
  if (target !== undefined && target === (await realpath(questions).catch(() => undefined))) {
    throw new AppError("bad_input", "answers would replace their questions", { hint: texts.answersOverQuestions({ file: out }) });
  }
  try {
    if ((await kindOf(out)) === "directory") throw new TypeError("is a directory");
    await access(target ?? dirname(out), constants.W_OK);
  } catch (cause) {
    throw unwritable(out, cause);
  }
}

/** Writes all lines or none: a reader never meets half a file. What is no file (a pipe, a device) is written to, never replaced. */
export async function writeLines(file: string, lines: readonly string[]): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join("");
  try {
    if ((await kindOf(file)) === "special") return await writeFile(file, text);
    const target = await realpath(file).catch(() => file);
    const half = `${target}.${process.pid}.part`;
    await writeFile(half, text);
    await rename(half, target).finally(() => rm(half, { force: true }));
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

async function kindOf(path: string): Promise<"none" | "file" | "directory" | "special"> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return "none";
  if (found.isDirectory()) return "directory";
  return found.isFile() ? "file" : "special";
}

function unwritable(file: string, cause: unknown): AppError {
  return new AppError("bad_input", `cannot write ${file}`, { cause, hint: texts.fileUnwritable({ file }) });
}
