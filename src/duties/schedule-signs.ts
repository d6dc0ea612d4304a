/** What a text says of days and times, sign by sign. What the signs mean together is for the grammar of schedules alone. */
import { SIGN_SHAPES, type Sign } from "./schedule-sign-shapes.ts";

/** @returns the signs in their order, and the stretches of text between them */
export function signsIn(text: string): { signs: Sign[]; rest: string[] } {
  const signs: Sign[] = [];
  const rest: string[] = [];
  let [at, from] = [0, 0];
  while (at < text.length) {
    const found = signAt(text, at, at === from && signs.length > 0);
    if (!found) {
      at += 1;
      continue;
    }
    if (at > from) rest.push(text.slice(from, at));
    signs.push(...found.signs);
    at += found.length;
    from = at;
  }
  if (text.length > from) rest.push(text.slice(from));
  return { signs, rest };
}

function signAt(text: string, at: number, isBehindSign: boolean): { signs: readonly Sign[]; length: number } | undefined {
  for (const { pattern, read, isAttached } of SIGN_SHAPES) {
    if (isAttached && !isBehindSign) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match && match[0] !== "") return { signs: read(match.groups ?? {}), length: match[0].length };
  }
  return undefined;
}

/** What names a day, and not only a time of it or how many times. */
export function namesDays(signs: readonly Sign[]): boolean {
  return signs.some(({ slot }) => !OF_THE_DAY.includes(slot));
}

/** Without those that name a time of the day. */
export function ofDays(signs: readonly Sign[]): Sign[] {
  return signs.filter(({ slot }) => !OF_THE_DAY.includes(slot));
}

const OF_THE_DAY: readonly Sign["slot"][] = ["clock", "part", "times"];
