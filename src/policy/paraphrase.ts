import { z } from "zod";
import { anyOf, readLexiconFile } from "../knowledge/lexicon-file.ts";

/**
 * How a sentence may be put in other words and still say what a clause says: data in knowledge/lexicon/paraphrase.yaml. The synonyms
 * by which questions are understood are too wide for it: a wrong guess there costs a place in a list, here it would be a wrong answer.
 */
export type Paraphrase = {
  /** Words that assert nothing. */
  neutral: ReadonlySet<string>;
  /** What is said → what a clause may write for it. */
  alike: ReadonlyMap<string, readonly string[]>;
  /** Text that speaks to a machine instead of the office. */
  toMachines: RegExp;
};

const words = z.array(z.coerce.string().min(1));
const Paraphrases = z.strictObject({
  neutral: words,
  alike: z.array(z.strictObject({ say: words, mean: words })),
  to_machines: words,
});

let kept: Paraphrase | undefined;

/** Read once, like the lexicon. @throws AppError bad_configuration */
export function paraphrase(): Paraphrase {
  kept ??= readParaphrase();
  return kept;
}

/** Everything that a clause may write where an answer says `word`. */
export function writtenAs(word: string): readonly string[] {
  return [word, ...(paraphrase().alike.get(word) ?? [])];
}

function readParaphrase(): Paraphrase {
  const { neutral, alike, to_machines } = readLexiconFile("paraphrase", Paraphrases);
  const meant = new Map<string, string[]>();
  for (const { say, mean } of alike) for (const word of say) meant.set(word, [...(meant.get(word) ?? []), ...mean]);
  return { neutral: new Set(neutral), alike: meant, toMachines: anyOf(to_machines) };
}
