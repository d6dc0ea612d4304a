/**
 * Whether a proposed rewording of a message about a schedule holds: everything that it says was said, and everything that was said stands
 * in it. Pure; what the rewording means is read by our own grammar.
 */
import { firstClauseOf, isIdle, isOwnClause, lastClauseOf, leadsIn, TELLING, trails } from "./idle-words.ts";
import { sayTheSame } from "./schedule-sense.ts";
import type { Sign } from "./schedule-sign-shapes.ts";
import { namesDays, ofDays, signsIn } from "./schedule-signs.ts";
import { plainOrder } from "./spoken-days.ts";

/** A message taken apart. `audience` and `task` are its own words, the others may be put as our grammar writes them. */
export type Rewording = { when: string; time: string; audience: string; task: string };

const PART_MAX = 80;
/** Between a remind and what is to be reminded of; everything else is in the message's own words. */
const REMIND = "提醒";

/** Between the parts of a day. 「1号到10号」 is more than 「1号和10号」. */
const JOINS = /^[的在于、，,和及与]*$/u;
/** 「查一次」, 「国庆备货检查」: of the task, as long as no day is counted from it. */
const OF_TASKS: readonly string[] = ["times", "feast"];

/** The sentence for our grammar; undefined where the rewording adds, drops or changes anything. */
export function heldSentence(message: string, rewording: Rewording): string | undefined {
  const text = plainOrder(message);
  const { when, time, audience, task } = plainParts(rewording);
  if (task === "" || [when, time, audience, task].some((part) => part.length > PART_MAX)) return undefined;
  if (signsIn(task).signs.some(({ slot }) => !OF_TASKS.includes(slot))) return undefined;
  const stretches = takenApart(text, { audience, task });
  const proposed = [when, time].map(signsIn);
  if (!stretches || !proposed.every(({ rest }) => rest.every((word) => JOINS.test(word)))) return undefined;
  const theirs = proposed.flatMap(({ signs }) => signs);
  const ours = stretches.flatMap(({ signs }) => signs);
  const isHeld = namesDays(theirs) && sayTheSame(ours, theirs) && belongTogether(stretches);
  return isHeld ? `${when}${time}${REMIND}${audience}${task}` : undefined;
}

function plainParts({ when, time, audience, task }: Rewording): Rewording {
  return { when: plainOrder(when), time: plainOrder(time), audience: plainOrder(audience), task: plainOrder(task) };
}

type Range = { start: number; end: number };
type Stretch = Range & { signs: readonly Sign[]; isOwnClause: boolean };

/** What stands around whom and what, and between the words of telling; undefined where they are not there, or more is said. */
function takenApart(text: string, { audience, task }: Pick<Rewording, "audience" | "task">): Stretch[] | undefined {
  const what = rangeOf(text, task, []);
  if (!what) return undefined;
  const whom = audience === "" ? undefined : rangeOf(text, audience, [what]);
  if (!whom && audience !== "") return undefined;
  const parts = [what, ...(whom ? [whom] : [])];
  const [told] = text.slice(0, what.start).matchAll(TELLING);
  const from = whom?.end ?? (told ? told.index + told[0].length : what.start);
  const leading = from <= what.start ? signsIn(lastClauseOf(text.slice(from, what.start))).rest : [];
  const trailing = from <= what.start ? unsigned(firstClauseOf(text.slice(what.end))) : "";
  const stretches = between(text, parts).map(({ start, end }) => ({ start, end, ...signsIn(text.slice(start, end)) }));
  if (!leading.every(leadsIn) || !trails(trailing) || !stretches.every(({ rest }) => rest.every(isIdle))) return undefined;
  const tellings = stretches.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(TELLING)].map(({ index, 0: { length } }) => ({
      start: start + index,
      end: start + index + length,
    })),
  );
  return between(text, [...parts, ...tellings]).map(({ start, end }) => ({
    ...{ start, end, isOwnClause: isOwnClause(text, start, end) },
    signs: signsIn(text.slice(start, end)).signs,
  }));
}

/** Up to the first sign. */
function unsigned(clause: string): string {
  const [first = ""] = signsIn(clause).rest;
  return clause.startsWith(first) ? first : "";
}

/** Where `words` stand and nothing else does; behind a word of telling rather than elsewhere: 「帮我……提醒我」. */
function rangeOf(text: string, words: string, taken: readonly Range[]): Range | undefined {
  const starts = [...text.matchAll(new RegExp(escaped(words), "gu"))].map(({ index }) => index);
  const free = starts
    .map((start) => ({ start, end: start + words.length }))
    .filter(({ start, end }) => taken.every((one) => end <= one.start || start >= one.end));
  return free.find(({ start }) => TOLD.test(text.slice(0, start))) ?? free[0];
}

const TOLD = /(?:提醒|通知|告诉|知会|催|喊|叫|吆喝|招呼|让|跟|给|对)(?:一下)?$/u;

function escaped(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
}

function between(text: string, cuts: readonly Range[]): Range[] {
  const sorted = cuts.toSorted((one, other) => one.start - other.start);
  const edges = [{ start: 0, end: 0 }, ...sorted, { start: text.length, end: text.length }];
  return edges.slice(1).flatMap(({ start }, at) => {
    const from = edges[at]?.end ?? 0;
    return start > from ? [{ start: from, end: start }] : [];
  });
}

/** The days stand in one place; elsewhere only how often, and from when to when, each in a clause of its own. */
function belongTogether(stretches: readonly Stretch[]): boolean {
  const dated = stretches.filter(({ signs }) => namesDays(signs));
  const naming = dated.filter(({ signs }) => ofDays(signs).some(({ slot }) => !ELSEWHERE.includes(slot)) && !isSpan(signs));
  const [main] = naming.length > 0 ? naming : dated;
  return naming.length <= 1 && dated.every((stretch) => stretch === main || stretch.isOwnClause);
}

const ELSEWHERE: readonly Sign["slot"][] = ["every", "each"];

function isSpan(signs: readonly Sign[]): boolean {
  return signs.some(({ slot }) => slot === "since" || slot === "until");
}
