import { type Card, card, divider, notation } from "../card.ts";
import { texts } from "../texts/report.ts";
import type { Hazard } from "./hazard.ts";
import { line, list, markedDescription, pictures, siteLines } from "./hazard-lines.ts";

export type ReceiptView = {
  images: readonly string[];
  /** Somebody on duty has been told. */
  isAttended: boolean;
  photoWindowMinutes: number;
};

/** For whoever reported: the number, what was recorded, and what comes next. */
export function receiptCard(hazard: Hazard, { images, isAttended, photoWindowMinutes }: ReceiptView): Card {
  const { id, facts, repeatOf } = hazard;
  const elements = [
    ...list([
      ...siteLines(facts),
      ...line(texts.labels.description, markedDescription(facts)),
      ...line(texts.labels.photos, texts.photos({ count: hazard.photoIds.length })),
      ...(hazard.anonymous ? line(texts.labels.reporter, texts.anonymous) : []),
    ]),
    ...pictures(images),
    divider(),
    ...(repeatOf === undefined ? [] : [notation(texts.receipt.repeated({ id: repeatOf }))]),
    notation(isAttended ? texts.receipt.next({ district: facts.district }) : texts.receipt.nobody),
    notation(texts.receipt.photoHint({ minutes: photoWindowMinutes })),
  ];
  return card({ text: texts.receipt.title({ id }), color: "green" }, elements, texts.receipt.summary({ ids: [id] }));
}
