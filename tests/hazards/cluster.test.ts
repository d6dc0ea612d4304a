import { expect, test } from "vitest";
import { clustersIn, proposalOf } from "../../src/hazards/cluster.ts";
import { readClusterRules } from "../../src/hazards/cluster-rules.ts";
import type { Hazard, HazardFacts } from "../../src/hazards/hazard.ts";
import { aCase, FACTS, NOON } from "./cases.ts";

const RULES = {
  at_least: 3,
  within_days: 30,
  again_after_days: 30,
  topics: [
    { name: "燃气", words: ["软管", "气瓶"] },
    { name: "用电", words: ["插座"] },
  ],
};

function cases(...facts: Partial<HazardFacts & { state: Hazard["state"]; recordedAt: Date }>[]): Hazard[] {
  return facts.map(({ state, recordedAt = NOON, ...more }, index) => {
    const { hazard } = aCase();
    return { ...hazard, id: `YH-20261121-${index}`, state: state ?? hazard.state, recordedAt, facts: { ...FACTS, ...more } };
  });
}

test("three of one kind in one industry and district are a cluster, whatever else they are", () => {
  const found = clustersIn(
    cases(
      { description: "软管老化", enterpriseName: "甲", recordedAt: new Date("2026-11-01T01:00:00+08:00") },
      { description: "气瓶放在灶旁", enterpriseName: "乙", state: "closed" },
      { description: "软管开裂，插座烧黑", enterpriseName: "乙" },
    ),
    RULES,
  );
  expect(found).toEqual([
    { district: "洛江区", industry: "catering", topic: "燃气", cases: 3, enterprises: 2, firstDay: "2026-11-01", lastDay: "2026-11-21" },
  ]);
});

test.each([
  ["two of them", [{ description: "软管老化" }, { description: "软管开裂" }]],
  ["one a false alarm", [{ description: "软管老化" }, { description: "软管开裂" }, { description: "软管破了", state: "void" as const }]],
  ["one in another district", [{ description: "软管老化" }, { description: "软管开裂" }, { description: "软管破了", district: "泉港区" }]],
  ["one of another industry", [{ description: "软管老化" }, { description: "软管开裂" }, { description: "软管破了", industry: "hotels" }]],
  [
    "one of no known industry",
    [{ description: "软管老化" }, { description: "软管开裂" }, { description: "软管破了", industry: undefined }],
  ],
  ["one of something else", [{ description: "软管老化" }, { description: "软管开裂" }, { description: "灭火器过期" }]],
])("%s are none", (_, facts) => {
  expect(clustersIn(cases(...facts), RULES)).toEqual([]);
});

test("what a notice begins with are figures, and nobody's name", () => {
  const [cluster] = clustersIn(
    cases(
      ...["甲鱼丸店", "乙鱼丸店", "丙鱼丸店"].map((enterpriseName) => ({ description: "软管老化", enterpriseName, principal: "张三" })),
    ),
    RULES,
  );
  if (!cluster) throw new Error("no cluster");
  const proposal = proposalOf({ ...cluster, id: "7" });
  expect(proposal).toMatchObject({ industries: ["catering"], districts: ["洛江区"], origin: { kind: "hazard_cluster", ref: "7" } });
  expect(proposal.title).toBe("关于餐饮燃气“燃气”类隐患的风险提示");
  expect(proposal.paragraphs[0]).toBe("2026-11-21 至 2026-11-21，洛江区餐饮燃气登记“燃气”类隐患 3 起，涉及 3 家单位。");
  expect(JSON.stringify(proposal)).not.toMatch(/鱼丸|张三|陈老板|后厨/);
});

test("the rules that the house ships with can be read", async () => {
  expect((await readClusterRules("knowledge"))?.topics.length).toBeGreaterThan(5);
  expect(await readClusterRules("tests/hazards")).toBeUndefined();
});
