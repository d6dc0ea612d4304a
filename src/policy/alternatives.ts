/** 「A或B」 is not 「A和B」: what a clause puts as a choice is not asked for together, and what it asks for together is no choice. */

const OR = /或者?是?|要么|抑或/gu;
/** Between the two: 并且, 和, 以及. A comma of a list says neither. */
const AND = /和|与|及|并|且|同时|又/u;
const EITHER = /或|要么|任一|之一|还是/u;
const LISTED = "、";
const APART_MAX = 14;

/** Whether the choices of either are choices of the other, as far as both join the same words. */
export function joinsAlike(said: string, source: string): boolean {
  const isTorn = choicesIn(source).some((choice) => isJoined(choice, said, AND));
  const isInvented = choicesIn(said).some((choice) => isJoined(choice, source, LISTED_OR_AND));
  return !isTorn && !isInvented;
}

const LISTED_OR_AND = new RegExp(`${AND.source}|${LISTED}`, "u");

type Choice = { left: string; right: string };

/** The two characters on either side of each 或: enough to find the same again. */
function choicesIn(plain: string): Choice[] {
  return [...plain.matchAll(OR)].flatMap(({ index, 0: mark }) => {
    const [left] = /\p{Script=Han}{2}$/u.exec(plain.slice(0, index)) ?? [];
    const [right] = /^\p{Script=Han}{2}/u.exec(plain.slice(index + mark.length)) ?? [];
    return left && right ? [{ left, right }] : [];
  });
}

function isJoined({ left, right }: Choice, plain: string, joint: RegExp): boolean {
  const from = plain.indexOf(left);
  const to = from < 0 ? -1 : plain.indexOf(right, from + left.length);
  const between = to < 0 ? "" : plain.slice(from + left.length, to);
  return between.length <= APART_MAX && joint.test(between) && !EITHER.test(between);
}
