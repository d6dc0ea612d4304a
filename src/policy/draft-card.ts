import { type Card, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/draft-card.ts";

/** The element of a draft that grows. */
export const DRAFT_ELEMENT = "draft";

/** What people see while an answer is written; it never looks like the answer. */
export function draftCard(text: string): Card {
  const elements = [{ ...markdown(draftText(text)), element_id: DRAFT_ELEMENT }, notation(texts.remark)];
  const drawn = card({ text: texts.title, color: "grey" }, elements, texts.summary);
  return { ...drawn, config: { ...drawn.config, streaming_mode: true } };
}

/** The text as the element shows it. What is longer than before begins with what was there: the platform then types it on. */
export function draftText(text: string): string {
  return escapeMarkdown(text);
}

/** What stands in the place of a draft that nobody finished. @param why  what to do now, if there is more to say than that */
export function interruptedCard(why: string = texts.notAnAnswer): Card {
  return card({ text: texts.interrupted, color: "grey" }, [markdown(escapeMarkdown(why))], texts.interrupted);
}
