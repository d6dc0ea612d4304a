import { type Card, type CardElement, card, plain } from "../../src/card.ts";
import { type Bench, send } from "./bench.ts";

export const SUBMIT = { tag: "button", text: plain("提交"), type: "primary", name: "submit", form_action_type: "submit" } as const;
export const PLACE = { tag: "input", name: "place", label: plain("地点"), required: true } as const;
export const FORM: CardElement = {
  tag: "form",
  name: "report",
  elements: [
    PLACE,
    { tag: "input", name: "remark" },
    { tag: "select_static", name: "kind", options: [{ text: plain("消防"), value: "fire" }], initial_option: "fire" },
    { ...SUBMIT, behaviors: [{ type: "callback", value: { do: "report" } }] },
  ],
};

/** A card of any parts, right or wrong. */
export function cardOf(...elements: unknown[]): Card {
  return card({ text: "隐患" }, elements as CardElement[], "摘要");
}

export function sendCard(bench: Bench, value: unknown) {
  return send(bench, { msg_type: "interactive", content: JSON.stringify(value) });
}

/** The message that now shows the card. */
export async function idOfCard(bench: Bench, value: unknown): Promise<string> {
  return (await sendCard(bench, value)).data?.message_id ?? "";
}
