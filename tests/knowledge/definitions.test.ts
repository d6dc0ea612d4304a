import fc from "fast-check";
import { expect, test } from "vitest";
import { definitionsIn } from "../../src/knowledge/definitions.ts";

const defined = (text: string) => definitionsIn(text).map(({ term, meaning }) => [term, meaning]);

test.each([
  [
    "通过三年攻坚，推动安全生产理念进行业规划、进产业政策、进法规标准（以下简称“四进”），促进提升。",
    "四进",
    "推动安全生产理念进行业规划、进产业政策、进法规标准",
  ],
  ["根据《城镇燃气管理条例》（以下简称《条例》），制定本规定。", "《条例》", "《城镇燃气管理条例》"],
  [
    "落实《关于印发〈三年行动方案（2024—2026年）〉的通知》（以下简称《通知》）要求。",
    "《通知》",
    "《关于印发〈三年行动方案（2024—2026年）〉的通知》",
  ],
  ["第三条　对商场，超市，集贸市场（以下统称商贸场所）开展检查。", "商贸场所", "对商场，超市，集贸市场"],
  ["开展消防隐患清零行动（以下简称“清患”行动），制定本方案。", "“清患”行动", "开展消防隐患清零行动"],
  ["本办法所称商贸场所，是指商场、超市以及其他场所。", "商贸场所", "商场、超市以及其他场所"],
  ["本规定所称的重大隐患，指危害较大的隐患；其余从其规定。", "重大隐患", "危害较大的隐患"],
  ["所谓“三清”，是指清楼道、清门厅。每周开展。", "三清", "清楼道、清门厅"],
  ["落实“双报告”（即向监管部门和职代会报告）制度。", "双报告", "向监管部门和职代会报告"],
  ["“一会三卡”是指班前会和三张卡。", "一会三卡", "班前会和三张卡"],
])("%s", (text, term, meaning) => {
  expect(defined(text)).toEqual([[term, meaning]]);
});

test.each(["各单位立即整改，即知即改。", "报告内容包括总结和计划。", "联系人：某某（电话另附）。", "所称不实的，退回。"])(
  "%s defines nothing",
  (text) => {
    expect(defined(text)).toEqual([]);
  },
);

test("a definition stands where it says, in any text", () => {
  const pieces = fc.constantFrom(
    "（以下简称",
    "“四进”",
    "）",
    "是指",
    "所谓",
    "《",
    "》",
    "，",
    "。",
    "安全",
    "本办法所称",
    "（即",
    "第一条　",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
      const text = parts.join("");
      for (const { term, meaning, start, end } of definitionsIn(text)) {
        const statement = text.slice(start, end);
        expect(statement).toContain(meaning);
        expect(statement).toContain(term);
      }
    }),
  );
});
