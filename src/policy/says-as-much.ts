import { isSameParty, partiesIn } from "./actors.ts";
import type { Ask } from "./asks.ts";
import { evidencePattern } from "./evidence.ts";
import { plainOf } from "./normalise.ts";
import { saidFigures } from "./said-figures.ts";

import { contentWords, stands } from "./said-words.ts";

/** Of what the composed answer says, so much must be left in other words, unless they rest on its very sentence. */
const SHARE_MIN = 0.4;
const SHARE_ON_IT_MIN = 0.15;
/** Asked for somebody by name. */
const NAMED: readonly Ask[] = ["who", "responsible", "to_whom"];

/**
 * Whether `kept` answers what was asked as well as `composed` does: the same figures where figures were asked for, an office
 * where one was asked for, the same thing.
 */
export function saysAsMuch(kept: { text: string; restsOnIt: boolean }, composed: string, ask: Ask): boolean {
  const [ours, theirs] = [plainOf(kept.text), plainOf(composed)];
  if (NAMED.includes(ask) && !namesWhoeverComesFirst(ours, theirs)) return false;
  return tellsWhatWasAsked(ours, theirs, ask) && sharesEnough(ours, theirs, kept.restsOnIt ? SHARE_ON_IT_MIN : SHARE_MIN);
}

/** Whoever leads is named first. */
function namesWhoeverComesFirst(ours: string, theirs: string): boolean {
  const [first] = partiesIn(theirs);
  return first === undefined || partiesIn(ours).some(({ name }) => isSameParty(name, first.name));
}

function tellsWhatWasAsked(ours: string, theirs: string, ask: Ask): boolean {
  if (!evidencePattern(ask)?.test(theirs)) return true;
  const [given, wanted] = [saidFigures(ours), saidFigures(theirs)];
  if (wanted.tied.length > 0) return wanted.tied.every((figure) => given.tied.includes(figure));
  return wanted.loose.every((figure) => given.loose.includes(figure));
}

function sharesEnough(ours: string, theirs: string, least: number): boolean {
  const words = contentWords(theirs);
  return words.filter((word) => stands(word, ours)).length >= words.length * least;
}
