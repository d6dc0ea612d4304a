import { type Clause, COMMA } from "./clauses.ts";
import type { HazardLexicon } from "./lexicon.ts";

/** In which light a clause is said. What is imagined, rehearsed, told from afar or long past is no event here and now. */
export type Frame = {
  hypothetical: boolean;
  drill: boolean;
  elsewhere: boolean;
  past: boolean;
  joke: boolean;
};

/** One frame per clause. A frame opened once holds on until the speaker turns to here and now. */
export function framesOf(clauses: readonly Clause[], lexicon: Pick<HazardLexicon, "kinds" | "emergencies" | "places">): Frame[] {
  const { kinds, emergencies } = lexicon;
  const whole = clauses.map(({ text }) => text).join(COMMA);
  const drill = kinds.drill.test(whole) && !kinds.not_drill.test(whole);
  const joke = kinds.jokes.test(whole);
  let held: Pick<Frame, "hypothetical" | "elsewhere" | "past"> = NONE;
  let sentence = 0;
  return clauses.map((clause) => {
    const turnsHere = kinds.local.test(clause.text) || emergencies.now.test(clause.text);
    if (clause.sentence !== sentence) held = { ...held, hypothetical: false, past: false };
    if (turnsHere) held = { ...held, elsewhere: false, past: false };
    sentence = clause.sentence;
    held = {
      hypothetical: held.hypothetical || kinds.hypothetical.test(clause.text),
      elsewhere: held.elsewhere || kinds.elsewhere.test(clause.text) || isFar(clause.text, lexicon),
      past: held.past || (kinds.past.test(clause.text) && !emergencies.now.test(clause.text)),
    };
    return { ...held, drill, joke };
  });
}

/** 「听说厦门那边一个商场……」; 「厦门沙茶面馆」 is next door. */
function isFar(text: string, { kinds, places }: Pick<HazardLexicon, "kinds" | "places">): boolean {
  return places.foreign.some((name) => text.includes(name)) && kinds.far.test(text);
}

const NONE = { hypothetical: false, elsewhere: false, past: false };
