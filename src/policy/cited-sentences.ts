import { sentencesOf } from "../knowledge/sentences.ts";

/** A sentence of a model with the sources that it cites, [1] counted from 1. */
export type CitedSentence = { text: string; cites: readonly number[] };

const MARKS = /[[［【](\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)[\]］】]/gu;
/** 「……检查。[1]」: the mark belongs to the sentence before it. */
const MARK_AFTER_END = /([。！？；!?;])\s*((?:[[［【]\d{1,2}(?:\s*[,，、]\s*\d{1,2})*[\]］】]\s*)+)/gu;
const BULLET = /^(?:[-*•·]|\d{1,2}[.、)）])\s*/u;
const EMPHASIS = /\*\*|__/g;

/** @param text  as the model wrote it; sentences in order, without their marks */
export function citedSentences(text: string): CitedSentence[] {
  const moved = text.replace(MARK_AFTER_END, (_, end: string, marks: string) => `${marks.trim()}${end}`);
  return moved
    .split("\n")
    .map((line) => line.trim().replace(BULLET, "").replace(EMPHASIS, ""))
    .flatMap((line) => sentencesOf(line))
    .map(({ text: said }) => ({ text: said.replace(MARKS, "").trim(), cites: marksIn(said) }))
    .filter(({ text: said, cites }) => said.replace(/[。；，,.;\s]/gu, "") !== "" || cites.length > 0);
}

function marksIn(text: string): number[] {
  return [...new Set([...text.matchAll(MARKS)].flatMap(([, numbers = ""]) => numbers.split(/\s*[,，、]\s*/).map(Number)))];
}
