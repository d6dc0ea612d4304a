import type { Clause } from "./clauses.ts";
import type { HazardLexicon } from "./lexicon.ts";

/** How a clause is meant: asked, pleaded, told as done, told as fine. */

type Kinds = Pick<HazardLexicon, "kinds">;

/** 「去哪了也不知道」 and 「怎么没人管」 hold a word of asking and ask nothing. */
export function asks(clause: Clause, { kinds }: Kinds): boolean {
  const text = clause.text.replace(kinds.not_asking, "");
  return (clause.asked && text === clause.text) || kinds.question.test(text) || kinds.asks_rule.test(text);
}

/** 「有没有人来管管」: asks for somebody to come, so that something real is meant. */
export function pleads(clause: Clause, { kinds }: Kinds): boolean {
  return kinds.pleas.test(clause.text);
}

export function isResolved(clause: Clause, { kinds }: Kinds): boolean {
  return kinds.resolved.test(clause.text) && !kinds.unresolved.test(clause.text);
}

/** 「昨天报的配电箱，换好了」: named only to say which one. */
function isReferredToAsDone(clause: Clause, clauses: readonly Clause[], lexicon: Kinds): boolean {
  if (!lexicon.kinds.refers.test(clause.text)) return false;
  return clauses.some((other) => isResolved(other, lexicon)) && !clauses.some(({ text }) => lexicon.kinds.unresolved.test(text));
}

/** Looked at, and nothing found; or done with. */
export function isFine(clause: Clause, clauses: readonly Clause[], lexicon: Kinds): boolean {
  return lexicon.kinds.fine.test(clause.text) || isResolved(clause, lexicon) || isReferredToAsDone(clause, clauses, lexicon);
}

export function orders(text: string, { kinds }: Kinds): boolean {
  return kinds.orders.test(text) || kinds.injection.test(text);
}
