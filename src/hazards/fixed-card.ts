import { buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { dayOf } from "../clock.ts";
import { texts } from "../texts/case-reminders.ts";
import type { AnswerFixed } from "./case-press.ts";
import type { Hazard } from "./hazard.ts";
import { list, siteLines } from "./hazard-lines.ts";

/** Asks whoever reported a case that was closed some time ago, whether it is really put right. */
export function fixedCard(hazard: Hazard): Card {
  const { id, version, closedAt, facts } = hazard;
  const value = (verdict: AnswerFixed["verdict"]): AnswerFixed => ({ do: "answer_fixed", hazardId: id, version, verdict });
  return card(
    { text: texts.fixed.title, color: "wathet" },
    [
      markdown(texts.fixed.ask({ id, day: closedAt ? dayOf(closedAt) : "" })),
      ...list([...siteLines(facts), escapeMarkdown(facts.description)]),
      buttonRow([callbackButton(texts.fixed.yes, value("fixed"), "primary"), callbackButton(texts.fixed.no, value("not_fixed"))]),
    ],
    `${texts.fixed.title} ${id}`,
  );
}

/** The same once it is answered. */
export function answeredCard({ id, facts }: Hazard, verdict: AnswerFixed["verdict"]): Card {
  const answer = verdict === "fixed" ? texts.fixed.yes : texts.fixed.no;
  return card(
    { text: texts.fixed.title, color: "grey" },
    [...list([...siteLines(facts), escapeMarkdown(facts.description)]), notation(texts.fixed.answered({ answer }))],
    `${texts.fixed.title} ${id}`,
  );
}
