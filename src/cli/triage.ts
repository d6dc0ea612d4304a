import { z } from "zod";
import { AppError } from "../errors.ts";
import { type Triage, triage } from "../hazards/triage.ts";
import { texts } from "../texts/hazards.ts";
import { readJsonLines } from "./json-lines.ts";
import { assertWritable, writeLines } from "./question-file.ts";

const MessageLine = z.object({ id: z.string().min(1), message: z.string() });

/**
 * `anxun triage --file M.jsonl --out T.jsonl`: what each message is and what it tells of hazards. Nothing is recorded.
 * @throws AppError bad_input, naming file and line; then nothing is written
 */
export async function triageFile({ file, out }: { file?: string; out?: string }): Promise<void> {
  if (file === undefined || out === undefined) {
    throw new AppError("bad_input", "triage was called without its files", { hint: texts.command.needsFiles });
  }
  const messages = await readJsonLines(file, MessageLine, texts.command.badLine);
  await assertWritable(out, file);
  const lines = messages.map(({ value: { id, message } }) => JSON.stringify(outputLine(id, triage(message))));
  await writeLines(out, lines);
  process.stderr.write(`${texts.command.done({ count: lines.length, file: out })}\n`);
}

/** The shape that the scoring of message files reads. */
function outputLine(id: string, read: Triage) {
  return {
    id,
    intent: read.intent,
    is_hazard: read.isHazard,
    emergency: read.emergency !== undefined,
    hazards: read.hazards.map(({ industry, enterprise, place, district, description, suspectedMajor, reason }) => ({
      industry,
      enterprise,
      place,
      district,
      description,
      suspected_major: suspectedMajor,
      reason,
    })),
    missing_fields: read.missingFields,
    photos: read.photos,
    reply: read.reply,
  };
}
