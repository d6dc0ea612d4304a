import { likeness } from "../../src/knowledge/vectors.ts";
import type { Rerank } from "../../src/models/model.ts";
import { bagOfConcepts } from "./bag-of-concepts.ts";

/** Scores of some texts, higher for what is said to tell more. */
export type Scoring = (question: string, texts: readonly string[]) => readonly number[];

/** An endpoint that scores so; what it was asked is kept. */
export function rerankBy(scoring: Scoring): Rerank & { asked: { question: string; texts: readonly string[] }[] } {
  const asked: { question: string; texts: readonly string[] }[] = [];
  return {
    model: "scripted",
    asked,
    async places(question, texts) {
      asked.push({ question, texts });
      const scores = scoring(question, texts);
      const places = texts.map((_, index) => scores.filter((score) => score > (scores[index] ?? 0)).length);
      const call = { use: "rerank", model: "scripted", promptHash: "", inputTokens: 1, outputTokens: 0, costYuan: 0, ms: 1 };
      return { places, call };
    },
  };
}

const DIMENSIONS = 1024;

/** Means well: the likeness of what is spoken of, by our list of synonyms. */
export const honest: Scoring = (question, texts) => {
  const asked = bagOfConcepts(question, DIMENSIONS);
  return texts.map((text) => likeness(asked, bagOfConcepts(text, DIMENSIONS)));
};

/** What came last is said to be best. */
export const reversed: Scoring = (_, texts) => texts.map((_, index) => index);

/** Knows nothing and says so. */
export const alwaysOne: Scoring = (_, texts) => texts.map(() => 1);

/** Any order, the same each time. */
export const random: Scoring = (question, texts) => texts.map((text) => hash(`${question}${text}`));

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
