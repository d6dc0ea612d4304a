import type { Clause } from "./clauses.ts";
import type { HazardLexicon } from "./lexicon.ts";

/** How a clause is meant: asked, pleaded, told as done, told as fine. */

type Kinds = Pick<HazardLexicon, "kinds">;
type Words = Pick<HazardLexicon, "kinds" | "cues">;

/** 「去哪了也不知道」 and 「怎么没人管」 hold a word of asking and ask nothing. */
export function asks(clause: Clause, { kinds }: Kinds): boolean {
  const text = clause.text.replace(kinds.not_asking, "");
  return (clause.asked && text === clause.text) || kinds.question.test(text) || kinds.asks_rule.test(text);
}

/** 「有没有人来管管」: asks for somebody to come, so that something real is meant. */
export function pleads(clause: Clause, { kinds }: Kinds): boolean {
  return kinds.pleas.test(clause.text);
}

/** 「报警器关掉了」 is done with, too, and is no cure: what protects was switched off, unless another clause tells the cure. */
export function isResolved(clause: Clause, clauses: readonly Clause[], lexicon: Words): boolean {
  if (!soundsResolved(clause, lexicon)) return false;
  const isOff = ({ text }: Clause) => lexicon.cues.disabled.test(text);
  return !isOff(clause) || clauses.some((other) => soundsResolved(other, lexicon) && !isOff(other));
}

function soundsResolved({ text }: Clause, { kinds }: Kinds): boolean {
  return kinds.resolved.test(text) && !kinds.unresolved.test(text);
}

/** 「昨天报的配电箱，换好了」: named only to say which one. */
function isReferredToAsDone(clause: Clause, clauses: readonly Clause[], lexicon: Words): boolean {
  if (!lexicon.kinds.refers.test(clause.text)) return false;
  return clauses.some((other) => isResolved(other, clauses, lexicon)) && !clauses.some(({ text }) => lexicon.kinds.unresolved.test(text));
}

/** Looked at, and nothing found; or done with. 「说换好了，我看还是旧的」 is neither. */
export function isFine(clause: Clause, clauses: readonly Clause[], lexicon: Words): boolean {
  if (isDenied(clause, clauses, lexicon)) return false;
  return lexicon.kinds.fine.test(clause.text) || isResolved(clause, clauses, lexicon) || isReferredToAsDone(clause, clauses, lexicon);
}

function isDenied(clause: Clause, clauses: readonly Clause[], { kinds }: Kinds): boolean {
  return kinds.claims.test(clause.text) && clauses.slice(clauses.indexOf(clause) + 1).some(({ text }) => kinds.unresolved.test(text));
}

export function orders(text: string, { kinds }: Kinds): boolean {
  return kinds.orders.test(text) || kinds.injection.test(text);
}
