import { buttonRow, type Card, type CardElement, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/case.ts";
import { texts as reportTexts } from "../texts/report.ts";
import type { ShowCase } from "./case-press.ts";
import { type Hazard, isOverdue } from "./hazard.ts";

/** Cases in a list, each with a way to its card. */

const LISTED_MAX = 10;

export function caseListCard(title: string, hazards: readonly Hazard[], view: { now: Date; hidden: number }): Card {
  const shown = hazards.slice(0, LISTED_MAX);
  const more = hazards.length - shown.length;
  return card(
    { text: title },
    [
      ...shown.flatMap((hazard) => itemElements(hazard, view.now)),
      ...(more > 0 ? [notation(texts.asked.more({ count: more }))] : []),
      ...(view.hidden > 0 ? [notation(texts.asked.hiddenHere({ count: view.hidden }))] : []),
      notation(texts.asked.hint),
    ],
    title,
  );
}

function itemElements(hazard: Hazard, now: Date): CardElement[] {
  const { id, state, facts, deadline } = hazard;
  const where = [facts.enterpriseName, facts.place].filter(Boolean).join(" ");
  const due = deadline && texts.deadline({ day: deadline.day, rule: undefined, overdue: isOverdue(hazard, now) });
  const said = texts.asked.line({ id, state: reportTexts.states[state], where, deadline: state === "rectifying" ? due : undefined });
  const value: ShowCase = { do: "show_case", hazardId: id };
  return [markdown(`${escapeMarkdown(said)}\n${escapeMarkdown(facts.description)}`), buttonRow([callbackButton(texts.show, value)])];
}
