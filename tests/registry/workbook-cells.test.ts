import { describe, expect, test } from "vitest";
import { printNumber, readList, readPhone, tidyCell } from "../../src/registry/workbook-cells.ts";

describe("a cell", () => {
  test.each([
    ["  某某超市　", "某某超市"],
    ["某某\u200b超市\ufeff", "某某超市"],
    ["甲\t乙", "甲 乙"],
    ["甲\r\n 乙\n\n", "甲\n乙"],
    ["坏\u0000字符\ud800", "坏 字符\ufffd"],
  ])("%j says %j", (written, text) => {
    expect(tidyCell(written)).toBe(text);
  });

  test.each([
    [13800000000, "13800000000"],
    [0.1 + 0.2, "0.3"],
    [123456789012345, "123456789012345"],
    [913505041234567800, undefined],
    [Number.NaN, undefined],
  ])("with the number %d is printed as typed, or not at all", (value, printed) => {
    expect(printNumber(value)).toBe(printed);
  });

  test("with a list is cut at every sign that people use, and counts nothing twice", () => {
    expect(readList("甲、乙;丙；乙\n丁、")).toEqual(["甲", "乙", "丙", "丁"]);
  });

  test.each([
    ["13800000000", "13800000000"],
    ["１３８ ０００0 0000", "13800000000"],
    ["+86 138-0000-0000", "13800000000"],
    ["13800000000 0595-22630000", "13800000000、0595-22630000"],
    ["'13800000000", "13800000000"],
    ["0595-22630000", "0595-22630000"],
    ["(0595)22630000", "0595-22630000"],
    ["059522630000转8001", "0595-22630000-8001"],
    ["400-800-1234", "400-800-1234"],
    ["22630000", "22630000"],
    ["13800000000、0595-22630000；13800000000", "13800000000、0595-22630000"],
  ])("with the phone %j is kept as %j", (written, phone) => {
    expect(readPhone(written)).toEqual({ phone });
  });

  test.each([
    ["59522630000", "phone_without_zero"],
    ["1380000000", "phone"],
    ["老板电话", "phone"],
    ["138000000000", "phone"],
    ["、", "phone"],
  ])("with %j holds no phone", (written, problem) => {
    expect(readPhone(written)).toEqual({ problem });
  });
});
