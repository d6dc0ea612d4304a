import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../errors.ts";

/** Text for a model with named gaps. `Gap` lists exactly the {{gaps}} that its file holds. */
export type Prompt<Gap extends string> = {
  name: string;
  /** Who the model is and what it may do; empty in a file of one part. */
  system: string;
  /** What is asked, with the gaps. */
  human: string;
  /** Of the file's text: an answer names the words that it was asked with. */
  hash: string;
  /** The whole text with its gaps filled. */
  fill(values: Readonly<Record<Gap, string>>): string;
};

const PROMPTS_DIR = join(import.meta.dirname, "../../prompts");
const GAP = /\{\{(\w+)\}\}/g;
/** Between what the model is told and what it is given. */
const PARTS = /\n---\n/;
const HASH_LENGTH = 12;

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
  const [first = "", second] = text.split(PARTS);
  return {
    name,
    system: second === undefined ? "" : first.trim(),
    human: (second ?? first).trim(),
    hash: createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH),
    // Replaced by function: a "$&" that someone types must stay as it is.
    fill: (values) => text.replace(GAP, (_, gap: Gap) => values[gap]),
  };
}

/** What fills a gap between <marks> may not close them: a clause that writes 「</条款>」 stays inside. */
export function asData(text: string): string {
  return text.replace(/</gu, "＜").replace(/>/gu, "＞");
}

function readPrompt(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch (cause) {
    throw new AppError("bad_configuration", `${path}: cannot be read`, { cause });
  }
}
