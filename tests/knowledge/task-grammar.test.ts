import { describe, expect, test } from "vitest";
import { columnRole, completedStages, deadlineStages, isDeadline, isResponsible, unitNames } from "../../src/knowledge/task-grammar.ts";

describe("a deadline", () => {
  test.each([
    ["持续推进"],
    ["长期坚持"],
    ["全年持续推进"],
    ["2025年底前"],
    ["2025年12月31日前完成"],
    ["2025年6月30日前完成，并长期坚持"],
    ["2025年—2027年"],
    ["2025年4月—2025年6月"],
    ["每季度末月25日前"],
    ["每半年1次"],
    ["每学期开学前"],
    ["按时序推进"],
    ["汛期"],
    ["相关标准出台后持续推进"],
    ["接到通知后3日内"],
    ["2024年底前初步建立机制；2025年底前实现常态化。"],
  ])("%s", (cell) => {
    expect(isDeadline(cell)).toBe(true);
  });

  test.each([["持续推进老旧管道改造工程"], ["对冷库开展检查。"], ["每季度对企业主要负责人开展培训"], ["各成员单位"], [""]])(
    "is not %s",
    (cell) => {
      expect(isDeadline(cell)).toBe(false);
    },
  );

  test("in stages ends each with its own year, and a stage may lack a character", () => {
    const stages = deadlineStages("2024年底前建立，2025年底见效；2026年底前巩固。");
    expect(stages).toEqual(["2024年底前建立", "2025年底见效", "2026年底前巩固"]);
    expect(completedStages(stages)).toEqual(["2024年底前建立", "2025年底（前）见效", "2026年底前巩固"]);
    expect(completedStages(["2025年底"])).toBeUndefined();
  });
});

describe("who is responsible", () => {
  test.each([
    ["甲股牵头，其他相关成员单位按职责分工负责"],
    ["各成员单位按职责分工负责，指导各乡镇（街道）企业办同步推进。"],
    ["区住建局、区城管局、各镇街"],
    ["市公安局、市消防救援支队等部门按职责分工负责"],
    ["宣传培训科"],
    ["安监科 执法大队"],
    ["牵头单位：市场科；配合单位：办公室"],
    ["各股室（站、所、中心）按职责负责"],
  ])("%s", (cell) => {
    expect(isResponsible(cell)).toBe(true);
  });

  test.each([
    ["督促企业"],
    ["甲股牵头成立工作专班，对全过程进行统筹协调"],
    ["指导各乡镇企业办"],
    ["推动落实企业主体责任"],
    ["清理消防通道"],
    ["持续推进"],
  ])("is not %s", (cell) => {
    expect(isResponsible(cell)).toBe(false);
  });

  test("is told by names", () => {
    expect(unitNames("甲一股牵头，乙丙中心配合，指导各镇企业办推进")).toEqual(["甲一股", "乙丙中心"]);
  });
});

test("a column is known by the words of its head, in any order", () => {
  const heads = ["备注", "完成时限", "具体任务", "序号", "牵头单位", "工作类别", "电话"];
  expect(heads.map(columnRole)).toEqual(["remark", "deadline", "task", "number", "responsible", "section", undefined]);
});
