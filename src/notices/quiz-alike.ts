import type { Slot } from "./quiz-slots.ts";

/** Whether two places of the documents tell the same: then what the one says must not be offered as wrong about the other. */

/** What is left of a part without what stands in its gap. */
export type Residue = { slot: Slot; pairs: ReadonlySet<string> };

/** From this share of pairs of characters on two parts count as telling the same. */
const ALIKE = 0.5;

export function residueOf(part: string, slot: Slot): Residue {
  return { slot, pairs: pairsOf(part.slice(0, slot.start) + part.slice(slot.end)) };
}

/** Of the shorter one's pairs: a part that was shortened is like the whole one. */
export function areAlike(one: Residue, other: Residue): boolean {
  const [shorter, longer] = one.pairs.size <= other.pairs.size ? [one.pairs, other.pairs] : [other.pairs, one.pairs];
  return shorter.size > 0 && [...shorter].filter((pair) => longer.has(pair)).length / shorter.size >= ALIKE;
}

function pairsOf(text: string): Set<string> {
  const characters = [...text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "")];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
