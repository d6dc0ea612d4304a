import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { tokenise } from "../../src/knowledge/lexemes.ts";

/**
 * Vectors with a meaning, made of our own list of synonyms: what people say and what documents write adds to the same place, and all
 * other words add a little to their own. Near are texts that speak of the same in other words. The same text always has the same vector.
 */
export function bagOfConcepts(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const add = (sign: string, weight: number) => {
    const place = hash(sign) % dimensions;
    vector[place] = (vector[place] ?? 0) + weight;
  };
  concepts().forEach((words, index) => {
    if (words.some((word) => text.includes(word))) add(`concept ${index}`, CONCEPT_WEIGHT);
  });
  for (const term of new Set(tokenise(text).map((lexeme) => lexeme.term))) add(term, WORD_WEIGHT);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

const CONCEPT_WEIGHT = 2;
const WORD_WEIGHT = 0.5;

let known: readonly (readonly string[])[] | undefined;

function concepts(): readonly (readonly string[])[] {
  const file = new URL("../../knowledge/lexicon/synonyms.yaml", import.meta.url);
  known ??= (parse(readFileSync(file, "utf8")) as { say: string[]; mean: string[] }[]).map(({ say, mean }) => [...say, ...mean]);
  return known;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
