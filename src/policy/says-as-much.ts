import type { Ask } from "./asks.ts";
import { evidencePattern } from "./evidence.ts";
import { plainOf } from "./normalise.ts";
import { saidFigures } from "./said-figures.ts";
import { contentWords, stands } from "./said-words.ts";

/** Of what the composed answer says, so much must be left in other words. */
const SHARE_MIN = 0.4;
const SHARE_OF_NAMES_MIN = 0.75;
/** Asked for somebody or something by name: every name counts. */
const NAMED: readonly Ask[] = ["who", "responsible", "to_whom", "called", "list", "how_many", "place", "basis"];

/** Whether `kept` answers what was asked as well as `composed` does: the same figures, the same kind of fact, the same thing. */
export function saysAsMuch(kept: string, composed: string, ask: Ask): boolean {
  const [ours, theirs] = [plainOf(kept), plainOf(composed)];
  const figures = saidFigures(theirs);
  const given = saidFigures(ours);
  if (!figures.tied.every((figure) => given.tied.includes(figure))) return false;
  const pattern = evidencePattern(ask);
  if (pattern?.test(theirs) && figures.tied.length === 0 && !figures.loose.every((figure) => given.loose.includes(figure))) return false;
  const words = contentWords(theirs);
  const share = words.filter((word) => stands(word, ours)).length;
  return share >= words.length * (NAMED.includes(ask) ? SHARE_OF_NAMES_MIN : SHARE_MIN);
}
