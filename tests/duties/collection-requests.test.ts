import { describe, expect, test } from "vitest";
import { readCollectionRequest, tellsDone } from "../../src/duties/collection-requests.ts";
import { saidDayIn } from "../../src/registry/said-day.ts";

const THIS_YEAR = 2026;

describe("what is said of deliveries", () => {
  test.each([
    ["任务完成情况", { kind: "overview" }],
    ["看看各项任务的落实情况", { kind: "overview" }],
    ["我的任务", { kind: "mine" }],
    ["季度检查完成情况", { kind: "figures", name: "季度检查" }],
    ["谁还没交月度检查计划？", { kind: "figures", name: "月度检查计划" }],
    ["哪些企业还没报带队检查", { kind: "figures", name: "带队检查" }],
    ["月度检查计划还有谁没交", { kind: "figures", name: "月度检查计划" }],
    ["导出疏散演练完成情况", { kind: "export", name: "疏散演练" }],
    ["提交季度检查", { kind: "deliver", name: "季度检查", rest: "" }],
    ["季度检查已完成，王总带队查了后厨", { kind: "deliver", name: "季度检查", rest: "王总带队查了后厨" }],
    ["我们疏散演练做完了：昨天，32人参加", { kind: "deliver", name: "疏散演练", rest: "昨天，32人参加" }],
    ["通报表扬建议", { kind: "commend" }],
    ["起草2026年年度报告", { kind: "year_report", year: 2026 }],
    ["帮我起草去年的年度工作报告", { kind: "year_report", year: 2025 }],
    ["年度报告初稿", { kind: "year_report", year: undefined }],
  ])("%s", (text, request) => expect(readCollectionRequest(text, THIS_YEAR)).toEqual(request));

  test.each([
    "企业办每月要提交什么检查计划",
    "年度报告什么时候报",
    "年度工作报告要报给谁",
    "季度检查怎么做",
    "老福记后厨煤气漏了",
    "演练要搞几次",
    "检查完成后要向谁报告",
    "季度检查没完成",
    "季度检查还没有做完",
  ])("a question or a report is left to others: %s", (text) => {
    expect(readCollectionRequest(text, THIS_YEAR)).toBeUndefined();
  });
});

describe("what is said below a reminder", () => {
  test.each(["已完成", "昨天做完了，共12人", "11月20日王总带队检查完了"])("done: %s", (text) => expect(tellsDone(text)).toBe(true));
  test.each(["收到", "还没完成", "什么时候要完成", "完成了吗", "我们未开展"])("not done: %s", (text) =>
    expect(tellsDone(text)).toBe(false),
  );
});

describe("the day that is named among other words", () => {
  const NOW = new Date("2026-11-22T10:00:00+08:00");
  test.each([
    ["昨天王总带队查的", "2026-11-21"],
    ["11月20日检查完了", "2026-11-20"],
    ["2026-11-18 已查", "2026-11-18"],
    ["已完成，检查门店10-12家", undefined],
    ["整改2/3处", undefined],
    ["投入1.5万元", undefined],
    ["12月5日再查一次", "2025-12-05"],
  ])("%s", (text, day) => expect(saidDayIn(text, NOW)).toBe(day));
});
