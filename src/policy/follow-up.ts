import type { Lexicon } from "./lexicon.ts";
import type { Term } from "./terms.ts";

const SHORT_MAX = 14;
const ELLIPTIC_MAX = 10;

/** Whether a question leans on the one before it: it opens with 那…, closes with …呢, points back, or names nothing of its own. */
export function isFollowUp(plain: string, terms: readonly Term[], { followUp }: Pick<Lexicon, "followUp">): boolean {
  if (terms.length === 0) return true;
  if (plain.length > SHORT_MAX * 2) return false;
  if (plain.length <= ELLIPTIC_MAX && terms.length < 2) return true;
  return followUp.opens.test(plain) || followUp.closes.test(plain) || (plain.length <= SHORT_MAX && followUp.points.test(plain));
}
