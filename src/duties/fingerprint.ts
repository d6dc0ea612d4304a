/** What of a duty a person has confirmed: where it changes, they are asked again; where it does not, nothing happens. */
import { createHash } from "node:crypto";
import type { Duty } from "./duty.ts";

const WHITE_SPACE = /\s+/gu;

/** "plan/luojiang-2024/8c1f…" for each of a plan's duties; those that say the same twice are counted. */
export function originsOf(duties: readonly Duty[]): string[] {
  const seen = new Map<string, number>();
  return duties.map((duty) => {
    const origin = `plan/${duty.documentId}/${signOf(duty)}`;
    const count = (seen.get(origin) ?? 0) + 1;
    seen.set(origin, count);
    return count === 1 ? origin : `${origin}-${count}`;
  });
}

/** Of the words and the days; where the words stand may be counted anew. */
function signOf({ duty, who, recurrence, from, to, sources: [{ quote }] }: Duty): string {
  const said = [duty, who ?? "", quote].map((text) => text.replace(WHITE_SPACE, ""));
  return createHash("sha256")
    .update(JSON.stringify([said, recurrence, from ?? null, to ?? null]))
    .digest("hex")
    .slice(0, 20);
}

/** How much two sentences share, 0 … 1: Dice over their pairs of characters. */
export function likeness(one: string, other: string): number {
  const [mine, theirs] = [pairsOf(one), pairsOf(other)];
  if (mine.size + theirs.size === 0) return one === other ? 1 : 0;
  const shared = [...mine].filter((pair) => theirs.has(pair)).length;
  return (2 * shared) / (mine.size + theirs.size);
}

function pairsOf(text: string): Set<string> {
  const characters = [...text.replace(WHITE_SPACE, "")];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
