/** Where a table writes a sentence of the plan otherwise. */
export type Difference = {
  /** What the table has, and what the plan has, either may be empty. */
  printed: string;
  known: string;
  /** Offsets of `printed` in the table's text. */
  start: number;
  end: number;
  /** Letters before and after it that both have, without punctuation. */
  before: string;
  after: string;
  /** No punctuation stands at the seam: the difference lies inside of words. */
  isJoined: boolean;
};

/** Fewer equal letters on a side do not show that both speak of the same place. */
const ANCHOR = 2;
const CONTEXT = 6;

type Letter = { character: string; at: number };
type Step = { a: number; b: number; isSame: boolean };

/** The differences between `text` and the part of `source` that is most like it, each between letters that are the same. */
export function differencesOf(text: string, source: string): Difference[] {
  const [a, b] = [lettersOf(text), lettersOf(source)];
  const steps = alignment(a, b);
  const differences: Difference[] = [];
  let from = 0;
  while (from < steps.length) {
    if (steps[from]?.isSame) {
      from += 1;
      continue;
    }
    let to = from;
    while (to < steps.length && !steps[to]?.isSame) to += 1;
    const difference = describe({ text, a, b }, steps, from, to);
    if (difference) differences.push(difference);
    from = to;
  }
  return differences;
}

function lettersOf(text: string): Letter[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]/gu), (match) => ({ character: match[0].normalize("NFKC"), at: match.index }));
}

function describe(
  texts: { text: string; a: Letter[]; b: Letter[] },
  steps: readonly Step[],
  from: number,
  to: number,
): Difference | undefined {
  const { text, a, b } = texts;
  const left = run(steps, from - 1, -1);
  const right = run(steps, to, 1);
  const [first, last] = [steps[from - 1], steps[to]];
  if (!first || !last || left < ANCHOR || right < ANCHOR) return undefined;
  const letters = (all: Letter[], start: number, end: number) =>
    all
      .slice(Math.max(0, start), end)
      .map(({ character }) => character)
      .join("");
  const previous = a[first.a]?.at ?? 0;
  const next = a[last.a]?.at ?? 0;
  const start = a[first.a + 1]?.at ?? next;
  const end = first.a + 1 === last.a ? start : (a[last.a - 1]?.at ?? 0) + 1;
  const seam = text.slice(previous + 1, next);
  return {
    printed: text.slice(start, end),
    known: letters(b, first.b + 1, last.b),
    start,
    end,
    before: letters(a, first.a + 1 - Math.min(left, CONTEXT), first.a + 1),
    after: letters(a, last.a, last.a + Math.min(right, CONTEXT)),
    isJoined: seam === text.slice(start, end) && !/[^\p{L}\p{N}]/u.test(seam),
  };
}

function run(steps: readonly Step[], from: number, side: number): number {
  let length = 0;
  while (steps[from + side * length]?.isSame) length += 1;
  return length;
}

/** The cheapest way to turn `a` into a part of `b`: what stands before and behind that part costs nothing. */
function alignment(a: readonly Letter[], b: readonly Letter[]): Step[] {
  const width = b.length + 1;
  const costs = new Uint16Array((a.length + 1) * width);
  const cost = (i: number, j: number) => costs[i * width + j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    costs[i * width] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1]?.character === b[j - 1]?.character;
      costs[i * width + j] = Math.min(cost(i - 1, j - 1) + (isSame ? 0 : 2), cost(i - 1, j) + 1, cost(i, j - 1) + 1);
    }
  }
  let i = a.length;
  let j = Array.from({ length: width }, (_, column) => column).reduce(
    (best, column) => (cost(i, column) < cost(i, best) ? column : best),
    0,
  );
  const steps: Step[] = [];
  while (i > 0) {
    const isSame = j > 0 && a[i - 1]?.character === b[j - 1]?.character && cost(i, j) === cost(i - 1, j - 1);
    if (isSame) {
      i -= 1;
      j -= 1;
    } else if (j > 0 && cost(i, j) === cost(i, j - 1) + 1) j -= 1;
    else i -= 1;
    steps.push({ a: i, b: j, isSame });
  }
  return steps.reverse();
}
