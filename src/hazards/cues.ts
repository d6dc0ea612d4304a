import type { Clause } from "./clauses.ts";
import type { HazardLexicon } from "./lexicon.ts";

/** What a clause holds of a hazard: a thing, a state that no thing should be in, or a hazard said in one word. */
export type CueMatch = { thing: boolean; state: boolean; whole: boolean };

export function cuesIn({ text }: Clause, { cues }: Pick<HazardLexicon, "cues">): CueMatch {
  if (cues.harmless.test(text)) return { thing: false, state: false, whole: false };
  const thing = cues.things.test(text);
  const state = cues.states.test(text);
  const counted = cues.countedThings.test(text) && cues.amounts.test(text);
  return { thing, state: state || counted, whole: cues.alone.test(text) || cues.disabled.test(text) || (thing && state) || counted };
}
