import { beforeAll, describe, expect, test } from "vitest";
import { deriveDuties } from "../../src/duties/derive.ts";
import { type Duty, isOver, occurrences, rulesUntil } from "../../src/duties/duty.ts";
import { type ReadDocument, readLibrary } from "../../src/knowledge/library.ts";
import { readOutline } from "../../src/knowledge/outline.ts";

/** Plans of other districts, with other numbering and other tables than the two that the product comes with. */
let documents: readonly ReadDocument[];
beforeAll(async () => {
  ({ documents } = await readLibrary({ directory: "tests/golden/plans" }));
});

function dutiesOf(id: string): Duty[] {
  const found = documents.find(({ document }) => document.id === id);
  if (!found) throw new Error(`no plan ${id}`);
  return deriveDuties(found);
}

function printed(duties: readonly Duty[]) {
  return duties.flatMap((duty) => {
    const { recurrence, who } = duty;
    if (recurrence.kind === "periodic") return [[who, ...rulesUntil(duty)].join(" ")];
    return recurrence.kind === "dated" ? [[who, ...recurrence.days].join(" ")] : [];
  });
}

describe("the duties of another plan", () => {
  test("a regulation in articles, with a term, phases and a table", () => {
    expect(printed(dutiesOf("jinjiang-2025"))).toEqual([
      "企业 FREQ=DAILY;UNTIL=20271231",
      "镇（街道）商务工作站 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
      "市商务局 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20271231",
      "商贸场所经营者 2025-06-30",
      "商贸场所经营者 FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30;UNTIL=20271231",
      "市场流通科 FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20;UNTIL=20271231",
      "各镇（街道） 2025-04-30",
      "晋江市商务局 2025-10-31",
      "晋江市商务局 2026-03-31",
      "市场流通科牵头，综合执法大队配合 2025-06-30",
      "市场流通科 2025-10-31",
      "市场运行调节科 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
      "行业管理科负责 FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1;UNTIL=20271231",
      "晋江市商务局 2027-12-31",
    ]);
  });

  test("a Markdown plan in decimal numbering, without a term", () => {
    expect(printed(dutiesOf("licheng-2026"))).toEqual([
      "泉州市鲤城区商务局 2026-06-30",
      "泉州市鲤城区商务局 2026-12-31",
      "辖区商场、超市、集贸市场 FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
      "各商场 FREQ=WEEKLY;BYDAY=SU",
      "各单位 2026-04-20",
      "泉州市鲤城区商务局 2026-09-30",
      "区商务局 2026-12-31",
      "各街道经济服务中心 FREQ=MONTHLY;BYMONTHDAY=25",
      "消防安全归口管理科 2026-04-15",
      "各街道经济服务中心 2026-06-30",
      "消防安全归口管理科牵头，市场服务科配合 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
      "市场服务科 2026-07-31",
      "区商务局“清患”行动工作专班 2026-12-20",
    ]);
  });

  test("a letter with its plan, and a plan of rules, read as offices mean them", async () => {
    const { documents: more } = await readLibrary({ directory: "tests/duties/fixtures" });
    const of = (id: string) => printed(more.filter(({ document }) => document.id === id).flatMap(deriveDuties));
    expect(of("anxi")).toEqual([
      "各乡镇人民政府，县直有关单位，各成品油零售企业 2026-03-10",
      "安溪县商务局 2027-12-31",
      "成品油零售企业主要负责人 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
      "安全员 FREQ=DAILY;UNTIL=20271231",
      "安全员 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20271231",
      "餐饮企业 FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1;UNTIL=20271231",
      "餐饮企业 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10;UNTIL=20271231",
      "县商务局 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20271231",
      "各乡镇人民政府 FREQ=WEEKLY;BYDAY=SU;UNTIL=20271231",
      "安溪县商务局 FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1;UNTIL=20271231 FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1;UNTIL=20271231",
      "安溪县商务局 2026-06-30",
      "安溪县商务局 2027-06-30",
      "各乡镇 2026-03-20",
      "安溪县商务局 2026-11-30",
      "各乡镇 FREQ=MONTHLY;BYMONTHDAY=15,-1;UNTIL=20261130",
      "各单位 2027-01-15",
      "安溪县商务局 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
      "安溪县商务局 FREQ=MONTHLY;BYMONTHDAY=28;UNTIL=20271231",
      "牵头单位：各成品油零售企业；配合单位：各乡镇人民政府 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
      "牵头单位：县商务局；配合单位：县应急局 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;UNTIL=20271231",
      "牵头单位：县商务局；配合单位：县消防救援大队 2026-06-30",
      "牵头单位：各成品油零售企业；配合单位：各乡镇人民政府 2026-10-31",
      "牵头单位：各乡镇人民政府；配合单位：县消防救援大队 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20271231",
      "安溪县商务局 2027-12-31",
    ]);
    expect(of("fengze")).toEqual([
      "大型商业综合体 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20290104",
      "一般商场超市 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20290104",
      "各街道商务专干 FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1;UNTIL=20290104",
      "各街道商务专干 FREQ=MONTHLY;BYMONTHDAY=3;UNTIL=20290104",
      "区商务局 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;UNTIL=20290104",
      "区商务局 FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1;UNTIL=20290104",
      "企业主要负责人 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20290104",
      "分管负责人 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20290104",
      "安全员 FREQ=WEEKLY;BYDAY=SU;UNTIL=20290104",
      "行业协会 FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31;UNTIL=20290104",
      "丰泽区商务局 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20290104",
      "丰泽区商务局 FREQ=YEARLY;INTERVAL=3;BYMONTH=12;BYMONTHDAY=31;UNTIL=20290104",
      "丰泽区商务局 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20290104",
      "丰泽区商务局 FREQ=WEEKLY;BYDAY=SU;UNTIL=20290104",
      "丰泽区商务局 2029-01-04",
    ]);
  });

  test("the end of a term is announced from where the document states it", () => {
    expect(dutiesOf("jinjiang-2025").at(-1)).toMatchObject({
      inferred: ["plan_end"],
      sources: [{ clause: "第十条", quote: expect.stringContaining("有效期至2027年12月31日") }],
    });
    expect(dutiesOf("licheng-2026").some(({ inferred }) => inferred.includes("plan_end"))).toBe(false);
  });
});

const TEXT = `某区商务局烟花爆竹零售网点整治方案

一、工作安排

第一阶段：摸底（2026年3月至4月）。由流通科建立网点清册。

第二阶段：整治（2026年5月1日—2026年8月31日）。各街道办每周通报一次进展。

二、工作要求

（一）零售网点每月自查一次。我局定期开展抽查。

（二）期满后另行研究。`;

function ownPlan(facts: { inForceFrom?: string; inForceTo?: string; supersededBy?: string } = {}) {
  const document = { ...BLANK, ...facts };
  return deriveDuties({ document, passages: readOutline(TEXT).passages, tasks: [] });
}

const BLANK = {
  id: "own",
  title: "整治方案",
  issuer: "某区商务局",
  district: "某区",
  number: undefined,
  issuedOn: "2026-02-10",
  inForceFrom: undefined,
  inForceTo: undefined,
  supersededBy: undefined,
};

describe("how long a duty lives", () => {
  test("what returns within a phase ends with the phase", () => {
    const weekly = ownPlan().find(({ recurrence, duty }) => recurrence.kind === "periodic" && duty.includes("通报"));
    expect(weekly).toMatchObject({ who: "各街道办", from: "2026-05-01", to: "2026-08-31" });
    expect(weekly && occurrences(weekly, "2026-08-20", "2026-12-31")).toEqual(["2026-08-23", "2026-08-30"]);
  });

  test("nothing falls due past the plan's end, nor before its beginning", () => {
    const monthly = ownPlan({ inForceFrom: "2026-03-15", inForceTo: "2026-06-15" }).find(({ duty }) => duty.includes("自查"));
    expect(monthly && occurrences(monthly, "2020-01-01", "2030-01-01")).toEqual(["2026-03-31", "2026-04-30", "2026-05-31"]);
    expect(monthly && isOver(monthly, "2026-06-15")).toBe(false);
    expect(monthly && isOver(monthly, "2026-06-16")).toBe(true);
  });

  test("a word without a frequency waits, and the bureau speaks of itself", () => {
    const checks = ownPlan().find(({ duty }) => duty.includes("抽查"));
    expect(checks).toMatchObject({ who: "某区商务局", recurrence: { kind: "unspecified", word: "定期" } });
    expect(checks && occurrences(checks, "2020-01-01", "2030-01-01")).toEqual([]);
  });

  test("the duties of a superseded plan say so", () => {
    expect(ownPlan().every(({ isSuperseded }) => !isSuperseded)).toBe(true);
    expect(ownPlan({ supersededBy: "other" }).every(({ isSuperseded }) => isSuperseded)).toBe(true);
  });
});
