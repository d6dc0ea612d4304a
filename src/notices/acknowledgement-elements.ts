import { buttonRow, type CardElement, callbackButton, markdown, notation, plain } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/acknowledgement.ts";
import type { AcknowledgePress } from "./acknowledgement-press.ts";
import type { Notice } from "./notice.ts";

/** How many have acknowledged, of those who sit in the chat. `members`: undefined while the platform has not told of them. */
export type AcknowledgementCounts = { acknowledged: number; members: number | undefined };

/** What stands at the end of a notice's card: where 「收到」 is wanted, how many have, until when, and the button or the form; and where evidence is, its form. */
export function acknowledgementElements(notice: Pick<Notice, "id" | "acknowledgement">, counts: AcknowledgementCounts): CardElement[] {
  return [...(notice.acknowledgement.wanted ? wishElements(notice, counts) : []), ...deliveryButton(notice)];
}

function wishElements(notice: Pick<Notice, "id" | "acknowledgement">, counts: AcknowledgementCounts): CardElement[] {
  const { card } = texts;
  const { dueAt } = notice.acknowledgement;
  const due = dueAt === undefined ? [] : [notation(card.due({ at: formatMinute(new Date(dueAt)) }))];
  return [markdown(card.counted(counts)), ...due, acknowledgeControl(notice)];
}

/** The button, or the form where an answer is wanted. */
export function acknowledgeControl({ id, acknowledgement: { question } }: Pick<Notice, "id" | "acknowledgement">): CardElement {
  const value: AcknowledgePress = { do: "acknowledge", noticeId: id };
  return question === undefined ? buttonRow([callbackButton(texts.card.received, value, "primary")]) : answerForm(question, value);
}

/** Opens the form in which somebody tells how a duty was carried out. */
function deliveryButton({ acknowledgement: { delivery } }: Pick<Notice, "acknowledgement">): CardElement[] {
  return delivery ? [buttonRow([callbackButton(texts.card.deliver, { do: "begin_delivery", ...delivery })])] : [];
}

function answerForm(question: string, value: AcknowledgePress): CardElement {
  const submit = { ...callbackButton(texts.card.submit, value, "primary"), name: "acknowledge", form_action_type: "submit" } as const;
  const field = { tag: "input", name: "answer", label: plain(question), required: true, input_type: "multiline_text" } as const;
  return { tag: "form", name: "acknowledgement", elements: [field, submit] };
}
