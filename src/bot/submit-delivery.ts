import type { Bearer } from "../duties/bearer.ts";
import type { Collecting } from "../duties/collecting.ts";
import { deliveryBy, putDelivery } from "../duties/deliveries.ts";
import { type DeliveryFacts, problemOf, wantedFor } from "../duties/delivery.ts";
import { readDeliveryForm } from "../duties/delivery-form.ts";
import { DeliveryForm, type SubmitDelivery } from "../duties/delivery-press.ts";
import { evidenceFiles } from "../duties/evidence-files.ts";
import { findPhotos } from "../hazards/photos.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor } from "./collecting.ts";
import { bearersOfPerson } from "./deliver-duty.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOfDelivery, type DeliveryMatter } from "./show-delivery.ts";
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
  const outcome = await deliver(needs, { collecting, bearer, facts: reading.facts, standing });
  if ("problem" in outcome) return toast("warning", outcome.problem);
  const card = await cardOfDelivery(needs, outcome, false);
  const delivery = { kind: "reply", messageId: press.messageId, chatId: press.chatId, content: { kind: "card", card } } as const;
  await enqueue(needs.db, { key: `delivery/${outcome.delivery.id}/${press.eventId}`, delivery, priority: "answer" }, needs.now());
  needs.onEnqueued();
  return toast("success", texts.receipt.states.delivered);
}

/** What a button carries comes back from outside: nobody shows what somebody else has sent. */
async function isOwnEvidence({ db }: BotNeeds, { photoIds, fileIds }: SubmitDelivery, presser: string): Promise<boolean> {
  const sent = [...(await findPhotos(db, photoIds)), ...(await evidenceFiles(db, fileIds))];
  return sent.length === new Set(photoIds).size + new Set(fileIds).size && sent.every(({ uploadedBy }) => uploadedBy === presser);
}

type Delivering = { collecting: Collecting; bearer: Bearer; facts: DeliveryFacts; standing: Standing };

/** Keeps it with what was sent for it before, and says who did; or tells what is missing. */
export async function deliver(
  { db, now }: BotNeeds,
  { collecting, bearer, facts, standing }: Delivering,
): Promise<DeliveryMatter | { problem: string }> {
  const { duty, due } = collecting;
  const occurrence = { dutyId: duty.id, due };
  return db.inTransaction(async (tx) => {
    const before = await deliveryBy(tx, occurrence, bearer);
    const whole = withEvidence(facts, before?.facts);
    const problem = problemOf(whole, { wanted: wantedFor(duty.content.duty), standing: before?.state, now: now() });
    if (problem) return { problem: texts.problems[problem] };
    const delivery = await putDelivery(tx, { ...occurrence, bearer, facts: whole, deliveredBy: standing.openId }, now());
    if (!delivery) return { problem: texts.problems.accepted_already };
    const subject = { kind: "duty_delivery", id: delivery.id };
    const said = { ...occurrence, bearer: bearer.id, doneOn: whole.doneOn, photos: whole.photoIds.length, files: whole.fileIds.length };
    await audit(tx, { actor: standing.openId, action: "duty_delivered", subject, chatId: standing.chatId, after: said }, now());
    return { delivery, collecting, bearer };
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
