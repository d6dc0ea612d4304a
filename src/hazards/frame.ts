import { type Clause, COMMA } from "./clauses.ts";
import type { HazardLexicon } from "./lexicon.ts";
import { townIn } from "./place.ts";

/** In which light a clause is said. What is imagined, rehearsed, told from afar or long past is no event here and now. */
export type Frame = {
  hypothetical: boolean;
  drill: boolean;
  elsewhere: boolean;
  past: boolean;
  /** An old story: 「小时候隔壁鞭炮厂爆炸过」. */
  story: boolean;
  joke: boolean;
};

/** One frame per clause. A frame opened once holds on until the speaker turns to here and now. */
export function framesOf(clauses: readonly Clause[], lexicon: Pick<HazardLexicon, "kinds" | "emergencies" | "places">): Frame[] {
  const { kinds, emergencies } = lexicon;
  const whole = clauses.map(({ text }) => text).join(COMMA);
  const isMeant = kinds.not_drill.test(whole);
  const drill = kinds.drill.test(whole) && !isMeant;
  const joke = kinds.jokes.test(whole) && !isMeant;
  let held: Pick<Frame, "hypothetical" | "elsewhere" | "past" | "story"> = NONE;
  const isUnplaced = townIn(whole, lexicon.places) === undefined;
  let sentence = 0;
  return clauses.map((clause) => {
    const turnsHere =
      kinds.local.test(clause.text) || emergencies.now.test(clause.text) || townIn(clause.text, lexicon.places) !== undefined;
    if (clause.sentence !== sentence) held = { ...held, hypothetical: false, past: false };
    if (turnsHere || TODAY.test(clause.text)) held = { ...held, elsewhere: false, past: false };
    if (emergencies.now.test(clause.text)) held = { ...held, hypothetical: false };
    if (NOWADAYS.test(clause.text)) held = { ...held, story: false };
    sentence = clause.sentence;
    held = {
      hypothetical: held.hypothetical || kinds.hypothetical.test(clause.text),
      elsewhere: held.elsewhere || isAfar(clause.text, isUnplaced, lexicon),
      past: held.past || (kinds.past.test(clause.text) && !emergencies.now.test(clause.text) && !TODAY.test(clause.text)),
      story: held.story || kinds.story.test(clause.text),
    };
    return { ...held, drill, joke };
  });
}

/** What a friend tells may be anywhere, unless one of our towns is named. */
function isAfar(text: string, isUnplaced: boolean, lexicon: Pick<HazardLexicon, "kinds" | "places">): boolean {
  const { elsewhere, hearsay } = lexicon.kinds;
  return elsewhere.test(text) || isFar(text, lexicon) || (isUnplaced && hearsay.test(text));
}

/** 「听说厦门那边一个商场……」; 「厦门沙茶面馆」 is next door. */
function isFar(text: string, { kinds, places }: Pick<HazardLexicon, "kinds" | "places">): boolean {
  return places.foreign.some((name) => text.includes(name)) && kinds.far.test(text);
}

/** 「上次报的没人修，今天烧起来了」 */
const TODAY = /今天|今晚|今早|这会|这下|这回/u;
/** 「现在听到响声还怕」 still tells the old story. */
const NOWADAYS = /(?:现在|今天|今早|刚才|刚刚|至今|还是|一直|仍)(?!.{0,8}(?:怕|想起|记得|忘|慌|不敢))/u;
const NONE = { hypothetical: false, elsewhere: false, past: false, story: false };
