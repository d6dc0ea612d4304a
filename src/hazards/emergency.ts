import type { EmergencyKind } from "../texts/hazards.ts";
import { type Clause, COMMA } from "./clauses.ts";
import type { Frame } from "./frame.ts";
import type { HazardLexicon } from "./lexicon.ts";

type Said = {
  clauses: readonly Clause[];
  /** The clauses as they were typed: what was put right there may have been no slip. */
  typed: readonly Clause[];
  frames: readonly Frame[];
  /** An enterprise or a place is named. */
  isSited: boolean;
  /** A sign of fire stands beside a place, and nothing else is said. */
  isSignalled: boolean;
  /** Something is sold. */
  isPitch: boolean;
};

/**
 * What is happening right now, if anything is. A look-alike must show itself as one (a drill, a story, a question about
 * rules, something over); where that is open, it is an emergency: first words said in vain cost little.
 */
export function emergencyIn(said: Said, lexicon: Pick<HazardLexicon, "emergencies" | "kinds">): EmergencyKind | undefined {
  const { emergencies } = lexicon;
  if (said.isSignalled) return "fire";
  const live = said.clauses.map((_, index) => index).filter((index) => isLive(said, index, lexicon));
  const heard = live.map((index) => said.clauses[index]?.text ?? "");
  const typed = live.map((index) => said.typed[index]?.text ?? "");
  const whole = heard.join(COMMA);
  const found = emergencies.kinds.find(
    ({ cues, across, unless }) =>
      [...heard, ...typed].some((text) => cues.test(text.replace(unless, LOOK_ALIKE))) || across.test(whole.replace(unless, LOOK_ALIKE)),
  );
  return found?.kind ?? (live.length === said.clauses.length && emergencies.cries.test(whole) ? "people" : undefined);
}

const LOOK_ALIKE = "◇";
/** What has happened is said with 了 or 着; a rule is asked about without. */
const HAPPENED = /[了着啦矣]|闻到|有人|正在|还在|一直/u;

/** Somebody stands there and smells it. */
const TOLD = /(?:有|闻到|闻着|好|很|太|一股|全是|都是).{0,8}[味烟火]/u;

function isLive(said: Said, index: number, lexicon: Pick<HazardLexicon, "emergencies" | "kinds">): boolean {
  const { emergencies, kinds } = lexicon;
  const [clause, frame] = [said.clauses[index], said.frames[index]];
  if (!clause || !frame || frame.drill || frame.elsewhere || frame.hypothetical || frame.past || frame.story) return false;
  if ((frame.joke || said.isPitch) && !emergencies.now.test(clause.text)) return false;
  if (isOver(said, index, lexicon)) return false;
  return !asksAboutRules(said, index, { kinds, now: emergencies.now });
}

function isOver({ clauses }: Said, index: number, { emergencies, kinds }: Pick<HazardLexicon, "emergencies" | "kinds">): boolean {
  const after = clauses.slice(index).map(({ text }) => text);
  if (after.some((text) => kinds.unresolved.test(text) || emergencies.still.test(text))) return false;
  return after.some((text) => emergencies.over.test(text)) || clauses.some(({ text }) => emergencies.retracts.test(text));
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
