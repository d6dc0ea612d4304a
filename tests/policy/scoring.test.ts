import { describe, expect, test } from "vitest";
import { type GivenAnswer, GoldenQuestion, isRight, isVerbatim, scoresOf, showsEvidence } from "../../src/policy/scoring.ts";

const DISTRICTS = ["甲区", "乙区"];

function aQuestion(more: Record<string, unknown>): GoldenQuestion {
  return GoldenQuestion.parse({ id: "1", kind: "fact", question: "?", expect: "answer", ...more });
}

function anAnswer(status: GivenAnswer["status"], text: string, ...quotes: string[]): GivenAnswer {
  return { status, text, citations: quotes.map((quote) => ({ quote })) };
}

describe("an answer is right", () => {
  const question = aQuestion({ answer_must_include: ["每季度", ["1次", "一次"], "re:\\d+ 次"], answer_must_not_include: ["每年"] });

  test("when it says all that it must, in text or quotes, however spaced and wide", () => {
    expect(isRight(question, anAnswer("answered", "每 季 度", "至少 1 次，１次"), DISTRICTS)).toBe(true);
    expect(isRight(question, anAnswer("answered", "每季度", "一次"), DISTRICTS)).toBe(false);
  });

  test("unless its text says what it must not, or it refuses", () => {
    expect(isRight(question, anAnswer("answered", "每季度 1 次，每年", "1 次"), DISTRICTS)).toBe(false);
    expect(isRight(question, anAnswer("answered", "每季度 1 次", "每年"), DISTRICTS)).toBe(true);
    expect(isRight(question, anAnswer("not_found", "每季度 1 次"), DISTRICTS)).toBe(false);
  });

  test.each([
    ["refuse", ["not_found"]],
    ["decline", ["declined", "not_found"]],
    ["smalltalk", ["smalltalk", "declined"]],
    ["clarify_or_both", ["clarify"]],
  ])("%s: by its status", (expect_, right) => {
    const statuses = ["answered", "clarify", "not_found", "declined", "smalltalk"] as const;
    const found = statuses.filter((status) => isRight(aQuestion({ expect: expect_ }), anAnswer(status, "好"), DISTRICTS));
    expect(found.toSorted()).toEqual(right.toSorted());
  });

  test("for both districts, when it names each and says what it should", () => {
    const both = aQuestion({ expect: "clarify_or_both", if_answered_should_include: ["每年"] });
    expect(isRight(both, anAnswer("answered", "甲区：每年", "乙区"), DISTRICTS)).toBe(true);
    expect(isRight(both, anAnswer("answered", "甲区：每年"), DISTRICTS)).toBe(false);
    expect(isRight(both, anAnswer("answered", "甲区、乙区"), DISTRICTS)).toBe(false);
  });
});

test("a quote may leave out its middle, but each part must stand in the text", () => {
  expect(isVerbatim("第一……第 三", "第一第二第三")).toBe(true);
  expect(isVerbatim("第一……第四", "第一第二第三")).toBe(false);
  expect(isVerbatim("……", "第一")).toBe(false);
});

test("evidence counts as shown from half of it on", () => {
  const question = aQuestion({ evidence: ["一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"] });
  expect(showsEvidence(question, anAnswer("answered", "", "一二三四五六七八九十甲乙丙丁戊"))).toBe(true);
  expect(showsEvidence(question, anAnswer("answered", "", "一二三四五六七八九十甲乙丙"))).toBe(false);
});

test("the table counts per kind, and refusals where they belong", () => {
  const given = [
    { question: aQuestion({ kind: "a", answer_must_include: ["好"], evidence: ["好"] }), answer: anAnswer("answered", "好", "好", "坏") },
    { question: aQuestion({ kind: "a" }), answer: anAnswer("not_found", "") },
    { question: aQuestion({ kind: "b", expect: "refuse" }), answer: anAnswer("not_found", "") },
    { question: aQuestion({ kind: "b", expect: "refuse" }), answer: anAnswer("answered", "好") },
  ];
  expect(scoresOf(given, { corpus: "大家好", districts: DISTRICTS })).toEqual({
    kinds: new Map([
      ["a", [1, 2]],
      ["b", [1, 2]],
    ]),
    right: [2, 4],
    evidence: [1, 1],
    verbatim: [1, 2],
    refused: [1, 2],
    wronglyRefused: [1, 2],
  });
});
