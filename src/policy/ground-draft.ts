import { sentencesOf } from "../knowledge/sentences.ts";
import { ground } from "./grounding.ts";

/** What a notice may be drafted from: a quoted clause, or what a person or a template has written for it. */
export type Material = { heading: string; text: string };

/** Of a drafted notice the lines that stand, and how many sentences do not. */
export type HeldDraft = { lines: readonly string[]; dropped: number };

/**
 * Holds each sentence of a model's draft against the materials, whichever of them it rests on: figures, days, names, denials, force and
 * words must stand there together, as in an answer. A line of which nothing stands is left out. Pure.
 */
export function groundDraft(draft: string, materials: readonly Material[]): HeldDraft {
  const sources = materials.map(({ heading, text }) => ({ heading, sentences: [{ text }] }));
  const cited = materials.map((_, index) => `[${index + 1}]`).join("");
  // The draft cites nothing: each sentence may rest on any material.
  const stands = ({ text }: { text: string }) => ground(text.replace(COURTESY, "") + cited, sources).kept.length > 0;
  const said = draft.split("\n").map((line) => sentencesOf(line.replace(NUMBERING, "")));
  const kept = said.map((sentences) => sentences.filter(stands));
  return {
    lines: kept.map((sentences) => sentences.map(({ text }) => text).join("")).filter((line) => line !== ""),
    dropped: said.flat().length - kept.flat().length,
  };
}

/** A notice asks where a plan says what is to be done. */
const COURTESY = /^请(?!示)/u;
/** 「一、」, 「（二）」, 「3.」 before a point: the form has a line for each. */
const NUMBERING = /^\s*(?:[-*•·]|[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)]|[、.．](?!\d)))\s*/u;
