import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { type Day, isDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import { parseJson } from "../json.ts";
import type { Question } from "../policy/answer.ts";
import { texts } from "../texts/cli.ts";

const QuestionLine = z.object({
  id: z.string().min(1),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "bot"]), text: z.string() })).optional(),
  district: z.string().min(1).nullish(),
  as_of: z.string().refine(isDay, { error: "as_of" }).nullish(),
});

/**
 * Reads a JSONL file of questions whole before the first is answered.
 * @throws AppError bad_input, naming file and line
 */
export async function readQuestions(file: string, today: Day): Promise<{ id: string; question: Question }[]> {
  const content = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("bad_input", `cannot read ${file}`, { cause, hint: texts.fileUnreadable({ file }) });
  });
  return content
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => parseLine(line, { file, line: number }, today));
}

function parseLine(line: string, place: { file: string; line: number }, today: Day) {
  const parsed = QuestionLine.safeParse(parseJson(line));
  if (!parsed.success) {
    const detail = parsed.error.issues.map((issue) => issue.path.join(".") || issue.code).join(", ");
    throw new AppError("bad_input", `bad question line ${place.line}`, { hint: texts.badQuestionLine({ ...place, detail }) });
  }
  const { id, question: text, history, district, as_of } = parsed.data;
  const question: Question = { text, asOf: as_of ?? today, history: history ?? [], ...(district && { district }) };
  return { id, question };
}

/** Writes all lines or none: a reader never meets half a file. */
export async function writeLines(file: string, lines: readonly string[]): Promise<void> {
  const half = `${file}.part`;
  try {
    await writeFile(half, lines.map((line) => `${line}\n`).join(""));
    await rename(half, file);
  } catch (cause) {
    throw new AppError("bad_input", `cannot write ${file}`, { cause, hint: texts.fileUnwritable({ file }) });
  }
}
