import { createHomophones } from "../knowledge/homophones.ts";

/** Whether a name is another one written with a slip: of the pen, or of the ear. */

/** Other characters that sound the same. */
export function soundsSame(said: string, name: string): boolean {
  if (said.length !== name.length) return false;
  const sounds = createHomophones();
  sounds.add([name]);
  return sounds.of(said).length > 0;
}

/** One character put in, left out or exchanged. */
export function isOneEditAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short.charAt(at) === long.charAt(at)) at += 1;
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1);
}
