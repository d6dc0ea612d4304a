import { type Card, card, markdown } from "../card.ts";
import { texts } from "../texts/case.ts";
import { texts as reportTexts } from "../texts/report.ts";
import type { CaseView } from "./case-card.ts";
import { stepForm } from "./case-form.ts";
import type { FormName } from "./case-forms.ts";
import type { Hazard } from "./hazard.ts";
import { line, list, pictures, STATE_COLORS, siteLines } from "./hazard-lines.ts";

/** Offers what somebody sent about a case as its evidence: they confirm it by the form. */
export function evidenceCard(hazard: Hazard, view: CaseView & { form: FormName }): Card {
  const { id, facts, state } = hazard;
  const words = { id, state: reportTexts.states[state] };
  const images = (view.evidence?.photoIds ?? []).flatMap((photoId) => view.images.get(photoId) ?? []);
  return card(
    { text: texts.title(words), color: STATE_COLORS[state] },
    [
      ...list([...siteLines(facts), ...line(reportTexts.labels.description, facts.description)]),
      ...pictures(images),
      markdown(texts.evidenceAsked),
      ...stepForm(view.form, hazard, view),
    ],
    texts.summary({ ...words, enterprise: facts.enterpriseName, description: facts.description }),
  );
}
