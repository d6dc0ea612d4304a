import { expect, test } from "vitest";
import { type CardElement, card, markdown } from "../../src/card.ts";
import { wireCard, wireContent } from "../../src/lark/content.ts";

test("nobody is mentioned by what a text quotes", () => {
  const { content } = wireContent({ kind: "text", text: '他写的是 <at user_id="all">所有人</at>' });
  expect(content).not.toContain("<at");
});

test("a card within the limits goes out as it is", () => {
  const answer = card({ text: "答复" }, [markdown("每季度至少开展1次检查")], "答复");
  expect(JSON.parse(wireContent({ kind: "card", card: answer }).content)).toEqual(answer);
});

test("a card of more than 30 KB is refused before it is sent", () => {
  const large = card({ text: "答复" }, [markdown("检".repeat(11_000))], "答复");
  expect(() => wireCard(large)).toThrow(/bytes/);
});

test("a card of more than 200 elements is refused before it is sent; a chart counts once", () => {
  const chart: CardElement = { tag: "chart", chart_spec: { tag: "x", data: Array.from({ length: 300 }, () => ({ tag: "x" })) } };
  const lines = (count: number) => Array.from({ length: count }, () => markdown("一行"));
  expect(() => wireCard(card({ text: "答复" }, [chart, ...lines(150)], "答复"))).not.toThrow();
  expect(() => wireCard(card({ text: "答复" }, lines(201), "答复"))).toThrow(/elements/);
});

test("a text of more than 150 KB is refused before it is sent", () => {
  expect(() => wireContent({ kind: "text", text: "检".repeat(60_000) })).toThrow(/bytes/);
});
