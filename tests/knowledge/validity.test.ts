import { expect, test } from "vitest";
import { validityOf } from "../../src/knowledge/validity.ts";

const validity = (body: string, facts: { title?: string; issuedOn?: string } = {}) => {
  const { from, to, basis } = validityOf([{ kind: "clause", path: "第十条", body }], {
    title: facts.title,
    titlePath: "标题",
    issuedOn: facts.issuedOn,
  });
  return [from, to, basis];
};

test.each([
  ["第十条　本规定自2025年4月1日起施行，有效期至2027年12月31日。", "2025-04-01", "2027-12-31"],
  ["本办法自2023年8月1日起施行。", "2023-08-01", undefined],
  ["本办法自2023年8月1日起施行，有效期五年。", "2023-08-01", "2028-07-31"],
  ["本细则（试行）自2024年1月1日起试行，试行期两年。", "2024-01-01", "2025-12-31"],
  ["本通知自印发之日起执行，有效期为3年。", "2026-01-08", "2029-01-07"],
])("%s", (body, from, to) => {
  expect(validity(body, { issuedOn: "2026-01-08" })).toEqual([from, to, "第十条"]);
});

test("the years of the title end it where no clause does, one year alone does not", () => {
  expect(validity("抓好落实。", { title: "安全生产三年行动方案（2024—2026年）" })).toEqual([undefined, "2026-12-31", "标题"]);
  expect(validity("抓好落实。", { title: "2025年消防安全工作要点" })).toEqual([undefined, undefined, undefined]);
});

test("when another rule took effect, or work begins, is not told of this document", () => {
  expect(validity("《条例》自2021年6月1日起施行，有效期5年。")).toEqual([undefined, undefined, undefined]);
  expect(validity("各单位自2025年3月1日起开展排查。")).toEqual([undefined, undefined, undefined]);
});
