import { type Card, type CardColor, type CardElement, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/notices.ts";
import { type AcknowledgementCounts, acknowledgementElements } from "./acknowledgement-elements.ts";
import type { Notice, NoticeKind, NoticeSource, TargetKind } from "./notice.ts";

const COLORS: Record<NoticeKind, CardColor> = { risk: "orange", duty: "blue", information: "wathet" };

/**
 * A notice as its readers see it: what it says, whatever it quotes with document and clause, and where it is wanted 「收到」.
 * @param place  in a group with strangers, who it is from stands above
 */
export function noticeCard(
  notice: Notice,
  place: TargetKind,
  counts: AcknowledgementCounts = { acknowledged: 0, members: undefined },
): Card {
  const title = noticeTitle(notice);
  return card(
    { text: title, color: notice.urgent ? "red" : COLORS[notice.kind] },
    [...noticeElements(notice), divider(), notation(escapeMarkdown(signature(notice, place))), ...acknowledgementElements(notice, counts)],
    title,
  );
}

export function noticeTitle({ kind, title, urgent }: Notice): string {
  return texts.card.title({ kind, title, urgent });
}

/** What it says and quotes, and which files follow. */
export function noticeElements({
  paragraphs,
  sources,
  attachments,
}: Pick<Notice, "paragraphs" | "sources" | "attachments">): CardElement[] {
  const files = attachments.map(({ name }) => name);
  return [
    ...paragraphs.map((paragraph) => markdown(escapeMarkdown(paragraph))),
    ...sources.map(sourceElement),
    ...(files.length > 0 ? [notation(escapeMarkdown(texts.card.files({ names: files })))] : []),
  ];
}

function sourceElement({ document, clause, quote }: NoticeSource): CardElement {
  return markdown(`> ${escapeMarkdown(quote).replaceAll("\n", "\n> ")}\n\n**${escapeMarkdown(texts.card.source({ document, clause }))}**`);
}

/** The line below: which notice, when, whose. */
export function signature({ number, district, approvedAt, createdAt }: Notice, place: TargetKind): string {
  return texts.card.footer({ number, minute: formatMinute(approvedAt ?? createdAt), district, isExternal: place === "external" });
}
