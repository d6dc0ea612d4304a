import { dayOf } from "../clock.ts";
import { type Bearer, bearersFor } from "../duties/bearer.ts";
import type { Collecting } from "../duties/collecting.ts";
import { deliveryBy } from "../duties/deliveries.ts";
import { type DeliveryFacts, wantedFor } from "../duties/delivery.ts";
import { deliveryForm } from "../duties/delivery-form.ts";
import type { BeginDelivery } from "../duties/delivery-press.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Content, InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor, sourceOf } from "./collecting.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

const whatOf = ({ kind, id, district, townId }: Bearer) => ({ district, townId, ...(kind === "enterprise" && { enterpriseId: id }) });

/** Whether what was delivered for it may be seen by everybody in this chat. */
export function isForThisChat(standing: Standing, bearer: Bearer): boolean {
  return refusalOf(standing, "deliver_duty", whatOf(bearer)) === undefined;
}

/** Those for whom this person may deliver it: what they say in a group is told on in private. */
export function bearersOfPerson({ bearers }: Collecting, standing: Standing): Bearer[] {
  const { who, person } = standing;
  const grants = who.status === "active" ? who.grants : [];
  const own = bearersFor(bearers, { grants, unitId: person?.status === "active" ? person.unitId : undefined });
  const alone = { ...standing, where: { ...standing.where, kind: "private" as const } };
  return own.filter((bearer) => isForThisChat(alone, bearer));
}

/** What the form begins with: what was delivered before, else today. */
export async function factsBefore(needs: BotNeeds, { duty, due }: Collecting, bearer: Bearer): Promise<DeliveryFacts> {
  const before = await deliveryBy(needs.db, { dutyId: duty.id, due }, bearer);
  const nothing = { participants: "", note: "", industries: [], trainees: [], photoIds: [], fileIds: [] };
  return before?.facts ?? { ...nothing, doneOn: dayOf(needs.now()) };
}

export function formFor(collecting: Collecting, bearers: readonly [Bearer, ...Bearer[]], facts: DeliveryFacts): Content {
  const { duty, due } = collecting;
  const card = deliveryForm({
    dutyId: duty.id,
    due,
    duty: duty.content.duty,
    source: sourceOf(duty),
    wanted: wantedFor(duty.content.duty),
    bearers,
    facts,
  });
  return { kind: "card", card };
}

/** 「提交完成情况」 below a reminder: the form comes in private, whoever presses in a group. */
export async function beginDelivery(
  press: InboundPress,
  { dutyId, due, photoIds, fileIds }: BeginDelivery,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const collecting = await collectingFor(needs, { dutyId, due });
  if (!collecting) return toast("info", texts.ended);
  const standing = await lookUp();
  const [first, ...more] = bearersOfPerson(collecting, standing);
  if (!first) return toast("warning", texts.notOwed);
  const facts = { ...(await factsBefore(needs, collecting, first)), photoIds, fileIds };
  const content = formFor(collecting, [first, ...more], facts);
  const delivery = { kind: "send", to: { kind: "person", openId: press.presser }, content } as const;
  await enqueue(needs.db, { key: `${press.eventId}:delivery-form`, delivery, priority: "answer" }, needs.now());
  needs.onEnqueued();
  return toast("success", texts.deliverSent);
}
