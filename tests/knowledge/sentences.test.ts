import fc from "fast-check";
import { expect, test } from "vitest";
import { sentencesOf } from "../../src/knowledge/sentences.ts";

test.each([
  ["一、目标。到年底；要完成！好吗？好", ["一、目标。", "到年底；", "要完成！", "好吗？", "好"]],
  ["落实“双报告。”制度。抓好", ["落实“双报告。”制度。", "抓好"]],
  ["做到《通知。》（见附件；略）要求。", ["做到《通知。》（见附件；略）要求。"]],
  ["强调：“要快。”随后检查（略。）。完", ["强调：“要快。”随后检查（略。）。", "完"]],
  ["“没有闭合。下一句。", ["“没有闭合。", "下一句。"]],
  ["序号\t任务甲。任务乙\n续行", ["序号", "任务甲。", "任务乙", "续行"]],
  ["  \n", []],
])("%j", (body, sentences) => {
  expect(sentencesOf(body).map(({ text }) => text)).toEqual(sentences);
});

test("sentences are verbatim, in order, and lose no character", () => {
  const characters = fc.string({ unit: fc.constantFrom(..."安全。！？；：，“”（）《》\n\t 1a") });
  fc.assert(
    fc.property(characters, (body) => {
      const sentences = sentencesOf(body);
      for (const { text, start, end } of sentences) expect(body.slice(start, end)).toBe(text);
      expect(
        sentences
          .map(({ text }) => text)
          .join("")
          .replace(/\s/g, ""),
      ).toBe(body.replace(/\s/g, ""));
    }),
  );
});
