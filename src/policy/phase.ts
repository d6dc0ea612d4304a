import type { Day } from "../clock.ts";
import type { Passage } from "../knowledge/document.ts";
import { type Phase, phasesOf } from "../knowledge/periods.ts";
import type { Ask } from "./asks.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { ordinalIn, pick } from "./ordinal.ts";
import type { Term } from "./terms.ts";
import { isIn } from "./weigh.ts";
import { asksWhatNow, dayMeant, PRESENT } from "./what-now.ts";

/**
 * Which phase of a plan a question means: by its number or name, as the one of a day (「现在算第几阶段」), or beside the one
 * spoken of before (「下一个阶段呢」). Undefined when it asks for all of them, or for none.
 */
export type PhaseAsked = { phase: Phase; passage: Passage; state: "past" | "present" | "future" };

export type PhaseQuestion = {
  plain: string;
  ask: Ask;
  /** Its own year and month come first; 今年 and 现在 are of `asOf`. */
  years: readonly number[];
  asOf: Day;
  /** What was said before, the latest last. */
  earlier: readonly string[];
  /** Told by what stands in it, when neither number nor name tells: words of which a phase holds all. */
  about?: readonly Term[];
  /** Names no thing: whatever it asks for, it asks of a time alone. */
  isBare?: boolean;
};

const SPEAKS_OF_PHASE = /阶段|步骤|[哪那这]一?步|第[一二三四五六七八九十\d]+步/u;
const WHICH = /第几/u;
const PHASE_END = /阶段$/u;
const YEAR_MONTH = /((?:19|20)\d{2})年(?:(\d{1,2})月)?/u;
const TIME_ASKS: readonly Ask[] = ["when", "which_day", "due"];
const NAME_LENGTH = { spokenOf: 2, timed: 4 };
/** Asks for all of them. */
const ALL =
  /(?<!第)[几两二三四五六七八九十\d]个?(?:大|小)?(?:阶段|步(?!骤))|哪(?:几|些)个?(?:阶段|步)|多少个?(?:阶段|步)|阶段(?:都|分别|各)/u;
const NUMBERED = /^第[一二三四五六七八九十\d]+(?:阶段|步)[：:\s]*/u;

/** Whether it is worth reading the documents for. */
export function maySpeakOfPhase(question: PhaseQuestion): boolean {
  const { plain, ask, earlier } = question;
  if (asksWhatNow(question)) return true;
  return SPEAKS_OF_PHASE.test(plain) || TIME_ASKS.includes(ask) || earlier.some((text) => SPEAKS_OF_PHASE.test(text));
}

export function phaseAsked(passages: readonly Passage[], question: PhaseQuestion): PhaseAsked | undefined {
  const phases = phasesOf(passages);
  if (phases.length < 2) return undefined;
  const phase = (asksWhatNow(question) ? phaseNow(phases, question) : phaseOf(phases, question)) ?? phaseAbout(phases, passages, question);
  const passage = phase && passages.find(({ path }) => path === phase.path);
  return phase && passage && { phase, passage, state: stateOn(phase, question.asOf) };
}

/** 「自评是哪一年」: the one phase that speaks of it. */
function phaseAbout(phases: readonly Phase[], passages: readonly Passage[], { ask, about = [] }: PhaseQuestion): Phase | undefined {
  if (!TIME_ASKS.includes(ask) || about.length === 0) return undefined;
  const bodyOf = ({ path }: Phase) => withoutMarks(plainOf(passages.find((passage) => passage.path === path)?.body ?? ""));
  const [only, ...others] = phases.filter((phase) => about.every((term) => isIn(term, bodyOf(phase))));
  return others.length === 0 ? only : undefined;
}

function phaseNow(phases: readonly Phase[], { plain, asOf }: PhaseQuestion): Phase | undefined {
  return phases[indexOn(phases, dayMeant(plain, asOf)) ?? -1];
}

function phaseOf(phases: readonly Phase[], question: PhaseQuestion): Phase | undefined {
  const { plain, ask, earlier } = question;
  const before = spokenOfLast(phases, earlier);
  const speaksOfIt = SPEAKS_OF_PHASE.test(plain) || (before !== undefined && SPEAKS_OF_PHASE.test(earlier.join("")));
  const ordinal = speaksOfIt ? ordinalIn(plain) : undefined;
  if (ordinal) return pick(ordinal, phases, before ?? indexOn(phases, question.asOf));
  const named =
    ALL.test(plain) && !WHICH.test(plain) ? undefined : namedIn(plain, phases, speaksOfIt ? NAME_LENGTH.spokenOf : NAME_LENGTH.timed);
  if (named && (SPEAKS_OF_PHASE.test(plain) || TIME_ASKS.includes(ask))) return named;
  if (!SPEAKS_OF_PHASE.test(plain)) return undefined;
  const day = dayAsked(question);
  return day === undefined ? undefined : phases[indexOn(phases, day) ?? -1];
}

/** 「2019年8月走到第几阶段」, 「现在是哪个阶段」 */
function dayAsked({ plain, years, asOf }: PhaseQuestion): Day | undefined {
  const [, year, month] = YEAR_MONTH.exec(plain) ?? [];
  if (year && month) return `${year}-${month.padStart(2, "0")}-15`;
  if (year || years[0]) return `${year ?? years[0]}-12-31`;
  return PRESENT.test(plain) ? asOf : undefined;
}

function indexOn(phases: readonly Phase[], day: Day): number | undefined {
  const at = phases.findIndex((phase) => stateOn(phase, day) === "present");
  return at < 0 ? undefined : at;
}

function stateOn({ period }: Phase, day: Day): PhaseAsked["state"] {
  if (period.to && day > period.to) return "past";
  return period.from && day < period.from ? "future" : "present";
}

function spokenOfLast(phases: readonly Phase[], earlier: readonly string[]): number | undefined {
  for (const text of earlier.toReversed()) {
    const ordinal = SPEAKS_OF_PHASE.test(text) ? ordinalIn(text) : undefined;
    const named = ordinal && ordinal.kind !== "beside" ? pick(ordinal, phases, undefined) : namedIn(text, phases, NAME_LENGTH.timed);
    if (named) return phases.indexOf(named);
  }
  return undefined;
}

/** The phase whose name shares most with `plain`, when no other shares as much. */
function namedIn(plain: string, phases: readonly Phase[], least: number): Phase | undefined {
  const bare = withoutMarks(plain);
  const rated = phases
    .map((phase) => ({ phase, shared: sharedPairs(bareName(phase), bare) }))
    .sort((one, other) => other.shared - one.shared);
  const [best, second] = rated;
  return best && best.shared >= least - 1 && best.shared > (second?.shared ?? 0) ? best.phase : undefined;
}

function bareName({ name }: Phase): string {
  return withoutMarks(name.replace(NUMBERED, "").replace(PHASE_END, ""));
}

/** How many pairs of neighbouring characters of `name` stand in `text`. */
function sharedPairs(name: string, text: string): number {
  let found = 0;
  for (let at = 0; at + 2 <= name.length; at++) if (text.includes(name.slice(at, at + 2))) found += 1;
  return found;
}
