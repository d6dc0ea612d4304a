import { decideOnDelivery } from "../duties/deliveries.ts";
import { type DecideDelivery, DecisionForm } from "../duties/delivery-press.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/collection.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOfDelivery, deliveryMatter } from "./show-delivery.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf } from "./who.ts";

/** An officer accepts what was delivered, or gives it back with a reason; whoever delivered hears of it. */
export async function decideDelivery(
  press: InboundPress,
  { deliveryId, version, verdict }: DecideDelivery,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await deliveryMatter(needs, deliveryId);
  if (!matter) return undefined;
  const standing = await lookUp();
  const refused = refusalOf(standing, "accept_duty", { district: matter.bearer.district });
  if (refused !== undefined) return toast("warning", refused);
  const written = DecisionForm.safeParse(press.form).data?.reason.trim().toWellFormed() ?? "";
  if (verdict === "give_back" && written === "") return toast("warning", texts.decided.reasonNeeded);
  const reason = verdict === "give_back" ? written : undefined;
  const { db, now, onEnqueued } = needs;
  const { duty } = matter.collecting.duty.content;
  const decided = await db.inTransaction(async (tx) => {
    const delivery = await decideOnDelivery(tx, { id: deliveryId, version, by: press.presser, reason }, now());
    if (!delivery) return undefined;
    const text = reason === undefined ? texts.decided.accepted({ duty }) : texts.decided.returned({ duty, reason });
    const to = { kind: "person", openId: delivery.deliveredBy } as const;
    const told = { kind: "send", to, content: { kind: "text", text } } as const;
    await enqueue(tx, { key: `delivery/${deliveryId}/decided/${delivery.version}`, delivery: told, priority: "normal" }, now());
    const subject = { kind: "duty_delivery", id: deliveryId };
    await audit(tx, { actor: press.presser, action: "duty_delivery_decided", subject, chatId: press.chatId, after: { verdict } }, now());
    return delivery;
  });
  if (!decided) return toast("warning", texts.decided.stale);
  onEnqueued();
  return { ...toast("success", texts.decided.done), card: await cardOfDelivery(needs, { ...matter, delivery: decided }, true) };
}
