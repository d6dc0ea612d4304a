import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

/** Plans of other districts and years, numbered in articles, that nothing was tuned to. */
let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge({ directory: "tests/golden/plans" });
});
afterAll(() => knowledge.close());

test.each([
  ["发现燃气泄漏多久内要报告？", "15分钟内"],
  ["一般隐患几天内要整改？", "7日内"],
  ["重大隐患整改最长给多少天", "30日"],
])("a span of time, however short, answers: %s", async (question, expected) => {
  const { status, text, citations } = await knowledge.ask(question);
  expect(status).toBe("answered");
  expect(text + citations[0]?.quote).toContain(expected);
});

test.each(["晋江的规定有效期到什么时候？", "晋江这个规定管到哪年", "晋江的规定什么时候到期"])(
  "the end of a plan is told: %s",
  async (question) => {
    const { status, text, citations } = await knowledge.ask(question);
    expect(status).toBe("answered");
    expect(text).toContain("2027年12月31日");
    expect(citations[0]?.quote).toContain("有效期至2027年12月31日");
  },
);

describe("a formal line", () => {
  test("names the annex", async () => {
    expect((await knowledge.ask("晋江规定的附件是什么")).text).toContain("商贸场所安全检查频次和分工表");
  });

  test("names the office that printed", async () => {
    expect((await knowledge.ask("晋江规定的印发单位是哪个办公室")).text).toContain("晋江市商务局办公室");
  });
});

test("who is told by a row, not by a sentence that names nobody", async () => {
  expect((await knowledge.ask("餐饮门店检查归哪个科？")).text).toContain("市场流通科牵头");
});

test("a count that no sentence holds is not answered", async () => {
  expect((await knowledge.ask("晋江市商务局一个季度抽查几家超市")).status).toBe("not_found");
});
