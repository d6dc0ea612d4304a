import { type Clause, COMMA } from "./clauses.ts";
import { cuesIn, isDenial } from "./cues.ts";
import type { Frame } from "./frame.ts";
import { isLeftOut, isUnreal } from "./left-out.ts";
import type { HazardLexicon } from "./lexicon.ts";
import { isFine } from "./tone.ts";

export type Said = {
  clauses: readonly Clause[];
  frames: readonly Frame[];
  /** An enterprise or a place is named. */
  isNamed: boolean;
  hasPhoto: boolean;
  isEmergency: boolean;
};

/**
 * One description per hazard that is said to exist, in the words of the message. A clause that holds no hazard of its own
 * goes with the one before it: people tell what, then how bad. Nothing is added to what was said.
 */
export function descriptionsIn(said: Said, lexicon: HazardLexicon): string[] {
  const { clauses } = said;
  const marks = clauses.map((_, index) => markOf(index, said, lexicon));
  const telling = clauses.findIndex(({ text }, index) => marks[index] === "more" && isTelling(text, lexicon));
  // Unheard-of ways to be wrong are told, too: whoever names a site and such a thing reports it.
  const isDone = clauses.some((clause) => isFine(clause, clauses, lexicon) || isDenial(clause, lexicon));
  const isComplaint = clauses.some(({ text }) => lexicon.kinds.complaint.test(text));
  if (said.isNamed && !isDone && !isComplaint && !marks.includes("hazard") && telling >= 0) marks[telling] = "hazard";
  if (!marks.includes("hazard")) return said.isEmergency ? [clauses.map(({ text }) => text).join(COMMA)] : [];
  const descriptions: string[] = [];
  let waiting: string[] = [];
  for (const [index, { text }] of clauses.entries()) {
    if (marks[index] === "left") continue;
    waiting.push(text);
    if (marks[index] !== "hazard") continue;
    descriptions.push(waiting.join(COMMA));
    waiting = [];
  }
  const last = descriptions.pop() ?? "";
  return [...descriptions, [last, ...waiting].join(COMMA)];
}

function isTelling(text: string, { cues }: HazardLexicon): boolean {
  return !cues.harmless.test(text) && (cues.tellingThings.test(text) || cues.tellingStates.test(text));
}

/** "hazard": tells one; "more": tells about one; "left": thanks, orders, questions, what is over. */
type Mark = "hazard" | "more" | "left";

function markOf(index: number, said: Said, lexicon: HazardLexicon): Mark {
  const clause = said.clauses[index];
  if (!clause || isLeftOut(index, said, lexicon)) return "left";
  const cue = cuesIn(clause, lexicon);
  if (cue.whole || contradicts(index, said, lexicon)) return "hazard";
  const before = said.clauses[index - 1];
  const cueBefore = before && !isUnreal(said.frames[index - 1]) ? cuesIn(before, lexicon) : undefined;
  return cue.state && cueBefore?.thing && !cueBefore.whole ? "hazard" : "more";
}

/** 「说换了软管，我看还是旧的」 */
function contradicts(index: number, { clauses }: Said, { kinds }: HazardLexicon): boolean {
  return kinds.unresolved.test(clauses[index]?.text ?? "") && clauses.slice(0, index).some(({ text }) => kinds.claims.test(text));
}

/** 「这里有隐患」 says that something is wrong, and not what. @param description  as it was told; @param names  of the site */
export function tellsNothing(description: string, names: readonly string[], lexicon: HazardLexicon): boolean {
  if (!SOMETHING_WRONG.test(description)) return false;
  const rest = names.reduce((left, name) => left.replace(name, ""), description.replace(SOMETHING_WRONG, ""));
  return !cuesIn({ text: rest, asked: false, sentence: 0 }, lexicon).thing && !lexicon.cues.tellingThings.test(rest);
}

const SOMETHING_WRONG =
  /(?:有|存在|是)(?:一?[些点个处]|很?(?:大|多|严重)的?|重大|安全|消防)*(?:隐患|问题|风险|危险)|(?:很|太|非常|特别)?不(?:太|够|怎么)?安全|(?:很|太|非常|好)危险/u;
