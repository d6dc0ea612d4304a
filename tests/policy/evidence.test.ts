import { describe, expect, test } from "vitest";
import type { Passage, PassageKind } from "../../src/knowledge/document.ts";
import type { Ask } from "../../src/policy/asks.ts";
import { belongsTogether, holds } from "../../src/policy/evidence.ts";
import { rowUnits } from "../../src/policy/row-units.ts";
import { type Unit, unitsOf } from "../../src/policy/units.ts";

function aPassage(body: string, kind: PassageKind): Passage {
  return { id: "1", documentId: "plan", kind, ordinal: 0, path: "一", trail: [], body, start: 0, end: body.length, cells: undefined };
}

function unit(body: string, kind: PassageKind = "clause"): Unit {
  const passage = aPassage(body, kind);
  const [first] = kind === "row" ? rowUnits([passage], []) : unitsOf(passage);
  if (!first) throw new Error("a body has a sentence");
  return first;
}

describe("a sentence answers only when it holds what was asked", () => {
  test.each<[Ask, string, string]>([
    ["how_often", "企业每季度开展检查。", "企业要开展检查。"],
    ["how_many_times", "每年组织 1 次演练。", "定期组织演练。"],
    ["how_long", "应当在15个工作日内整改。", "于1月30日前递交报告。"],
    ["amount", "给予5万元奖励。", "给予支持和奖励。"],
    ["phone", "联系电话0595-22345678。", "向区安委会报告。"],
    ["measure", "距地面不超过0.3米。", "配置应急设施。"],
    ["hours", "每年不少于12学时。", "先培训后上岗。"],
    ["name", "组长：王大明，副组长若干。", "由局长为组长。"],
    ["headcount", "预计1000人以上的展会。", "人员密集场所。"],
    ["which_day", "2025年底前完成。", "持续推进。"],
    ["when", "持续推进。", "切实推进。"],
    ["to_whom", "于年底前向区安委会递交报告。", "认真写好工作报告。"],
    ["place", "在商业街区等公共场所张贴。", "张贴安全标语。"],
    ["basis", "根据《某某通知》（某文〔2024〕1号）制定。", "制定本方案。"],
  ])("%s", (ask, with_, without) => {
    expect(holds(ask, unit(with_))).toBe(true);
    expect(holds(ask, unit(without))).toBe(false);
  });

  test("a frequency counts for the stretch between commas that it stands in", () => {
    const sentence = unit("完善应急预案，每年开展演练。");
    expect(belongsTogether("how_often", sentence, (bare) => bare.includes("演练"))).toBe(true);
    expect(belongsTogether("how_often", sentence, (bare) => bare.includes("预案"))).toBe(false);
  });
});

describe("a row of a task table", () => {
  test("tells unit and deadline by what they look like, wherever the cells stand", () => {
    expect(unit("13\t严格执行成品油流通制度。\t商贸流通股负责\t持续推进", "row").row).toMatchObject({
      tasks: ["严格执行成品油流通制度。"],
      responsible: "商贸流通股负责",
      deadline: "持续推进",
    });
  });

  test("does not take a task that speaks of people in charge for a unit", () => {
    expect(unit("1\t培训企业\t强化主要负责人意识。\t2026年底前", "row").row?.responsible).toBeUndefined();
  });

  test("answers a question for a day only with a day", () => {
    const row = unit("3\t落实规划。\t各成员单位按职责分工负责\t持续推进", "row");
    expect(holds("when", row)).toBe(true);
    expect(holds("which_day", row)).toBe(false);
  });
});
