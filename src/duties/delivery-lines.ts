import { escapeMarkdown } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/collection.ts";
import type { Delivery } from "./delivery.ts";

/** What was delivered, as lines of a card. Everything that people wrote is escaped. */
export function deliveryLines(delivery: Delivery, of: { duty: string; by: string }): string[] {
  const { labels, by, lateBy, photos, trainees } = texts.receipt;
  const { facts, due, deliveredAt, reason } = delivery;
  const doneOn = facts.doneOn > due ? facts.doneOn + lateBy({ due }) : facts.doneOn;
  return [
    ...line(labels.duty, texts.occurrence({ duty: of.duty, due })),
    ...line(labels.doneOn, doneOn),
    ...line(labels.participants, facts.participants),
    ...line(labels.industries, facts.industries.map(industryName).join("、")),
    ...line(labels.trainees, facts.trainees.length > 0 ? trainees({ names: facts.trainees }) : ""),
    ...line(labels.note, facts.note),
    ...line(labels.photos, facts.photoIds.length > 0 ? photos({ count: facts.photoIds.length }) : ""),
    ...line(labels.files, facts.fileIds.length > 0 ? String(facts.fileIds.length) : ""),
    ...line(labels.deliveredAt, by({ name: of.by, at: formatMinute(deliveredAt) })),
    ...line(labels.reason, reason),
  ];
}

function line(label: string, value: string | undefined): string[] {
  return value ? [`**${label}**：${escapeMarkdown(value)}`] : [];
}
