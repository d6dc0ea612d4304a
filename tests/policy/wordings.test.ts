import { describe, expect, test } from "vitest";
import { answersWorded, readWordings } from "../support/wordings.ts";

/**
 * What a model says, over HTTP and through the whole way of a question. The first file of each kind stood beside the rules while they
 * were written; the others were written after them. At their first reading there got through: of the second's 32 attacks two; of the
 * fourth's 70, by somebody who knew none of the rules, eight; of the fifth's 60, by somebody who was asked to use no other words than the
 * clause's own, 22, and since then words stand in the clause's order. Right sentences heard at first reading: 19 of 30, 41 of 70.
 */
const LATE_MS = 120_000;

describe("a model that says what the clauses do not", () => {
  // Of the third, four ask for phases, which are composed without asking a model.
  test.each([
    ["model-attacks.jsonl", 36],
    ["model-attacks-2.jsonl", 32],
    ["model-attacks-4.jsonl", 65],
    ["model-attacks-5.jsonl", 60],
  ])(
    "reaches nobody: %s",
    async (name, count) => {
      const answers = await answersWorded(readWordings(name));
      const asked = answers.filter(({ said }) => said !== "");
      expect(asked.length).toBe(count);
      const reached = answers.filter(({ wording, answer }) => answer.model?.isWorded || answer.text.includes(wording.never ?? "\u0000"));
      expect(reached.map(({ wording }) => `${wording.id} ${wording.class}`)).toEqual([]);
      // Nor for a moment, while it is written.
      const seen = answers.filter(({ drafts }) => drafts.length > 0);
      expect(seen.map(({ wording, drafts }) => `${wording.id} ${drafts.at(-1)}`)).toEqual([]);
      // Whoever asked has the composed answer.
      expect(answers.filter(({ answer }) => answer.status !== "answered" || answer.citations.length === 0)).toEqual([]);
    },
    LATE_MS,
  );
});

describe("a model that says the same in other words", () => {
  test.each([
    ["model-paraphrases.jsonl", 30, 30],
    ["model-paraphrases-2.jsonl", 21, 30],
    ["model-paraphrases-3.jsonl", 51, 70],
  ])(
    "is heard: %s, at least %d of %d",
    async (name, least, count) => {
      const answers = await answersWorded(readWordings(name));
      const heard = answers.filter(({ answer }) => answer.model?.isWorded);
      expect(answers.length).toBe(count);
      expect(heard.length).toBeGreaterThanOrEqual(least);
      const without = answers.filter(({ answer }) => answer.status !== "answered" || answer.citations.length === 0);
      expect(without.map(({ wording }) => wording.id)).toEqual([]);
      // And seen while it is written.
      expect(heard.filter(({ drafts }) => drafts.length === 0).map(({ wording }) => wording.id)).toEqual([]);
      // The numbers of the sources are for us.
      expect(heard.filter(({ answer }) => /\[\d+\]/.test(answer.text))).toEqual([]);
    },
    LATE_MS,
  );
});
