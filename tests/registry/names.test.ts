import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isAppError } from "../../src/errors.ts";
import { industries, industryCalled, industryName } from "../../src/registry/industries.ts";
import { parseUnits } from "../../src/registry/seed-units.ts";
import { unitsCalled, unitsIn } from "../../src/registry/unit-names.ts";

const units = parseUnits("units.yaml", readFileSync("knowledge/registry/units.yaml", "utf8"));
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe("a unit", () => {
  test("is known by its name and by what people call it, in its own district", () => {
    expect(ids(unitsCalled(units, "河市镇企业办"))).toEqual(["luojiang-heshi"]);
    expect(ids(unitsCalled(units, " 河市 "))).toEqual(["luojiang-heshi"]);
    expect(ids(unitsCalled(units, "流通股"))).toEqual(["luojiang-trade", "quangang-trade"]);
    expect(ids(unitsCalled(units, "流通股", "泉港区"))).toEqual(["quangang-trade"]);
    expect(unitsCalled(units, "企业办")).toEqual([]);
  });

  test("is found in a sentence by the longest name that stands there", () => {
    expect(ids(unitsIn(units, "洛江区商务局外资外贸股负责哪些"))).toEqual(["luojiang-bureau", "luojiang-foreign"]);
    expect(ids(unitsIn(units, "涂岭镇企业办谁负责", "泉港区"))).toEqual(["quangang-tuling"]);
    expect(ids(unitsIn(units, "涂岭镇企业办谁负责", "洛江区"))).toEqual([]);
    expect(unitsIn(units, "谁负责")).toEqual([]);
  });
});

describe("the file of units", () => {
  const unit = "{ id: a, kind: town, name: 甲镇企业办, district: 甲区 }";
  const problemOf = (text: string) => {
    try {
      parseUnits("units.yaml", text);
      return "";
    } catch (error) {
      return isAppError(error) ? (error.hint ?? "") : String(error);
    }
  };

  test.each([
    ["units: [", "第 1 行 不是正确的 YAML"],
    ["towns: []", "units"],
    [`units:\n  - ${unit}\n  - ${unit}`, "第 3 行 id：id “a” 重复"],
    [`units:\n  - ${unit}\n  - ${unit.replace("id: a", "id: b")}`, "第 3 行 name：同一个区里名称重复"],
    [`units:\n  - ${unit.replace("kind: town", "kind: village")}`, "第 2 行 kind：kind 只能是"],
    [`units:\n  - ${unit.replace("}", ", parent: nobody }")}`, "第 2 行 parent：上一级 “nobody” 要写在前面"],
    [`units:\n  - ${unit.replace("}", ", boss: 张三 }")}`, "没有这一项：boss"],
    [`units:\n  - ${unit.replace("id: a", "id: 甲")}`, "第 2 行 id：id 只能用小写字母"],
  ])("%j is refused with line and reason", (text, hint) => {
    expect(problemOf(text)).toContain(hint);
  });

  test("may leave out aliases and parent", () => {
    expect(parseUnits("units.yaml", `units:\n  - ${unit}`)).toEqual([
      { id: "a", kind: "town", name: "甲镇企业办", aliases: [], district: "甲区", parentId: undefined },
    ]);
  });
});

describe("an industry", () => {
  test("is one of the plans, known by name and by what people call it", () => {
    const plan = readFileSync("knowledge/洛江区商务系统安全生产治本攻坚三年行动方案.txt", "utf8");
    const [sentence] = /开展餐饮燃气、.*?等重点行业领域/.exec(plan) ?? [""];
    const named = sentence.replace("开展", "").replace("等重点行业领域", "").split("、");
    expect(named).toHaveLength(7);
    expect(named.map((name) => industryCalled(name)?.id)).toEqual(
      industries()
        .slice(0, 7)
        .map(({ id }) => id),
    );
    expect(industryCalled(" 加油站 ")?.id).toBe("fuel");
    expect(industryCalled("养殖")).toBeUndefined();
  });

  test("no two of them are called the same", () => {
    const names = industries().flatMap(({ id, name, aliases }) => [id, name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(industryName("fuel")).toBe("成品油流通");
    expect(industryName("gone")).toBe("gone");
  });
});
