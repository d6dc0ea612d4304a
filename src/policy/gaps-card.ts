import { type Card, type CardElement, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/gaps.ts";
import type { Gap } from "./gaps.ts";

const SHOWN_MAX = 10;

/** What the documents lack, for those who keep them. */
export function gapsCard(gaps: readonly Gap[], days: number): Card {
  const shown = gaps.slice(0, SHOWN_MAX);
  const rest = gaps.length - shown.length;
  const elements = [
    markdown(escapeMarkdown(gaps.length === 0 ? texts.none({ days }) : texts.intro({ days, count: gaps.length }))),
    ...shown.flatMap(gapElements),
    ...(rest > 0 ? [divider(), notation(texts.more({ count: rest }))] : []),
  ];
  return card({ text: texts.title, color: gaps.length === 0 ? "green" : "orange" }, elements, texts.summary({ count: gaps.length }));
}

function gapElements(gap: Gap, index: number): CardElement[] {
  const facts = gapFacts(gap).map(escapeMarkdown).join("\n");
  return [divider(), markdown(`**${index + 1}. ${escapeMarkdown(texts.question(gap))}**`), notation(facts)];
}

/** Each a sentence: why it is a gap, what came nearest, what people and officers said. */
export function gapFacts({ because, count, districts, nearest, complaints, replies }: Gap): string[] {
  const reasons = complaints.flatMap(({ reason, remark }) => (reason ? [texts.complaint({ reason, remark })] : []));
  return [
    texts.standing({ because, count, districts, down: complaints.length }),
    ...(nearest ? [texts.nearest(nearest)] : []),
    ...(reasons.length > 0 ? [texts.reasons({ reasons: [...new Set(reasons)] })] : []),
    ...replies.map((reply) => texts.reply({ reply })),
  ];
}
