import type { EmergencyKind } from "../texts/hazards.ts";
import { type Clause, COMMA } from "./clauses.ts";
import type { Frame } from "./frame.ts";
import type { HazardLexicon } from "./lexicon.ts";

type Said = { clauses: readonly Clause[]; frames: readonly Frame[] /** An enterprise or a place is named. */; isSited: boolean };

/**
 * What is happening right now, if anything is. A look-alike must show itself as one (a drill, a story, a question about
 * rules, something over); where that is open, it is an emergency: first words said in vain cost little.
 */
export function emergencyIn(said: Said, lexicon: Pick<HazardLexicon, "emergencies" | "kinds">): EmergencyKind | undefined {
  const { emergencies } = lexicon;
  const texts = said.clauses.map((clause, index) => (isLive(said, index, lexicon) ? clause.text : ""));
  return emergencies.kinds.find(({ cues, unless }) => texts.some((text) => cues.test(text.replace(unless, LOOK_ALIKE))))?.kind;
}

const LOOK_ALIKE = "◇";
/** What has happened is said with 了 or 着; a rule is asked about without. */
const HAPPENED = /[了着啦矣]|闻到|有人|正在/u;

/** Somebody stands there and smells it. */
const TOLD = /(?:有|闻到|闻着|好|很|太|一股|全是|都是).{0,8}[味烟火]/u;

function isLive(said: Said, index: number, lexicon: Pick<HazardLexicon, "emergencies" | "kinds">): boolean {
  const { emergencies, kinds } = lexicon;
  const [clause, frame] = [said.clauses[index], said.frames[index]];
  if (!clause || !frame || frame.drill || frame.elsewhere || frame.hypothetical || frame.past) return false;
  if (frame.joke && !emergencies.now.test(clause.text)) return false;
  if (isOver(said, index, lexicon)) return false;
  return !asksAboutRules(said, index, { kinds, now: emergencies.now });
}

function isOver({ clauses }: Said, index: number, { emergencies, kinds }: Pick<HazardLexicon, "emergencies" | "kinds">): boolean {
  const after = clauses.slice(index).map(({ text }) => text);
  return after.some((text) => emergencies.over.test(text)) && !after.some((text) => kinds.unresolved.test(text));
}

function asksAboutRules(
  { clauses, isSited }: Said,
  index: number,
  { kinds, now }: { kinds: HazardLexicon["kinds"]; now: RegExp },
): boolean {
  const around = clauses.slice(index, index + 2);
  const whole = clauses.map(({ text }) => text).join(COMMA);
  if (isSited || now.test(whole) || kinds.local.test(whole)) return false;
  const told = clauses[index]?.text ?? "";
  if (TOLD.test(told) && !kinds.asks_knowledge.test(told)) return false;
  if (around.some(({ text }) => kinds.asks_knowledge.test(text) && kinds.question.test(text))) return true;
  const asks = around.some(({ text, asked }) => asked || kinds.asks_rule.test(text));
  return asks && !HAPPENED.test(told);
}
