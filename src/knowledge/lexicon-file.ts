import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { AppError } from "../errors.ts";

const DIRECTORY = join(import.meta.dirname, "../../knowledge/lexicon");

/**
 * Reads `knowledge/lexicon/<topic>.yaml`: words by which the program recognises what people say, kept by people.
 * @throws AppError bad_configuration naming the file
 */
export function readLexiconFile<Shape extends z.ZodType>(topic: string, shape: Shape): z.infer<Shape> {
  const file = join(DIRECTORY, `${topic}.yaml`);
  try {
    return shape.parse(parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new AppError("bad_configuration", `${file} is not a usable lexicon`, { cause });
  }
}

/** One expression out of many fragments; none of them: nothing matches. */
export function anyOf(cues: readonly string[], flags = "u"): RegExp {
  return cues.length > 0 ? new RegExp(cues.join("|"), flags) : /(?!)/u;
}
