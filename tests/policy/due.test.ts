import { describe, expect, test } from "vitest";
import { dueOf, lookingFrom } from "../../src/policy/due.ts";

const asOf = "2026-11-21";

describe("a deadline is counted from the day of asking", () => {
  test.each([
    ["每季度要带队检查", "2026-12-31", 40],
    ["每半年至少1次", "2026-12-31", 40],
    ["每月列好检查计划", "2026-11-30", 9],
    ["每年组织开展1次", "2026-12-31", 40],
    ["每年的1月30日前递交", "2027-01-30", 70],
    ["2025年底前建立，2026年底前形成", "2026-12-31", 40],
    ["2024年6月30日前完成", "2024-06-30", -874],
  ])("%s", (text, day, daysLeft) => {
    expect(dueOf(text, { asOf })).toMatchObject({ kind: "day", day, daysLeft });
  });

  test("a day that the text writes is not called worked out", () => {
    expect(dueOf("2026年12月5日前完成", { asOf })).toMatchObject({ isWritten: true });
    expect(dueOf("2026年底前完成", { asOf })).toMatchObject({ isWritten: false });
  });

  test("what goes on has no day", () => {
    expect(dueOf("持续推进", { asOf })).toEqual({ kind: "open", stated: "持续推进" });
    expect(dueOf("通过不定期发送", { asOf })).toMatchObject({ kind: "open" });
    expect(dueOf("做好记录", { asOf })).toBeUndefined();
  });
});

test("a question may look ahead", () => {
  expect(lookingFrom("下个月最迟哪天", asOf)).toBe("2026-12-01");
  expect(lookingFrom("下个季度呢", asOf)).toBe("2027-01-01");
  expect(dueOf("每月1次", { asOf, from: lookingFrom("下个月", asOf) })).toMatchObject({ day: "2026-12-31" });
});
