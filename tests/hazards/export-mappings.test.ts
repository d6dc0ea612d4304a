import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mappingCalled, readExportMappings } from "../../src/hazards/export-mappings.ts";
import { ledgerRequest } from "../../src/hazards/ledger-requests.ts";
import { mappedSheet } from "../../src/hazards/mapped-sheet.ts";
import { ASSIGN, aCase, FINISH, following, NOON, PASS } from "./cases.ts";

let knowledge: string;
beforeAll(async () => {
  knowledge = await mkdtemp(join(tmpdir(), "anxun-mappings-"));
  await mkdir(join(knowledge, "hazards"));
});
afterAll(() => rm(knowledge, { recursive: true, force: true }));

async function reading(columns: string, rest = "") {
  await writeFile(join(knowledge, "hazards", "exports.yaml"), `mappings:\n  - name: 平台\n    sheet: 表\n${rest}    columns:\n${columns}`);
  return readExportMappings(knowledge);
}

test("a mapping says each column's name, content, day and code", async () => {
  const [mapping] = await reading(`
      - { header: 来源, constant: "=商务" }
      - { header: 编号, field: number }
      - { header: 登记, field: recordedOn, format: YYYYMMDD }
      - { header: 期限, field: deadline, format: YYYY年M月D日 }
      - { header: 销号, field: closedOn, format: YYYY/MM/DD }
      - { header: 状态, field: state, values: { 已销号: "9" } }
      - { header: 级别, field: level, values: { 重大事故隐患: "2" }, otherwise: "1" }
`);
  if (!mapping) throw new Error("no mapping");
  const { hazard } = aCase();
  const closed = following(hazard, [{ do: "accept" }, ASSIGN, FINISH, PASS, { do: "close" }]);
  const sheet = mappedSheet(mapping, [hazard, closed], NOON);
  expect(sheet.columns.map(({ header }) => header)).toEqual(["来源", "编号", "登记", "期限", "销号", "状态", "级别"]);
  expect(sheet.rows).toEqual([
    ["=商务", "YH-20261121-001", "20261121", "", "", "已登记，待受理", "1"],
    ["=商务", "YH-20261121-001", "20261121", "2026年11月28日", "2026/11/21", "9", "1"],
  ]);
});

describe("a mapping that is wrong is told with its line", () => {
  test.each([
    ["      - { header: 甲, field: nonsense }\n", /第 5 行 field：没有这个内容，可用：.*creditCode/],
    ["      - { header: 甲 }\n", /第 5 行 .*field 和 constant 要写一个/],
    ["      - { header: 甲, field: state, constant: 乙 }\n", /field 和 constant 要写一个/],
    ["      - { header: 甲, field: state, format: YYYYMMDD }\n", /format 只用于日期/],
    ["      - { header: 甲, field: deadline, format: DD.MM.YY }\n", /第 5 行 format：日期的写法只能是 YYYY-MM-DD/],
    ["      - { header: 甲, constant: 乙, values: { 一: 二 } }\n", /values、otherwise 要与 field 同用/],
    ["      - { header: 甲, field: level, values: { 一般: 1 } }\n", /要写成文字（数字请加引号）/],
    ["      - { header: 甲, feild: level }\n", /不认识的项目 feild/],
    ["      []\n", /不能空着/],
    ["      - { header: 甲\n", /不是正确的 YAML/],
  ])("%j", async (columns, hint) => {
    await expect(reading(columns)).rejects.toMatchObject({ code: "bad_configuration", hint: expect.stringMatching(hint) });
  });

  test("or is not there", async () => {
    const mappings = await readExportMappings("knowledge");
    expect(mappingCalled(mappings, "智慧安监").name).toBe("智慧安监示例");
    expect(() => mappingCalled(mappings, "应急平台")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("可用：智慧安监示例") }),
    );
    expect(() => mappingCalled([], "x")).toThrow(expect.objectContaining({ hint: expect.stringContaining("现在一份也没有") }));
  });
});

test.each([
  ["按智慧安监导出台账", "智慧安监", undefined],
  ["按智慧安监格式导出本月台账。", "智慧安监", "本月"],
  ["请导出上季度智慧安监数据", "智慧安监", "上季度"],
  ["导出应急平台格式的隐患台账", "应急平台", undefined],
  ["用“应急平台”模板导出", "应急平台", undefined],
])("「%s」 asks for the ledger in other columns", (text, mapping, period) => {
  expect(ledgerRequest(text)).toEqual({ kind: "mapped", mapping, period });
});

test.each(["导出台账", "导出四个清单", "智慧安监平台是什么", "台账怎么按智慧安监的要求填报", "导出企业"])("「%s」 does not", (text) => {
  expect(ledgerRequest(text)?.kind).not.toBe("mapped");
});
