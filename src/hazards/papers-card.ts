import { buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts as papers } from "../texts/hazard-papers.ts";
import { texts } from "../texts/papers-chat.ts";
import { type Hazard, isMajor } from "./hazard.ts";
import type { CasePaper } from "./paper.ts";
import type { MakePaper } from "./paper-press.ts";

/** The papers that fit a case as it stands, each behind a button. By words any paper can be asked for that can be made at all. */
export function papersCard(hazard: Hazard): Card {
  const { id, facts } = hazard;
  const buttons = papersFitting(hazard).map((paper) => {
    const value: MakePaper = { do: "make_paper", hazardId: id, paper };
    return callbackButton(papers.kinds[paper], value);
  });
  return card(
    { text: texts.title({ id }) },
    [
      markdown(escapeMarkdown([facts.enterpriseName, facts.description].filter(Boolean).join("："))),
      ...(buttons.length > 0 ? [buttonRow(buttons)] : []),
      notation(buttons.length > 0 ? texts.note : texts.none),
    ],
    texts.title({ id }),
  );
}

function papersFitting(hazard: Hazard): CasePaper[] {
  const { state, rectification, transfer } = hazard;
  if (state === "void") return [];
  const isOurs = state !== "transferred";
  return [
    ...(isOurs ? (["rectification"] as const) : []),
    ...(rectification ? (["reinspection"] as const) : []),
    ...(transfer || (isOurs && state !== "closed") ? (["transfer"] as const) : []),
    ...(isMajor(hazard) ? (["supervision", "report-regulator", "report-congress"] as const) : []),
  ];
}
