import type { Clause } from "./clauses.ts";
import type { HazardLexicon } from "./lexicon.ts";

/** What a clause holds of a hazard: a thing, a state that no thing should be in, or a hazard said in one word. */
export type CueMatch = { thing: boolean; state: boolean; whole: boolean };

export function cuesIn(clause: Clause, { cues }: Pick<HazardLexicon, "cues">): CueMatch {
  if (cues.harmless.test(clause.text)) return NOTHING;
  const text = clause.text.replace(cues.denied, TAKEN_OUT);
  const thing = cues.things.test(text);
  const state = cues.states.test(text.replace(cues.namesOnly, TAKEN_OUT));
  const counted = cues.countedThings.test(text) && cues.amounts.test(text);
  return { thing, state: state || counted, whole: cues.alone.test(text) || cues.disabled.test(text) || (thing && state) || counted };
}

/** 「通道没堵」: something is said not to be so, and nothing else is wrong. */
export function isDenial(clause: Clause, lexicon: Pick<HazardLexicon, "cues">): boolean {
  return clause.text.replace(lexicon.cues.denied, "") !== clause.text && !cuesIn(clause, lexicon).whole;
}

const NOTHING: CueMatch = { thing: false, state: false, whole: false };
const TAKEN_OUT = "◇";
