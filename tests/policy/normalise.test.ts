import { describe, expect, test } from "vitest";
import { normaliseQuestion } from "../../src/policy/normalise.ts";

describe("a question as typed", () => {
  test.each([
    ["@张三老板多久查一次", "老板多久查一次"],
    ["@安讯 演练多久一次", "演练多久一次"],
    ["@tom，演练多久一次", "演练多久一次"],
    ["请教一下@李四", "请教一下"],
  ])("loses its mention: %s", (text, plain) => {
    expect(normaliseQuestion(text)).toBe(plain);
  });

  test.each(["👨‍👩‍👧‍👦谢谢", "👍🏽谢谢", "谢谢🇨🇳", "[强][玫瑰]谢谢"])("loses its pictures, however they are put together: %s", (text) => {
    expect(normaliseQuestion(text)).toBe("谢谢");
  });

  test("keeps brackets that say something", () => {
    expect(normaliseQuestion("【通知】泉委办发[2018]51号是什么")).toBe("【通知】泉委办发[2018]51号是什么");
  });
});
