import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dutyRequest } from "../../src/duties/duty-requests.ts";
import { workCalendar } from "../../src/workdays.ts";
import { at } from "../support/clock.ts";

const context = { now: at("2026-11-21 10:00"), calendar: workCalendar() };
const kindOf = (text: string) => dutyRequest(text, context)?.kind;

test.each([
  ["待确认任务", "drafts"],
  ["看一下待确认的任务", "drafts"],
  ["确认任务", "drafts"],
  ["任务列表", "running"],
  ["我的任务", "running"],
  ["已停用任务", "ended"],
  ["未来一年任务日历", "calendar"],
  ["请打开任务日历", "calendar"],
  ["导出任务日历", "calendar_file"],
  ["下个月有什么任务？", "span"],
  ["本周有哪些提醒", "span"],
  ["本季度还有哪些检查到期", "span"],
  ["暂停演练提醒", "control"],
  ["恢复台账任务", "control"],
  ["跳过这次燃气自查", "control"],
  ["每周五下午4点提醒餐饮群检查燃气", "schedule"],
  ["下周五前交月度检查计划", "schedule"],
  ["月底前各企业办上报台账", "schedule"],
  ["12.10前各企业办上报台账", "schedule"],
  ["定期提醒企业群自查", "ask_back"],
  ["提醒餐饮群自查", "ask_back"],
  ["下午3点提醒我开会", "ask_back"],
  ["暂停提醒", "ask_back"],
])("%s: %s", (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

describe("is left to the plans, or to whom it was said", () => {
  test.each([
    ["每季度要做什么"],
    ["今年要做哪些检查"],
    ["年底前要完成哪些任务"],
    ["企业办每月要交什么"],
    ["三年行动的主要任务有哪些"],
    ["应急演练多久提醒一次？"],
    ["谢谢提醒"],
    ["提醒大家下班关好煤气"],
    ["安全提醒：明天停电"],
    ["12月1日前完成整改"],
    ["各企业办：12月1日前上报台账，逾期通报"],
    ["通知：明天下午三点消防演练"],
    ["每月25日前交的是什么材料"],
  ])("%s", (text) => {
    expect(kindOf(text)).toBeUndefined();
  });

  test("nothing that people ask of the plans or tell of hazards is taken for an order", () => {
    const said = globSync("tests/golden/*.jsonl").flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line): { question?: string; message?: string } => JSON.parse(line))
        .flatMap(({ question, message }) => question ?? message ?? []),
    );
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((text) => kindOf(text) !== undefined)).toEqual([]);
  });
});
