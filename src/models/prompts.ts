import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../errors.ts";

/** Text for a model with named gaps. `Gap` lists exactly the {{gaps}} that its file holds. */
export type Prompt<Gap extends string> = { name: string; fill(values: Readonly<Record<Gap, string>>): string };

const PROMPTS_DIR = join(import.meta.dirname, "../../prompts");
const GAP = /\{\{(\w+)\}\}/g;

/**
 * Reads prompts/<name>.md.
 * @throws AppError bad_configuration when the file is missing, or its {{gaps}} are not those that are declared
 */
export function loadPrompt<Gap extends string>(name: string, gaps: readonly Gap[], directory = PROMPTS_DIR): Prompt<Gap> {
  const text = readPrompt(join(directory, `${name}.md`));
  const present = new Set([...text.matchAll(GAP)].map(([, gap]) => gap));
  const missing = gaps.filter((gap) => !present.has(gap));
  const undeclared = [...present].filter((gap) => !gaps.some((declared) => declared === gap));
  if (missing.length > 0 || undeclared.length > 0) {
    throw new AppError("bad_configuration", `prompts/${name}.md: missing {{${missing}}}, undeclared {{${undeclared}}}`);
  }
  // Replaced by function: a "$&" that someone types must stay as it is.
  return { name, fill: (values) => text.replace(GAP, (_, gap: Gap) => values[gap]) };
}

function readPrompt(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch (cause) {
    throw new AppError("bad_configuration", `${path}: cannot be read`, { cause });
  }
}
