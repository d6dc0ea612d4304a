import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOutline } from "../../src/knowledge/outline.ts";
import { datedGoalsIn, periodsIn, phasesOf } from "../../src/knowledge/periods.ts";

const passagesOf = (file: string) => readOutline(readFileSync(file, "utf8")).passages;

describe("a period", () => {
  test.each([
    ["2019年4月—2020年6月底", "during", "2019-04-01", "2020-06-30"],
    ["2020年7月—2020年底", "during", "2020-07-01", "2020-12-31"],
    ["2026年1月—2月", "during", "2026-01-01", "2026-02-28"],
    ["2024年2月至3月中旬", "during", "2024-02-01", "2024-03-20"],
    ["2025年11月至2月", "during", "2025-11-01", "2026-02-28"],
    ["2025年3月15日至31日", "during", "2025-03-15", "2025-03-31"],
    ["2024—2026年", "during", "2024-01-01", "2026-12-31"],
    ["2026年第四季度", "during", "2026-10-01", "2026-12-31"],
    ["2026年上半年", "during", "2026-01-01", "2026-06-30"],
    ["2026年4月下旬", "during", "2026-04-21", "2026-04-30"],
    ["二〇二五年四月", "during", "2025-04-01", "2025-04-30"],
    ["二〇二五年十二月三十一日前", "until", undefined, "2025-12-31"],
    ["2025年底前", "until", undefined, "2025-12-31"],
    ["2024 年底前", "until", undefined, "2024-12-31"],
    ["2025年6月30日前", "until", undefined, "2025-06-30"],
    ["2024年2月底之前", "until", undefined, "2024-02-29"],
    ["2025年一季度末前", "until", undefined, "2025-03-31"],
    ["2025年前", "until", undefined, "2024-12-31"],
    ["2025年6月前", "until", undefined, "2025-05-31"],
    ["2021年以后", "since", "2021-01-01", undefined],
    ["2025年4月1日起", "since", "2025-04-01", undefined],
  ])("%s", (text, kind, from, to) => {
    expect(periodsIn(`（${text}）`)[0]).toMatchObject({ kind, from, to });
  });

  test("may be opened by a word before it", () => {
    expect(periodsIn("到 2035 年，全面建成")[0]).toMatchObject({ kind: "until", to: "2035-12-31", text: "2035 年" });
    expect(periodsIn("自2025年3月实施")[0]).toMatchObject({ kind: "since", from: "2025-03-01" });
  });

  test("without a year takes that of its document, or is left out", () => {
    expect(periodsIn("6月底前完成", { year: 2026 })).toMatchObject([{ kind: "until", to: "2026-06-30" }]);
    expect(periodsIn("6月底前完成")).toEqual([]);
  });

  test.each(["每年11月30日前", "每年的1月30日前", "泉商务〔2024〕43号", "2.5月", "2025年2月30日", "每月25日前", "15分钟内", "第3月"])(
    "%s is none",
    (text) => {
      expect(periodsIn(text, { year: 2026 })).toEqual([]);
    },
  );

  test("stands verbatim where it says, in any text", () => {
    const pieces = fc.constantFrom(
      "2025年",
      "6月",
      "底",
      "前",
      "—",
      "至",
      "30日",
      "起",
      "每年",
      "第二季度",
      "2024",
      "安全",
      "，",
      "（",
      "）",
      "二〇二六年",
      "上半年",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        let last = 0;
        for (const { text: printed, start, end, from, to, kind } of periodsIn(text, { year: 2026 })) {
          expect(text.slice(start, end)).toBe(printed);
          expect(start).toBeGreaterThanOrEqual(last);
          if (kind === "during") expect((from ?? "") <= (to ?? "")).toBe(true);
          last = end;
        }
      }),
    );
  });
});

describe("dated goals", () => {
  test("of one sentence are told apart", () => {
    const clause = passagesOf("knowledge/洛江区商务系统安全生产治本攻坚三年行动方案.txt").find(
      ({ path }) => path === "二、主要任务（五）8",
    );
    expect(datedGoalsIn(clause?.body ?? "").map(({ due, text }) => [due, text.slice(0, 14)])).toEqual([
      ["2024-12-31", "2024 年底前初步建立配合"],
      ["2025-12-31", "2025 年底前实现工作机制"],
      ["2026-12-31", "2026 年底前形成齐抓共管"],
    ]);
  });

  test("end where something else begins, and are more than a date", () => {
    const text = "2026年底前实现清零，2027年起转入常态化管理。有效期至2027年12月31日。";
    expect(datedGoalsIn(text)).toEqual([{ text: "2026年底前实现清零", due: "2026-12-31", start: 0, end: 11 }]);
  });

  test("keep a year that they only speak of", () => {
    expect(datedGoalsIn("2025年6月底前完成2024年遗留隐患整改。")).toMatchObject([
      { text: "2025年6月底前完成2024年遗留隐患整改", due: "2025-06-30" },
    ]);
  });
});

describe("phases", () => {
  test.each([
    [
      "knowledge/泉港区商务系统推进城市安全发展的实施方案.txt",
      [
        ["第一阶段：强化宣传发动阶段", undefined, "2019-03-31"],
        ["第二阶段：全面实施推进阶段", "2019-04-01", "2020-06-30"],
        ["第三阶段：申请考评验收阶段", "2020-07-01", "2020-12-31"],
        ["第四阶段：持续改进提升阶段", "2021-01-01", undefined],
      ],
    ],
    [
      "tests/golden/plans/jinjiang-2025.txt",
      [
        ["动员部署", "2025-04-01", "2025-04-30"],
        ["集中整治", "2025-05-01", "2025-10-31"],
        ["巩固提升", "2025-11-01", "2026-03-31"],
      ],
    ],
    [
      "tests/golden/plans/licheng-2026.md",
      [
        ["第一阶段：动员排查", "2026-02-01", "2026-04-20"],
        ["第二阶段：集中攻坚", "2026-04-21", "2026-09-30"],
        ["第三阶段：验收评估", "2026-10-01", "2026-12-31"],
      ],
    ],
  ])("of %s", (file, phases) => {
    expect(phasesOf(passagesOf(file)).map(({ name, period: { from, to } }) => [name, from, to])).toEqual(phases);
  });

  test("are points with their period in brackets, not clauses that name a year", () => {
    expect(phasesOf([{ kind: "clause", path: "一", body: "一、按照《行动方案（2024—2026年）》要求，抓好落实。" }])).toEqual([]);
    expect(phasesOf([{ kind: "clause", path: "一", body: "（一）回顾（2025年度工作总结）。" }])).toEqual([]);
  });
});
