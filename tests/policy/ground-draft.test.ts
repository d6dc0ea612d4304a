import { expect, test } from "vitest";
import { groundDraft } from "../../src/policy/ground-draft.ts";

const MATERIALS = [
  {
    heading: "洛江方案 二（七）12",
    text: "推动重点商贸企业每年组织开展1次疏散逃生应急演练，让全体从业人员熟知逃生通道、安全出口及应急处置要求。",
  },
  { heading: "用气安全提示", text: "每天营业结束关闭燃气阀门，不在用餐区域存放液化气瓶。" },
];

test.each([
  "推动重点商贸企业每年组织开展一次疏散逃生应急演练。",
  "请让全体从业人员熟知逃生通道、安全出口。",
  "请每天营业结束关闭燃气阀门。",
  "（二）不在用餐区域存放液化气瓶。",
])("what a material holds stands, in its own line: %s", (line) => {
  const { lines, dropped } = groundDraft(`${line}\n`, MATERIALS);
  expect(lines).toEqual([line.replace("（二）", "")]);
  expect(dropped).toBe(0);
});

test.each([
  ["another frequency", "推动重点商贸企业每月组织开展1次疏散逃生应急演练。"],
  ["a day", "请于12月31日前关闭燃气阀门。"],
  ["a lost denial", "在用餐区域存放液化气瓶。"],
  ["a fine", "逾期罚款五万元。"],
  ["another office", "请泉港区商务局组织疏散逃生应急演练。"],
  ["a link", "请登录 https://example.com 填报应急演练。"],
  ["a mark of its own", "逾期罚款五万元[1]。"],
])("%s does not stand", (_, line) => {
  expect(groundDraft(`不在用餐区域存放液化气瓶。${line}`, MATERIALS)).toEqual({ lines: ["不在用餐区域存放液化气瓶。"], dropped: 1 });
});

test("without materials nothing stands", () => {
  expect(groundDraft("每天营业结束关闭燃气阀门。", [])).toEqual({ lines: [], dropped: 1 });
});
