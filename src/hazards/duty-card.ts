import { type Card, card, divider, markdown, notation } from "../card.ts";
import { texts } from "../texts/report.ts";
import type { Hazard } from "./hazard.ts";
import { hazardLines, list, pictures, STATE_COLORS } from "./hazard-lines.ts";

export type DutyView = {
  /** Of its photos, as the platform names them. */
  images: readonly string[];
  /** Recorded from the same report. */
  together?: readonly string[];
  isEmergency?: boolean;
};

/** For those on duty: the facts of a case as it stands. */
export function dutyCard(hazard: Hazard, { images, together = [], isEmergency = false }: DutyView): Card {
  const { id, facts, state, repeatOf } = hazard;
  const notes = [
    ...(facts.district === undefined ? [texts.duty.noDistrict] : []),
    ...(repeatOf === undefined ? [] : [texts.duty.repeated({ id: repeatOf })]),
    ...(together.length === 0 ? [] : [texts.duty.several({ ids: together })]),
  ];
  const title = isEmergency ? texts.duty.emergencyTitle({ id }) : texts.duty.title({ id });
  return card(
    { text: title, color: isEmergency ? "red" : STATE_COLORS[state] },
    [
      ...list(hazardLines(hazard)),
      ...pictures(images),
      ...(notes.length > 0 ? [divider(), markdown(notes.map((note) => `- ${note}`).join("\n"))] : []),
      notation(`${texts.labels.number} ${id}`),
    ],
    texts.duty.summary({ enterprise: facts.enterpriseName, description: facts.description }),
  );
}

/** The key under which the duty card stands in the outbox: `amend` it by this. One for each place it was sent to. */
export function dutyCardKey(hazardId: string, place: string): string {
  return `hazard/${hazardId}/duty/${place}`;
}

/** The same of the receipt. */
export function receiptKey(hazardId: string): string {
  return `hazard/${hazardId}/receipt`;
}
