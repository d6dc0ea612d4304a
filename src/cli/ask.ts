import { dayOf, isDay, systemClock } from "../clock.ts";
import { AppError } from "../errors.ts";
import { type Answer, answerQuestion, type Question, warmUp } from "../policy/answer.ts";
import { texts } from "../texts/cli.ts";
import { withKnowledge } from "./knowledge.ts";
import { openProgress } from "./progress.ts";
import { assertWritable, readQuestions, writeLines } from "./question-file.ts";
import type { Workspace } from "./workspace.ts";

type AskOptions = { file?: string; out?: string; json?: boolean; district?: string; asOf?: string; knowledge?: string };

/** `anxun ask "question"` answers one; `anxun ask --file Q.jsonl --out A.jsonl` answers a batch. */
export async function ask(question: string | undefined, options: AskOptions): Promise<void> {
  const { file, out, asOf } = options;
  if ((file === undefined) !== (out === undefined)) throw badInput(texts.askNeedsOut);
  if (question === undefined && file === undefined) throw badInput(texts.askNeedsQuestion);
  // What a batch would not heed must not look heeded.
  if (file !== undefined && [question, options.district, asOf].some((given) => given !== undefined)) throw badInput(texts.askOneOrMany);
  if (asOf !== undefined && !isDay(asOf)) throw badInput(texts.badDay({ day: asOf }));
  // What is wrong with the files is said before a database is opened.
  const work = file !== undefined && out !== undefined ? await batch({ file, out }) : askOne(question ?? "", options);
  await withKnowledge(options.knowledge, work);
}

function badInput(hint: string): AppError {
  return new AppError("bad_input", "ask was called with unusable arguments", { hint });
}

function askOne(text: string, options: AskOptions) {
  return async (workspace: Workspace) => {
    const question: Question = {
      text,
      asOf: options.asOf ?? dayOf(workspace.now()),
      history: [],
      ...(options.district !== undefined && { district: options.district }),
    };
    const answer = await answerQuestion(workspace, question);
    process.stdout.write(`${options.json ? JSON.stringify(outputLine("1", answer)) : printAnswer(answer)}\n`);
  };
}

/** After so many questions most of the program has been compiled: the times of a batch tell of its questions, not of its start. */
const REHEARSALS = 60;

async function batch({ file, out }: { file: string; out: string }) {
  const questions = await readQuestions(file, dayOf(systemClock()));
  await assertWritable(out, file);
  return async (workspace: Workspace) => {
    await warmUp(workspace, REHEARSALS);
    const started = performance.now();
    const progress = openProgress();
    const lines: string[] = [];
    try {
      for (const { id, question } of questions) {
        lines.push(JSON.stringify(outputLine(id, await answerQuestion(workspace, question))));
        progress.update(lines.length, questions.length, id);
      }
    } finally {
      progress.close();
    }
    await writeLines(out, lines);
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${texts.answeredFile({ count: lines.length, seconds, file: out })}\n`);
  };
}

/** The shape that the scoring of question files reads. */
function outputLine(id: string, answer: Answer) {
  return {
    id,
    status: answer.status,
    answer: answer.text,
    citations: answer.citations.map(({ documentId, path, quote }) => ({ document: documentId, clause: path, quote })),
    elapsed_ms: answer.elapsedMs,
  };
}

function printAnswer(answer: Answer): string {
  const sources = answer.citations.map((citation) => texts.citation(citation));
  return [answer.text, ...sources].join("\n");
}
