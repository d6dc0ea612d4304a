import { describe, expect, test } from "vitest";
import { CARD_BYTES_MAX } from "../../src/card.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { ledgerRequest } from "../../src/hazards/ledger-requests.ts";
import { momentsOf, readPeriod } from "../../src/hazards/period.ts";
import { figuresOf, worthInspecting } from "../../src/hazards/statistics.ts";
import { figuresCard, inspectCard } from "../../src/hazards/statistics-card.ts";
import type { Enterprise } from "../../src/registry/enterprise.ts";
import { anEnterprise } from "../registry/fixtures.ts";
import { at } from "../support/clock.ts";
import { ASSIGN, aCase, following, NOON } from "./cases.ts";

const { hazard: RECORDED } = aCase();
const aHazard = (more: Partial<Hazard>, facts: Partial<Hazard["facts"]> = {}): Hazard => ({
  ...RECORDED,
  ...more,
  facts: { ...RECORDED.facts, ...facts },
});
const LATE = { ...following(RECORDED, [{ do: "accept" }, ASSIGN]), deadline: { day: "2026-11-18" } };
const anOperating = (id: string, name: string, more: Partial<Enterprise> = {}): Enterprise => ({
  ...anEnterprise({ name }),
  id,
  version: 1,
  status: "operating",
  ...more,
});

describe("the figures of the ledger", () => {
  test("count cases by state, industry and town, and leave out what was void", () => {
    const hazards = [
      RECORDED,
      LATE,
      aHazard({ state: "closed", recordedAt: at("2026-11-01 08:00"), closedAt: at("2026-11-05 20:00") }, { industry: "supermarket" }),
      aHazard({ state: "closed", recordedAt: at("2026-11-01 08:00"), closedAt: at("2026-11-02 20:00") }, { place: undefined }),
      aHazard({ state: "void" }),
    ];
    expect(figuresOf(hazards, NOON)).toEqual({
      total: 4,
      byState: [
        { of: "registered", count: 1 },
        { of: "rectifying", count: 1 },
        { of: "closed", count: 2 },
      ],
      byIndustry: [
        { of: "catering", count: 3 },
        { of: "supermarket", count: 1 },
      ],
      byTown: [
        { of: "万安街道", count: 3 },
        { of: "", count: 1 },
      ],
      major: 0,
      overdue: 1,
      closed: 2,
      averageDaysToClose: 3,
    });
  });

  test("have no average where nothing was closed", () => {
    expect(figuresOf([RECORDED], NOON).averageDaysToClose).toBeUndefined();
    expect(figuresOf([], NOON)).toMatchObject({ total: 0, byState: [], averageDaysToClose: undefined });
  });
});

describe("where it is worth looking", () => {
  test("are operating enterprises that report nothing, first those where others found something, and who is behind", () => {
    const reporting = anOperating("1", "万安鱼丸店");
    const found = anOperating("2", "甲超市");
    const silent = anOperating("3", "乙加油站");
    const closed = anOperating("4", "丙商店", { status: "closed" });
    const hazards = [
      RECORDED,
      LATE,
      aHazard({}, { source: "tip", enterpriseName: "甲超市", enterpriseId: "2" }),
      aHazard({ recordedAt: at("2026-01-01 09:00") }, { enterpriseId: "3", enterpriseName: "乙加油站" }),
    ];
    const places = worthInspecting(
      { enterprises: [reporting, silent, found, closed], hazards },
      { since: at("2026-09-01 00:00"), now: NOON },
    );
    expect(places.silent.map(({ enterprise, found: others }) => [enterprise.name, others])).toEqual([
      ["甲超市", 1],
      ["乙加油站", 0],
    ]);
    expect(places.late).toEqual([{ name: "万安鱼丸店", count: 1, daysLate: 3 }]);
  });
});

describe("the cards", () => {
  const scope = { called: "本月", period: { from: "2026-11-01", to: "2026-11-21" }, districts: ["洛江区"], units: [] };

  test("draw charts with their values in them, whole numbers, in what a card may hold", () => {
    const many = Array.from({ length: 500 }, (_, index) => aHazard({}, { industry: `x${index % 90}`, place: `<at id=all>村${index}` }));
    const drawn = figuresCard(figuresOf(many, NOON), scope);
    const charts = drawn.body.elements.flatMap((element) => (element.tag === "chart" ? [element.chart_spec] : []));
    expect(charts).toHaveLength(2);
    for (const { type, data, xField, yField } of charts) {
      expect(type).toBe("bar");
      const { values } = data as { values: Record<string, unknown>[] };
      expect(values.length).toBeLessThanOrEqual(8);
      expect(values.reduce((sum, value) => sum + Number(value[String(yField)]), 0)).toBe(500);
      expect(values.every((value) => String(xField) in value)).toBe(true);
    }
    expect(Buffer.byteLength(JSON.stringify(drawn))).toBeLessThan(CARD_BYTES_MAX);
    expect(JSON.stringify(drawn)).not.toContain("<at");
  });

  test("say so when there is nothing to draw", () => {
    const drawn = figuresCard(figuresOf([], NOON), scope);
    expect(drawn.body.elements.some(({ tag }) => tag === "chart")).toBe(false);
    expect(JSON.stringify(drawn)).toContain("没有登记隐患");
  });

  test("list no more enterprises than a card holds, and say how many are left", () => {
    const silent = Array.from({ length: 300 }, (_, index) => ({ enterprise: anOperating(String(index), `${index}号店`), found: 0 }));
    const drawn = inspectCard({ silent, late: [] }, { since: NOON, districts: ["洛江区"] });
    expect(JSON.stringify(drawn)).toMatch(/零上报：300 家.*另有 280 家/);
  });
});

test.each([
  ["本月隐患", "figures", "本月"],
  ["看看本季度的隐患情况", "figures", "本季度"],
  ["统计一下上个月有多少隐患？", "figures", "上个月"],
  ["近30天隐患统计", "figures", "近30天"],
  ["隐患统计", "figures", undefined],
  ["零上报企业", "inspect", undefined],
  ["近 60 天零上报的企业有哪些", "inspect", "近60天"],
  ["零上报/逾期企业", "inspect", undefined],
  ["哪些企业这个月没有上报隐患", "inspect", "这个月"],
  ["逾期未整改的单位名单", "inspect", undefined],
  ["导出台账", "export", undefined],
  ["请导出本季度的隐患台账", "export", "本季度"],
  ["导出四个清单", "lists", undefined],
])("「%s」 asks for %s", (said, kind, period) => expect(ledgerRequest(said)).toEqual({ kind, period }));

test.each([
  "隐患",
  "本月隐患要报给谁？",
  "重大隐患怎么认定",
  "导出企业台账",
  "后厨有隐患",
  "台账要记什么",
  "我要上报隐患",
  "四个清单是哪四个",
  "本月我们店发现一处隐患",
  "零上报要处罚吗",
])("「%s」 does not ask for the ledger", (said) => expect(ledgerRequest(said)).toBeUndefined());

describe("a stretch of days", () => {
  const now = at("2026-11-21 00:30");

  test.each([
    ["本月", "2026-11-01", "2026-11-21"],
    ["上个月", "2026-10-01", "2026-10-31"],
    ["本季度", "2026-10-01", "2026-11-21"],
    ["上季", "2026-07-01", "2026-09-30"],
    ["今年", "2026-01-01", "2026-11-21"],
    ["去年", "2025-01-01", "2025-12-31"],
    ["近7天", "2026-11-15", "2026-11-21"],
  ])("%s", (text, from, to) => expect(readPeriod(text, now)).toEqual({ from, to }));

  test("is none for other words, and none of no days", () => {
    expect(["昨天", "近0天", ""].map((text) => readPeriod(text, now))).toEqual([undefined, undefined, undefined]);
  });

  test("holds its last day whole", () => {
    expect(momentsOf({ from: "2026-11-01", to: "2026-11-21" })).toEqual({ since: at("2026-11-01 00:00"), until: at("2026-11-22 00:00") });
  });
});
