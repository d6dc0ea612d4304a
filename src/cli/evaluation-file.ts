import { z } from "zod";
import { AppError } from "../errors.ts";
import { texts } from "../texts/evaluate.ts";
import { type BadLine, readJsonLines } from "./json-lines.ts";

const Id = z.union([z.string().min(1), z.number()]).transform(String);
const CorpusLine = z.object({ id: Id, text: z.string() });
const QueryLine = z.object({ id: Id, text: z.string(), relevant: z.array(Id).min(1) });

export type EvaluationSet = {
  passages: readonly { id: string; text: string }[];
  questions: readonly { id: string; text: string; relevant: ReadonlySet<string> }[];
  /** How many ids the questions name that the corpus lacks. */
  unknown: number;
};

/**
 * Reads a corpus and its questions whole.
 * @throws AppError bad_input, naming file and line; also when they have nothing to do with each other
 */
export async function readEvaluationSet(files: { corpus: string; queries: string }): Promise<EvaluationSet> {
  const passages = await readUnique(files.corpus, CorpusLine, texts.badCorpusLine);
  const questions = await readUnique(files.queries, QueryLine, texts.badQueryLine);
  const known = new Set(passages.map(({ id }) => id));
  const named = questions.flatMap(({ relevant }) => relevant);
  const unknown = named.filter((id) => !known.has(id)).length;
  if (unknown === named.length) throw new AppError("bad_input", "corpus and queries do not match", { hint: texts.nothingKnown(files) });
  return { passages, questions: questions.map((question) => ({ ...question, relevant: new Set(question.relevant) })), unknown };
}

async function readUnique<Shape extends z.ZodType<{ id: string }>>(file: string, shape: Shape, explain: (bad: BadLine) => string) {
  const lines = await readJsonLines(file, shape, explain);
  if (lines.length === 0) throw new AppError("bad_input", `${file} is empty`, { hint: texts.empty({ file }) });
  const seen = new Set<string>();
  for (const { value, line } of lines) {
    const { id } = value;
    if (seen.has(id)) {
      const hint = explain({ file, line, detail: texts.repeatedId({ id }) });
      throw new AppError("bad_input", `repeated id in line ${line} of ${file}`, { hint });
    }
    seen.add(id);
  }
  return lines.map(({ value }) => value);
}
