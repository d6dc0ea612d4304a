import { describe, expect, test } from "vitest";
import { cadencesIn, withoutCadences } from "../../src/policy/cadence.ts";

describe("a cadence", () => {
  test.each([
    ["每季度要带队检查", [4]],
    ["每半年至少督导", [2]],
    ["一年两次", [2]],
    ["半年搞一回", [2]],
    ["三个月一次", [4]],
    ["每三年一次", [1 / 3]],
    ["每月列好检查计划", [12]],
    ["定期开展", []],
    ["2024年底前组织一次", []],
    ["一个月内整改一次到位", []],
  ])("of %s is counted by the year", (plain, expected) => {
    expect(cadencesIn(plain)).toEqual(expected);
  });

  test("names no thing", () => {
    expect(withoutCadences("演练是不是一年两次")).toBe("演练是不是 ");
  });
});
