import { type Card, type CardColor, type CardElement, callbackButton, card, type Form, markdown, notation, plain } from "../card.ts";
import { form, input } from "../registry/form.ts";
import { texts } from "../texts/collection.ts";
import type { Delivery, DeliveryState } from "./delivery.ts";
import { deliveryLines } from "./delivery-lines.ts";

const COLORS: Readonly<Record<DeliveryState, CardColor>> = { delivered: "blue", accepted: "green", returned: "orange" };

export type DeliveryView = {
  /** Of the duty, in the document's words. */
  duty: string;
  /** Of whose it is. */
  bearer: string;
  /** Of whoever delivered it. */
  by: string;
  /** image_keys of its photos. */
  images: readonly string[];
  /** Whoever looks may decide on it. */
  mayDecide: boolean;
};

/** The receipt of whoever delivered, and what officers decide on. */
export function deliveryCard(delivery: Delivery, { duty, bearer, by, images, mayDecide }: DeliveryView): Card {
  const words = texts.receipt;
  const hasFiles = delivery.facts.fileIds.length > 0;
  return card(
    { text: words.title({ bearer, state: words.states[delivery.state] }), color: COLORS[delivery.state] },
    [
      markdown(deliveryLines(delivery, { duty, by }).join("\n")),
      ...images.map((image): CardElement => ({ tag: "img", img_key: image, alt: plain(words.labels.photos) })),
      ...(hasFiles && mayDecide ? [callbackButton(words.sendFiles, { do: "send_evidence_files", deliveryId: delivery.id })] : []),
      ...(mayDecide && delivery.state !== "returned" ? decision(delivery) : []),
      ...(mayDecide || delivery.state === "accepted" ? [] : [notation(words.more)]),
    ],
    words.summary({ bearer, duty }),
  );
}

/** What was accepted by mistake can be given back. */
function decision({ id, version, state }: Delivery): (CardElement | Form)[] {
  const words = texts.receipt;
  const value = { do: "decide_delivery", deliveryId: id, version };
  return [
    ...(state === "delivered" ? [callbackButton(words.accept, { ...value, verdict: "accept" }, "primary")] : []),
    form(`give_back_${id}`, [input("reason", { label: words.reason })], {
      label: words.giveBack,
      value: { ...value, verdict: "give_back" },
    }),
  ];
}
