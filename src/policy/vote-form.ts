import { type CardElement, callbackButton, markdown, plain } from "../card.ts";
import { texts } from "../texts/answer-card.ts";
import { type ExplainVote, type Explanation, REASONS } from "./answer-press.ts";

/** Asks whoever pressed 👎 what was wrong. */
export function reasonForm(answerId: string): CardElement {
  const value: ExplainVote = { do: "explain_vote", answerId };
  const name = { reason: "reason", remark: "remark" } satisfies Record<keyof Explanation, string>;
  return {
    tag: "form",
    name: "explain",
    elements: [
      markdown(texts.whatIsWrong),
      {
        tag: "select_static",
        name: name.reason,
        placeholder: plain(texts.chooseReason),
        required: true,
        options: REASONS.map((reason) => ({ text: plain(texts.reason[reason]), value: reason })),
      },
      { tag: "input", name: name.remark, placeholder: plain(texts.remark) },
      { ...callbackButton(texts.sendReason, value), name: "send", form_action_type: "submit" },
    ],
  };
}
