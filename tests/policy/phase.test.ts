import { describe, expect, test } from "vitest";
import type { Passage } from "../../src/knowledge/document.ts";
import { type PhaseQuestion, phaseAsked } from "../../src/policy/phase.ts";

const aPhase = (heading: string, at: number): Passage => ({
  id: String(at),
  documentId: "plan",
  kind: "clause",
  ordinal: at,
  path: `三 第${at + 1}阶段`,
  trail: ["三、步骤", heading],
  body: `${heading}。做好有关工作。`,
  start: 0,
  end: 0,
  cells: undefined,
});
const PASSAGES = [
  "第一阶段：动员部署阶段（2025年3月底前）",
  "第二阶段：集中整治阶段（2025年4月—2026年6月底）",
  "第三阶段：总结提高阶段（2026年7月—2026年底）",
].map(aPhase);

function asked(plain: string, more: Partial<PhaseQuestion> = {}) {
  const found = phaseAsked(PASSAGES, { plain, ask: "content", years: [], asOf: "2026-11-21", earlier: [], ...more });
  return found && { at: found.phase.path, state: found.state };
}

describe("the phase that is meant", () => {
  test.each([
    ["第二阶段要做什么", "三 第2阶段", "past"],
    ["最后一个阶段做什么", "三 第3阶段", "present"],
    ["现在算走到第几阶段了", "三 第3阶段", "present"],
    ["2025年8月在哪个阶段", "三 第2阶段", "past"],
    ["集中整治那个阶段怎么做", "三 第2阶段", "past"],
  ])("%s", (plain, at, state) => {
    expect(asked(plain)).toEqual({ at, state });
  });

  test("is known by its name alone when its time is asked", () => {
    expect(asked("集中整治安排在哪段时间", { ask: "when" })).toMatchObject({ at: "三 第2阶段" });
    expect(asked("集中整治怎么做")).toBeUndefined();
  });

  test("stands beside the one spoken of before", () => {
    const earlier = ["第二阶段是什么时候", "2025年4月—2026年6月底。"];
    expect(asked("下一个阶段呢", { earlier })).toMatchObject({ at: "三 第3阶段" });
    expect(asked("那上一个呢", { earlier })).toMatchObject({ at: "三 第1阶段" });
    expect(asked("再下一个阶段", { earlier: ["第三阶段呢"] })).toBeUndefined();
  });

  test.each(["分几个阶段", "各阶段分别叫什么", "谁来检查", "现在要检查什么"])("is none in: %s", (plain) => {
    expect(asked(plain)).toBeUndefined();
  });
});
