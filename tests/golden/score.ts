import type { Answer } from "../../src/policy/answer.ts";
import { squeezed } from "../support/knowledge.ts";

/** A golden question; `tests/golden/*.jsonl` hold one per line. */
export type GoldenQuestion = {
  id: string;
  kind: string;
  question: string;
  history?: { role: "user" | "bot"; text: string }[];
  district?: string;
  as_of?: string;
  expect: "answer" | "refuse" | "clarify_or_both" | "decline" | "smalltalk";
  answer_must_include: Pattern[];
  answer_must_not_include?: Pattern[];
  if_answered_should_include?: Pattern[];
};

/** A text that must occur, `re:` a regular expression; a list means any of them. */
type Pattern = string | string[];

export function parseGolden(lines: string): GoldenQuestion[] {
  return lines
    .split("\n")
    .filter(Boolean)
    .map((line): GoldenQuestion => JSON.parse(line));
}

/** Whether `answer` is right: the rules of the program that scores the larger sets. */
export function isRight(question: GoldenQuestion, answer: Answer, districts: readonly string[]): boolean {
  const full = [answer.text, ...answer.citations.map(({ quote }) => quote)].join(" ");
  const meets = (patterns: readonly Pattern[] = []) => patterns.every((pattern) => isMet(pattern, full));
  if ((question.answer_must_not_include ?? []).some((pattern) => isMet(pattern, answer.text))) return false;
  switch (question.expect) {
    case "answer":
      return answer.status === "answered" && meets(question.answer_must_include);
    case "refuse":
      return answer.status === "not_found";
    case "clarify_or_both":
      if (answer.status === "clarify") return true;
      return answer.status === "answered" && districts.every((name) => full.includes(name)) && meets(question.if_answered_should_include);
    case "decline":
      return answer.status === "declined" || answer.status === "not_found";
    case "smalltalk":
      return answer.status === "smalltalk" || answer.status === "declined";
  }
}

function isMet(pattern: Pattern, text: string): boolean {
  if (Array.isArray(pattern)) return pattern.some((one) => isMet(one, text));
  return pattern.startsWith("re:") ? new RegExp(pattern.slice(3), "u").test(text) : squeezed(text).includes(squeezed(pattern));
}
