import type { Bearer } from "../duties/bearer.ts";
import type { Collecting } from "../duties/collecting.ts";
import { deliveryBy, holdDelivery, putDelivery } from "../duties/deliveries.ts";
import { type DeliveryFacts, problemOf, wantedFor } from "../duties/delivery.ts";
import { readDeliveryForm } from "../duties/delivery-form.ts";
import { DeliveryForm, type SubmitDelivery } from "../duties/delivery-press.ts";
import { evidenceFiles } from "../duties/evidence-files.ts";
import { findPhotos } from "../hazards/photos.ts";
import type { Delivery } from "../mailroom/delivery.ts";
import { enqueue, sentUnder } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor } from "./collecting.ts";
import { bearersOfPerson, isForThisChat } from "./deliver-duty.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOf, type DeliveryLook, type DeliveryMatter, lookOf } from "./show-delivery.ts";
import { toast } from "./toast.ts";
import type { LookUp, Standing } from "./who.ts";

/** The form of a delivery comes back. */
export async function submitDelivery(
  press: InboundPress,
  value: SubmitDelivery,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const written = DeliveryForm.safeParse(press.form);
  const collecting = await collectingFor(needs, value);
  if (!collecting) return toast("info", texts.ended);
  if (!written.success) return undefined;
  const standing = await lookUp();
  const bearer = bearersOfPerson(collecting, standing).find(({ kind, id }) => `${kind}:${id}` === written.data.bearer);
  if (!bearer) return toast("warning", texts.notOwed);
  if (!(await isOwnEvidence(needs, value, press.presser))) return toast("warning", texts.foreignEvidence);
  const reading = readDeliveryForm(written.data, { photoIds: value.photoIds, fileIds: value.fileIds }, needs.now());
  if (reading.kind === "unknown_industries") return toast("warning", texts.unknownIndustries(reading));
  const { eventId, messageId, chatId, presser } = press;
  const outcome = await deliver(needs, { collecting, bearer, facts: reading.facts, standing, eventId }, (matter, look) => {
    const content = { kind: "card", card: cardOf(matter, look, false) } as const;
    // The form may have been passed on to where others would see it.
    if (isForThisChat(standing, bearer)) return { kind: "reply", messageId, chatId, content };
    return { kind: "send", to: { kind: "person", openId: presser }, content };
  });
  if ("problem" in outcome) return toast("warning", outcome.problem);
  needs.onEnqueued();
  return toast("success", texts.receipt.states.delivered);
}

/** What a button carries comes back from outside: nobody shows what somebody else has sent. */
async function isOwnEvidence({ db }: BotNeeds, { photoIds, fileIds }: SubmitDelivery, presser: string): Promise<boolean> {
  const sent = [...(await findPhotos(db, photoIds)), ...(await evidenceFiles(db, fileIds))];
  return sent.length === new Set(photoIds).size + new Set(fileIds).size && sent.every(({ uploadedBy }) => uploadedBy === presser);
}

type Delivering = {
  collecting: Collecting;
  bearer: Bearer;
  facts: DeliveryFacts;
  standing: Standing /** That brought it. */;
  eventId: string;
};

/**
 * Keeps it with what was sent for it before, and says so, or tells what is missing. The same event again changes nothing.
 * @param receipt  what is said of it
 */
export async function deliver(
  needs: BotNeeds,
  { collecting, bearer, facts, standing, eventId }: Delivering,
  receipt: (matter: DeliveryMatter, look: DeliveryLook) => Delivery,
): Promise<DeliveryMatter | { problem: string }> {
  const { db, now } = needs;
  const { duty, due } = collecting;
  const occurrence = { dutyId: duty.id, due };
  const earlier = await deliveryBy(db, occurrence, bearer);
  const photoIds = withEvidence(facts, earlier?.facts).photoIds;
  const look = await lookOf(needs, { photoIds, deliveredBy: standing.openId, bearer });
  return db.inTransaction(async (tx) => {
    await holdDelivery(tx, occurrence, bearer);
    const before = await deliveryBy(tx, occurrence, bearer);
    const keyOf = (id: string) => `delivery/${id}/${eventId}`;
    if (before && (await sentUnder(tx, keyOf(before.id)))) return { delivery: before, collecting, bearer };
    const whole = withEvidence(facts, before?.facts);
    const problem = problemOf(whole, { wanted: wantedFor(duty.content.duty), standing: before?.state, now: now() });
    if (problem) return { problem: texts.problems[problem] };
    const delivery = await putDelivery(tx, { ...occurrence, bearer, facts: whole, deliveredBy: standing.openId }, now());
    if (!delivery) return { problem: texts.problems.accepted_already };
    const matter = { delivery, collecting, bearer };
    await enqueue(tx, { key: keyOf(delivery.id), delivery: receipt(matter, look), priority: "answer" }, now());
    const subject = { kind: "duty_delivery", id: delivery.id };
    const said = { ...occurrence, bearer: bearer.id, doneOn: whole.doneOn, photos: whole.photoIds.length, files: whole.fileIds.length };
    await audit(tx, { actor: standing.openId, action: "duty_delivered", subject, chatId: standing.chatId, after: said }, now());
    return matter;
  });
}

/** Pictures and files are only ever added. */
function withEvidence(facts: DeliveryFacts, before: DeliveryFacts | undefined): DeliveryFacts {
  if (!before) return facts;
  return {
    ...facts,
    photoIds: [...new Set([...before.photoIds, ...facts.photoIds])],
    fileIds: [...new Set([...before.fileIds, ...facts.fileIds])],
  };
}
