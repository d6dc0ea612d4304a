import { AppError } from "../../src/errors.ts";
import type { Embed } from "../../src/models/model.ts";

/** A small working Embed: texts that share characters are near each other. `fail` makes the next request fail. */
export function bagOfCharacters(dimensions: number, model = "bag"): Embed & { requests: string[][]; fail(): void } {
  const requests: string[][] = [];
  let failing = false;
  const vectorOf = (text: string) => {
    const vector = new Array<number>(dimensions).fill(0);
    for (const character of text) {
      const place = (character.codePointAt(0) ?? 0) % dimensions;
      vector[place] = (vector[place] ?? 0) + 1;
    }
    return vector;
  };
  return {
    model,
    dimensions,
    requests,
    fail: () => {
      failing = true;
    },
    documents: async (texts) => {
      if (failing) {
        failing = false;
        throw new AppError("model_unavailable", "connection refused");
      }
      requests.push([...texts]);
      return texts.map(vectorOf);
    },
    question: async (text) => vectorOf(text),
  };
}
