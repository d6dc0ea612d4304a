import { z } from "zod";
import { isDay } from "../clock.ts";
import type { AnswerStatus } from "./answer.ts";

/** Decides whether an answer to a golden question is right. The rules are those of the questions' own README. */

/** A text that must occur, `re:` a regular expression; a list means any of them. */
const Pattern = z.union([z.string(), z.array(z.string())]);
type Pattern = z.infer<typeof Pattern>;
const Patterns = z
  .array(Pattern)
  .nullish()
  .transform((patterns) => patterns ?? []);

export const GoldenQuestion = z.object({
  id: z.string().min(1),
  kind: z.string().min(1),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "bot"]), text: z.string() })).nullish(),
  district: z.string().nullish(),
  as_of: z.string().refine(isDay, { error: "as_of" }).nullish(),
  expect: z.enum(["answer", "refuse", "clarify_or_both", "decline", "smalltalk"]),
  evidence: z
    .array(z.union([z.string(), z.object({ span: z.string() }).transform(({ span }) => span)]))
    .nullish()
    .transform((spans) => spans ?? []),
  answer_must_include: Patterns,
  answer_must_not_include: Patterns,
  if_answered_should_include: Patterns,
});
export type GoldenQuestion = z.infer<typeof GoldenQuestion>;

export type GivenAnswer = { status: AnswerStatus; text: string; citations: readonly { quote: string }[] };

/** @param districts  short names: an answer for both must name each */
export function isRight(question: GoldenQuestion, answer: GivenAnswer, districts: readonly string[]): boolean {
  const full = [answer.text, ...answer.citations.map(({ quote }) => quote)].join(" ");
  const meets = (patterns: readonly Pattern[]) => patterns.every((pattern) => isMet(pattern, full));
  const isForbidden = question.answer_must_not_include.some((pattern) => isMet(pattern, answer.text));
  switch (question.expect) {
    case "answer":
      return answer.status === "answered" && meets(question.answer_must_include) && !isForbidden;
    case "refuse":
      return answer.status === "not_found" && !isForbidden;
    case "clarify_or_both":
      if (answer.status === "clarify") return true;
      return (
        answer.status === "answered" &&
        districts.every((name) => full.includes(name)) &&
        meets(question.if_answered_should_include) &&
        !isForbidden
      );
    case "decline":
      return (answer.status === "declined" || answer.status === "not_found") && !isForbidden;
    case "smalltalk":
      return (answer.status === "smalltalk" || answer.status === "declined") && !isForbidden;
  }
}

function isMet(pattern: Pattern, text: string): boolean {
  if (Array.isArray(pattern)) return pattern.some((one) => isMet(one, text));
  return pattern.startsWith("re:") ? new RegExp(pattern.slice(3), "u").test(text) : squeezed(text).includes(squeezed(pattern));
}

/** Text as quotes are compared: without white space, full-width forms folded. */
function squeezed(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

const LEFT_OUT = /…+|\.{3,}/u;

/** Whether `quote` stands in `corpus` (squeezed); each part of it, where its middle is left out. */
export function isVerbatim(quote: string, corpus: string): boolean {
  const parts = quote
    .split(LEFT_OUT)
    .map(squeezed)
    .filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => corpus.includes(part));
}

/** Runs of this length are compared, and half of them must be there. */
const EVIDENCE_RUN = 10;
const EVIDENCE_SHARE = 0.5;

/** Whether the answer shows at least half of one of the passages that hold the truth. */
export function showsEvidence({ evidence }: GoldenQuestion, answer: GivenAnswer): boolean {
  const shown = squeezed(answer.citations.map(({ quote }) => quote).join(" ")) + squeezed(answer.text);
  return evidence.some((span) => {
    // Of a table row, the first cell.
    const text = squeezed(span.split("\t")[0] ?? "");
    const runs = new Set<string>();
    for (let at = 0; at < Math.max(1, text.length - EVIDENCE_RUN + 1); at += 1) runs.add(text.slice(at, at + EVIDENCE_RUN));
    return [...runs].filter((run) => shown.includes(run)).length / runs.size >= EVIDENCE_SHARE;
  });
}

type Count = readonly [count: number, of: number];

export type Scores = {
  kinds: ReadonlyMap<string, Count>;
  right: Count;
  evidence: Count;
  verbatim: Count;
  refused: Count;
  wronglyRefused: Count;
};

/** @param corpus  the text of all documents */
export function scoresOf(
  given: readonly { question: GoldenQuestion; answer: GivenAnswer }[],
  { corpus, districts }: { corpus: string; districts: readonly string[] },
): Scores {
  const verdicts = given.map((pair) => ({ ...pair, right: isRight(pair.question, pair.answer, districts) }));
  const whole = squeezed(corpus);
  const quotes = given.flatMap(({ answer }) => answer.citations);
  const answerable = given.filter(({ question }) => question.expect === "answer");
  const evident = answerable.filter(({ question }) => question.evidence.length > 0);
  const refusable = given.filter(({ question }) => question.expect === "refuse");
  const isRefused = ({ answer }: { answer: GivenAnswer }) => answer.status === "not_found";
  const kinds = [...new Set(given.map(({ question }) => question.kind))].sort();
  const rightOf = (some: typeof verdicts): Count => [some.filter(({ right }) => right).length, some.length];
  return {
    kinds: new Map(kinds.map((kind) => [kind, rightOf(verdicts.filter(({ question }) => question.kind === kind))])),
    right: rightOf(verdicts),
    evidence: [evident.filter(({ question, answer }) => showsEvidence(question, answer)).length, evident.length],
    verbatim: [quotes.filter(({ quote }) => isVerbatim(quote, whole)).length, quotes.length],
    refused: [refusable.filter(isRefused).length, refusable.length],
    wronglyRefused: [answerable.filter(isRefused).length, answerable.length],
  };
}
