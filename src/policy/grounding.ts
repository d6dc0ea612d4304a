import { doneByTheSame } from "./actors.ts";
import { joinsAlike } from "./alternatives.ts";
import { appointsTheSame } from "./appointments.ts";
import { arrangedAlike } from "./arranged.ts";
import { type CitedSentence, citedSentences } from "./cited-sentences.ts";
import { tiesAlike } from "./connectives.ts";
import { reachesAlike } from "./extent.ts";
import { labelsAlike } from "./labelled.ts";
import { leadsAlike } from "./leading.ts";
import { isPlainChinese } from "./markup.ts";
import { plainOf } from "./normalise.ts";
import { keepsOrder } from "./orders.ts";
import { piecesOf } from "./pieces.ts";
import { deniesTheSame } from "./polarity.ts";
import { saidFigures, YEAR_IN_HAN, yearInDigits } from "./said-figures.ts";
import { namesTheSame } from "./said-names.ts";
import { contentWords, isMostlyIn, speaksInItsWords, stands } from "./said-words.ts";
import { bindsAlike } from "./strength.ts";
import { actorOf, conditionOf, type Evidence, joined, type Stretch, stretchesOf } from "./stretch.ts";
import { speaksOfTheSame, subjectOf } from "./subjects.ts";

/**
 * Whether what a model says stands in the clauses that it cites. Each stretch of a sentence must rest on one stretch of a cited clause
 * that holds its figures, names, words, denials, force and reach. What cannot be shown to stand there is not said: a wrong deadline is
 * worse than a dry sentence. Pure.
 */
export type Grounded = { kept: readonly KeptSentence[]; dropped: readonly { text: string; problem: Problem }[] };
type KeptSentence = { text: string; rests: readonly { source: number; quote: string }[] };
type Problem =
  | "no_citation"
  | "unknown_citation"
  | "not_plain"
  | "figure"
  | "name"
  | "word"
  | "denial"
  | "force"
  | "reach"
  | "order"
  | "actor"
  | "condition";

/** @param sources  in the order in which they were numbered from 1 */
export function ground(text: string, sources: readonly Evidence[]): Grounded {
  const stretches = sources.map(stretchesOf);
  const judged = citedSentences(text).map((sentence) => ({ sentence, verdict: judge(sentence, stretches) }));
  return {
    kept: judged.flatMap(({ sentence, verdict }) => (verdict.kind === "stands" ? [{ text: sentence.text, rests: verdict.rests }] : [])),
    dropped: judged.flatMap(({ sentence, verdict }) =>
      verdict.kind === "falls" ? [{ text: sentence.text, problem: verdict.problem }] : [],
    ),
  };
}

type Rest = KeptSentence["rests"][number];
type Verdict = { kind: "stands"; rests: readonly Rest[] } | { kind: "falls"; problem: Problem };

function judge({ text, cites }: CitedSentence, stretches: readonly (readonly Stretch[])[]): Verdict {
  if (cites.length === 0) return { kind: "falls", problem: "no_citation" };
  if (cites.some((cite) => stretches[cite - 1] === undefined)) return { kind: "falls", problem: "unknown_citation" };
  if (!isPlainChinese(text)) return { kind: "falls", problem: "not_plain" };
  const cited = cites.flatMap((source) => (stretches[source - 1] ?? []).map((stretch) => ({ source, stretch })));
  const pieces = withSubjects(joined(piecesOf(plainOf(text).replace(YEAR_IN_HAN, yearInDigits))));
  // What one sentence says stands in one sentence: two halves of two of them make a third.
  const verdicts = bySentence(cited).map((sentence) => judgePieces(pieces, sentence));
  return verdicts.find(({ kind }) => kind === "stands") ?? furthest(verdicts);
}

type Cited = { source: number; stretch: Stretch };
/** `subject`: of whom the pieces before it spoke. */
type Said = { piece: string; subject: string | undefined };

function withSubjects(pieces: readonly string[]): Said[] {
  let subject: string | undefined;
  return pieces.map((piece) => {
    const said = { piece, subject };
    subject = subjectOf(piece) ?? subject;
    return said;
  });
}

function bySentence(cited: readonly Cited[]): (readonly Cited[])[] {
  return [...Map.groupBy(cited, ({ source, stretch }) => `${source} ${stretch.sentence}`).values()];
}

function judgePieces(pieces: readonly Said[], cited: readonly Cited[]): Verdict {
  const rests: Rest[] = [];
  for (const piece of pieces) {
    const found = restOf(piece, cited);
    if ("problem" in found) return { kind: "falls", problem: found.problem };
    if (found.rest) rests.push(found.rest);
  }
  // A frame without a content (「根据方案」) is no sentence.
  return rests.length === 0 ? { kind: "falls", problem: "word" } : { kind: "stands", rests: distinct(rests) };
}

/** Of the ways in which a sentence falls, the one that came furthest. */
function furthest(verdicts: readonly Verdict[]): Verdict {
  const reached = (verdict: Verdict) =>
    verdict.kind === "falls" ? CHECKS.findLastIndex(({ problem }) => problem === verdict.problem) : -1;
  return verdicts.toSorted((one, other) => reached(other) - reached(one))[0] ?? { kind: "falls", problem: "word" };
}

/** The stretch that `piece` rests on; of none that does, the furthest it came. */
function restOf({ piece, subject }: Said, cited: readonly Cited[]): { rest: Rest | undefined } | { problem: Problem } {
  if (saysNothing(piece)) return { rest: undefined };
  let problem: Problem = "word";
  let furthest = -1;
  for (const { source, stretch } of cited) {
    const at = CHECKS.findIndex(({ holds }) => !holds(piece, stretch, subject));
    if (at < 0) return { rest: { source, quote: stretch.quote } };
    if (at > furthest) {
      furthest = at;
      problem = CHECKS[at]?.problem ?? problem;
    }
  }
  return { problem };
}

/** THE table of what must agree, in the order in which it is looked at. */
const CHECKS: readonly { problem: Problem; holds: (said: string, stretch: Stretch, subject: string | undefined) => boolean }[] = [
  { problem: "word", holds: speaksInItsWords },
  { problem: "figure", holds: tellsTheSameFigures },
  { problem: "name", holds: (said, { text, before, heading }) => namesTheSame(said, { near: before + text, heading }) },
  { problem: "figure", holds: (said, { pieces }) => labelsAlike(said, pieces) },
  { problem: "denial", holds: (said, { text }) => deniesTheSame(said, text) },
  { problem: "force", holds: (said, { text, before }) => bindsAlike(said, { source: text, before }) },
  { problem: "reach", holds: reachesAsFar },
  { problem: "reach", holds: (said, { text }) => joinsAlike(said, text) },
  { problem: "order", holds: (said, { text, before }) => keepsOrder(said, before + text) },
  { problem: "actor", holds: (said, { text, before }) => doneByTheSame(said, { source: text, before }) },
  { problem: "actor", holds: (said, { pieces }) => appointsTheSame(said, pieces) },
  { problem: "actor", holds: speaksOfTheSame },
  { problem: "actor", holds: (said, stretch) => leadsAlike(piecesOf(said), stretch) },
  { problem: "condition", holds: presupposesTheSame },
  { problem: "condition", holds: (said, { text, before }) => tiesAlike(said, before + text) },
  { problem: "order", holds: arrangedAlike },
];

/** How far a sentence reaches is told where most of it stands, and not by its neighbours. */
function reachesAsFar(said: string, { text, pieces }: Stretch): boolean {
  const main = pieces.filter((piece) => isMostlyIn(said.slice(actorOf(said).length), piece));
  return (main.length > 0 ? main : [text]).some((source) => reachesAlike(said, source));
}

/** What follows from a condition stands beside it in the clause, too. */
function presupposesTheSame(said: string, { pieces }: Stretch): boolean {
  const condition = conditionOf(said);
  if (condition === undefined) return true;
  const consequence = said.slice(condition.length);
  return pieces.some((piece) => contentWords(condition).every((word) => stands(word, piece)) && isMostlyIn(consequence, piece));
}

/** The figures of a stretch stand together in one piece of the clause, and that piece speaks of the same. */
function tellsTheSameFigures(said: string, { pieces, before, heading }: Stretch): boolean {
  const { tied, loose } = saidFigures(said);
  const named = saidFigures(`${heading} ${before}`).loose.filter((figure) => ORDINAL.test(figure));
  const counts = loose.filter((figure) => !named.includes(figure));
  if (tied.length + counts.length === 0) return true;
  return pieces.some((piece) => {
    const theirs = saidFigures(piece);
    const holds = tied.every((figure) => theirs.tied.includes(figure)) && counts.every((figure) => theirs.loose.includes(figure));
    return holds && isMostlyIn(said.slice(actorOf(said).length), piece);
  });
}

const ORDINAL = /^ordinal/u;
/** A bare 「不行」 says something. */
const DENYING = /[不未无没严禁]/u;

function saysNothing(piece: string): boolean {
  const { tied, loose } = saidFigures(piece);
  return tied.length + loose.length + contentWords(piece).length === 0 && !DENYING.test(piece);
}

function distinct(rests: readonly Rest[]): Rest[] {
  return [...new Map(rests.map((rest) => [`${rest.source} ${rest.quote}`, rest])).values()];
}
