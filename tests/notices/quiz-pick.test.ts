import { describe, expect, test } from "vitest";
import { pickQuestions, scoreOf } from "../../src/notices/quiz-pick.ts";
import { chosenIn } from "../../src/notices/quiz-press.ts";
import type { QuizKind, QuizQuestion } from "../../src/notices/quiz-question.ts";
import { quizRequest } from "../../src/notices/quiz-requests.ts";

function aQuestion(id: string, kind: QuizKind, topic = "luojiang"): QuizQuestion {
  return { id, kind, topic, stem: id, options: ["甲", "乙", "丙"], right: 1, source: { title: "方案", clause: "一", quote: id } };
}

const MANY = ["deadline", "frequency", "unit"].flatMap((kind) =>
  [1, 2, 3, 4].map((number) => aQuestion(`${kind}${number}`, kind as QuizKind)),
);

describe("a choice of questions", () => {
  test("takes of each kind in turn, each once, the same for the same quiz and others for another", () => {
    const five = (seed: string) => pickQuestions(MANY, { topic: undefined, count: 5, seed });
    expect(new Set(five("XC-1").map(({ kind }) => kind)).size).toBe(3);
    expect(new Set(five("XC-1").map(({ id }) => id)).size).toBe(5);
    expect(five("XC-1")).toEqual(five("XC-1"));
    expect(five("XC-1")).not.toEqual(five("XC-2"));
  });

  test("keeps to its topic, and gives what there is", () => {
    const all = [...MANY, aQuestion("own1", "own", "自编")];
    expect(pickQuestions(all, { topic: "自编", count: 5, seed: "XC-1" }).map(({ id }) => id)).toEqual(["own1"]);
  });
});

describe("answers", () => {
  test("are counted right one by one; what was left open, or was never offered, is wrong", () => {
    const chosen = chosenIn({ q0: "1", q1: "2", q2: "", q3: "7", q4: null }, [3, 3, 3, 3, 3]);
    expect(chosen).toEqual([1, 2, -1, -1, -1]);
    expect(scoreOf(MANY.slice(0, 5), chosen)).toBe(1);
  });
});

describe("what is asked for", () => {
  test.each(["发小测", "发一次岗位安全小测", "请帮我出一份安全测验", "组织一次答题", "搞个小测试吧"])("%s holds one", (text) => {
    expect(quizRequest(text)).toEqual({ kind: "hold" });
  });
  test.each([
    ["小测成绩", undefined],
    ["看看上次小测的结果", undefined],
    ["谁还没做小测？", undefined],
    ["XC-20261121-001 成绩", "XC-20261121-001"],
  ])("%s asks how it went", (text, number) => {
    expect(quizRequest(text)).toEqual({ kind: "results", number });
  });
  test.each(["岗位技能竞赛有什么要求", "培训考试多久一次", "安全生产知识要列入考核吗", "成绩先进单位怎么表扬", "企业员工考试不合格怎么办"])(
    "%s is a question about the plans",
    (text) => {
      expect(quizRequest(text)).toBeUndefined();
    },
  );
});
