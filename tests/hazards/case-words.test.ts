import { describe, expect, test } from "vitest";
import { CARD_BYTES_MAX } from "../../src/card.ts";
import { caseCard } from "../../src/hazards/case-card.ts";
import { CASE_STEPS, FORM_NAMES, formOf } from "../../src/hazards/case-forms.ts";
import { CaseForm } from "../../src/hazards/case-press.ts";
import { type CaseRequest, readCaseRequest } from "../../src/hazards/case-requests.ts";
import { openSteps } from "../../src/hazards/open-steps.ts";
import { remindersDue, wakingMoment } from "../../src/hazards/reminders.ts";
import { RULES } from "../../src/hazards/step.ts";
import { saidDay } from "../../src/registry/said-day.ts";
import { at } from "../support/clock.ts";
import { printCard } from "../support/print-card.ts";
import { aCase, NOON, OWNER } from "./cases.ts";

describe("a day in a form", () => {
  test.each([
    ["2026-12-01", "2026-12-01"],
    ["2026年12月1日", "2026-12-01"],
    ["2026/12/1", "2026-12-01"],
    ["１２月１日", "2026-12-01"],
    ["12.1", "2026-12-01"],
    ["1月5日", "2027-01-05"],
    ["7天内", "2026-11-28"],
    ["明天", "2026-11-22"],
    [" ", undefined],
    [undefined, undefined],
    ["2026-02-30", "2026-02-30"],
    ["尽快", "尽快"],
  ])("%s ahead is %s", (said, day) => {
    expect(saidDay(said, NOON, { ahead: true })).toBe(day);
  });

  test("without its year lies behind where something was done", () => {
    expect(saidDay("12月30日", NOON, { ahead: false })).toBe("2025-12-30");
    expect(saidDay("11月20日", NOON, { ahead: false })).toBe("2026-11-20");
  });
});

describe("a sentence", () => {
  const ID = "YH-20261121-001";
  const asked: readonly (readonly [string, CaseRequest | undefined])[] = [
    ["YH-20261121-001", { kind: "case", id: ID }],
    ["yh-20261121-001 办得怎么样了？", { kind: "case", id: ID }],
    ["查一下 YH-20261121-001", { kind: "case", id: ID }],
    ["我的上报", { kind: "mine" }],
    ["看看我上报的隐患", { kind: "mine" }],
    ["待办隐患", { kind: "open" }],
    ["我的待办隐患有哪些", { kind: "open" }],
    ["哪些隐患要我处理？", { kind: "open" }],
    // A report or a question that speaks of these is none.
    ["YH-20261121-001 的灭火器已经换好了", undefined],
    ["隐患怎么上报？", undefined],
    ["我的上报要多久受理", undefined],
    ["待办隐患台账怎么填写", undefined],
  ];
  test.each(asked)("%s", (said, request) => {
    expect(readCaseRequest(said)).toEqual(request);
  });
});

describe("the forms of a case", () => {
  test("lead to every step but those that reporters take in words, and to close it a button does", () => {
    const ended = FORM_NAMES.flatMap((name) => formOf(name).steps);
    expect(new Set([...ended, "close", "join", "withhold_name"])).toEqual(new Set(Object.keys(RULES)));
    expect(new Set(CASE_STEPS)).toEqual(new Set([...ended, "close"]));
    expect(new Set(ended).size).toBe(ended.length);
  });

  test("ask for fields that are read", () => {
    const known = Object.keys(CaseForm.shape);
    expect(FORM_NAMES.flatMap((name) => formOf(name).fields).filter((field) => !known.includes(field))).toEqual([]);
  });
});

test("the card of a long story stays within what the platform takes", () => {
  const { hazard, event } = aCase();
  const long = "*很长的说明*".repeat(70).slice(0, 500);
  const history = Array.from({ length: 60 }, (_, index) => ({ ...event, version: index + 1, step: { ...event.step, note: long } }));
  const facts = { ...hazard.facts, description: long, place: long.slice(0, 100) };
  const view = { history, images: new Map(), now: NOON, steps: openSteps(hazard, OWNER, NOON), assignees: [], proposal: undefined };
  const card = caseCard({ ...hazard, facts }, { ...view, form: "amend" });
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(CARD_BYTES_MAX);
  expect(printCard(card)).toContain("前面还有 40 条");
});

describe("reminders", () => {
  const settings = { responsible: [-3, 0, 1], office: [1, 3], leader: [7], ask_after_days: 14, quiet: { from: 21, until: 8 } };

  test("of a day are due, and made up for within days after an outage, the latest of each rung alone", () => {
    const due = (today: string) => remindersDue("2026-11-28", today, settings).map(({ rung, offset }) => `${rung} ${offset}`);
    expect(due("2026-11-24")).toEqual([]);
    expect(due("2026-11-25")).toEqual(["responsible -3"]);
    expect(due("2026-11-29")).toEqual(["responsible 1", "office 1"]);
    expect(due("2026-12-02")).toEqual(["responsible 1", "office 3"]);
    expect(due("2026-12-03")).toEqual(["office 3"]);
    expect(due("2026-12-20")).toEqual([]);
  });

  test("wait for the morning", () => {
    const { quiet } = settings;
    expect(wakingMoment(at("2026-11-21 20:59"), quiet)).toEqual(at("2026-11-21 20:59"));
    expect(wakingMoment(at("2026-11-21 21:00"), quiet)).toEqual(at("2026-11-22 08:00"));
    expect(wakingMoment(at("2026-11-22 02:00"), quiet)).toEqual(at("2026-11-22 08:00"));
    expect(wakingMoment(at("2026-11-22 08:00"), quiet)).toEqual(at("2026-11-22 08:00"));
  });
});
