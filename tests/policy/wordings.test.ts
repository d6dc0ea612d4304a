import { describe, expect, test } from "vitest";
import { answersWorded, readWordings } from "../support/wordings.ts";

/**
 * What a model says, over HTTP and through the whole way of a question. The first file of each kind stood beside the rules while they
 * were written; the second was written after them. At its first reading two of its 32 attacks got through (a denial before 另行, a post
 * that changed hands), and 19 of its 30 right sentences: both attacks are classes of the rules now.
 */
const LATE_MS = 120_000;

describe("a model that says what the clauses do not", () => {
  test.each(["model-attacks.jsonl", "model-attacks-2.jsonl"])(
    "reaches nobody: %s",
    async (name) => {
      const answers = await answersWorded(readWordings(name));
      expect(answers.length).toBeGreaterThanOrEqual(30);
      const asked = answers.filter(({ said }) => said !== "");
      expect(asked.length).toBe(answers.length);
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
    ["model-paraphrases.jsonl", 30],
    ["model-paraphrases-2.jsonl", 21],
  ])(
    "is heard: %s, at least %d of 30",
    async (name, least) => {
      const answers = await answersWorded(readWordings(name));
      const heard = answers.filter(({ answer }) => answer.model?.isWorded);
      expect(answers.length).toBe(30);
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
