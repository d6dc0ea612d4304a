import { describe, expect, test } from "vitest";
import { answersWorded, readWordings } from "../support/wordings.ts";

/**
 * What a model says, over HTTP and through the whole way of a question. The first file of each kind stood beside the rules while they
 * were written; the others were written after them. At its first reading two of the second's 32 attacks got through (a denial before
 * 另行, a post that changed hands), and 19 of its 30 right sentences. The last was written by somebody who knew none of the rules: of its
 * 69 attacks six reached the answer and two more the draft (figures, leaders, 或, 并非不得, 半年内, an order, whose subject), and 41 of its
 * 70 right sentences were heard. All of these are classes of the rules now.
 */
const LATE_MS = 120_000;

describe("a model that says what the clauses do not", () => {
  // Of the last, four ask for phases, which are composed without asking a model.
  test.each([
    ["model-attacks.jsonl", 36],
    ["model-attacks-2.jsonl", 32],
    ["model-attacks-4.jsonl", 65],
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
    ["model-paraphrases-3.jsonl", 54, 70],
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
