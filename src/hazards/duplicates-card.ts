import { buttonRow, type Card, type CardElement, callbackButton, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/report.ts";
import type { Draft } from "./draft.ts";
import type { Candidate } from "./duplicates.ts";
import { hazardLines, list, pictures } from "./hazard-lines.ts";
import type { DropDraft, JoinCase, RecordAnyway } from "./report-press.ts";

/** `image`: of its first photo. `isShown`: whether everybody who sees the card may see the case. */
export type ShownCandidate = Candidate & { image: string | undefined; isShown: boolean };

/** What a report may repeat: whoever reports says whether it is the same. */
export function duplicatesCard(draft: Draft, candidates: readonly ShownCandidate[]): Card {
  const anyway: RecordAnyway = { do: "record_hazard_anyway", draftId: draft.id, version: draft.version };
  const drop: DropDraft = { do: "drop_hazard_draft", draftId: draft.id };
  const elements = [
    markdown(texts.duplicates.intro),
    ...candidates.flatMap((candidate) => candidateElements(draft, candidate)),
    divider(),
    buttonRow([callbackButton(texts.duplicates.anyway, anyway), callbackButton(texts.draft.drop, drop)]),
  ];
  return card({ text: texts.duplicates.title, color: "yellow" }, elements, texts.duplicates.summary);
}

function candidateElements(draft: Draft, { hazard, reasons, isRepeat, image, isShown }: ShownCandidate): CardElement[] {
  const { id } = hazard;
  const shown = draft.id;
  const join: JoinCase = { do: "join_hazard", draftId: shown, version: draft.version, hazardId: id };
  const again: RecordAnyway = { do: "record_hazard_anyway", draftId: shown, version: draft.version, repeatOf: id };
  const why = reasons.map((reason) => texts.duplicates.reasons[reason]).join("、");
  const head = markdown(`**${id}** ${escapeMarkdown(`${texts.states[hazard.state]} · ${why}`)}`);
  return [
    divider(),
    head,
    ...(isShown ? [...list(hazardLines(hazard)), ...pictures(image === undefined ? [] : [image])] : [notation(texts.duplicates.hidden)]),
    ...(isRepeat ? [notation(texts.duplicates.repeated)] : []),
    buttonRow([
      isRepeat
        ? callbackButton(texts.duplicates.again({ id }), again, "primary")
        : callbackButton(texts.duplicates.join({ id }), join, "primary"),
    ]),
  ];
}
