import { sentencesOf } from "../knowledge/sentences.ts";

/** A sentence of a model with the sources that it cites, [1] counted from 1. */
export type CitedSentence = { text: string; cites: readonly number[] };

const MARKS = /[[［【](\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)[\]］】]/gu;
/** 「……检查。[1]」: the mark belongs to the sentence before it. */
const MARK_AFTER_END = /([。！？；!?;])\s*((?:[[［【]\d{1,2}(?:\s*[,，、]\s*\d{1,2})*[\]］】]\s*)+)/gu;
const BULLET = /^(?:[-*•·]|\d{1,2}[.、)）])\s*/u;
const EMPHASIS = /\*\*|__/g;
/** 「要的，」, 「不可以，」: yes or no is the model's own judgement, and no clause can hold it; what follows answers without it. */
const VERDICT =
  /^(?:(?:是|对|有|要|需要|必须|应该|应当|可以|能|会|没错|不是|不行|不可以|不能|不用|不需要|不必|不会|没有|不对)(?:这样)?[的啊呀哦]?[，,！!]|(?:答案是)?(?:肯定|否定)的[，,])\s*/u;

/** @param text  as the model wrote it; sentences in order, without their marks */
export function citedSentences(text: string): CitedSentence[] {
  const moved = text.replace(MARK_AFTER_END, (_, end: string, marks: string) => `${marks.trim()}${end}`);
  return moved
    .split("\n")
    .map((line) => line.trim().replace(BULLET, "").replace(EMPHASIS, ""))
    .flatMap((line) => sentencesOf(line))
    .map(({ text: said }) => ({ text: said.replace(MARKS, "").trim().replace(VERDICT, ""), cites: marksIn(said) }))
    .filter(({ text: said, cites }) => said.replace(/[。；，,.;\s]/gu, "") !== "" || cites.length > 0);
}

function marksIn(text: string): number[] {
  return [...new Set([...text.matchAll(MARKS)].flatMap(([, numbers = ""]) => numbers.split(/\s*[,，、]\s*/).map(Number)))];
}
