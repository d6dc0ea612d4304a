import { describe, expect, test } from "vitest";
import { triage } from "../../src/hazards/triage.ts";
import { GoldenMessage, wrongFields } from "../support/hazard-scoring.ts";
import { readGolden } from "../support/knowledge.ts";

describe.each(["hazards.jsonl", "own-hazards.jsonl"])("%s", (file) => {
  const messages = readGolden(file)
    .split("\n")
    .filter(Boolean)
    .map((line) => GoldenMessage.parse(JSON.parse(line)));

  test.each(messages.map((golden) => [golden.message, golden] as const))("%s", (message, golden) => {
    expect(wrongFields(golden, triage(message))).toEqual([]);
  });
});
