import { describe, expect, test } from "vitest";
import { card, markdown } from "../../../src/card.ts";
import { previewOf } from "../../../src/simulator/page/preview.ts";
import type { Message } from "../../../src/simulator/page/protocol.ts";
import { segmentsOf } from "../../../src/simulator/page/rich-text.ts";

function aMessage(facts: Partial<Message>): Message {
  return { id: "m", chatId: "c", sender: "lin", type: "text", at: "2026-11-21T01:00:00Z", reactions: [], mentions: [], ...facts };
}

describe("a plain message", () => {
  test("is cut where it names someone or shows an address, and loses nothing", () => {
    const text = "@陈美珊 请看 https://example.com/a?b=1，今天@陈美 报";
    const segments = segmentsOf(text, ["陈美", "陈美珊"]);
    expect(segments.filter(({ kind }) => kind !== "text").map((segment) => segment.text)).toEqual([
      "@陈美珊",
      "https://example.com/a?b=1",
      "@陈美",
    ]);
    expect(segments.map((segment) => segment.text).join("")).toBe(text);
  });

  test("a name with signs of a pattern is only a name", () => {
    expect(segmentsOf("@A.B (x) @AxB (x)", ["A.B (x)"]).filter(({ kind }) => kind === "mention")).toHaveLength(1);
  });
});

describe("a preview", () => {
  test.each([
    [{ text: "第一行\n第二行" }, "第一行 第二行"],
    [{ type: "image", imageUrl: "/i/1" }, "［图片］"],
    [{ type: "post", text: "看这里", imageUrls: ["/i/1", "/i/2"] }, "［图片］ 看这里"],
    [{ type: "file", file: { name: "台账.xlsx", url: "/f" } }, "［文件］台账.xlsx"],
    [{ type: "card", card: card({ text: "标题" }, [markdown("正文")], "每季度一次") }, "每季度一次"],
    [{ type: "system", recalled: true, text: "消息已撤回。" }, "此消息已撤回"],
  ] satisfies [Partial<Message>, string][])("of %j is %j", (facts, preview) => {
    expect(previewOf(aMessage(facts))).toBe(preview);
  });
});
