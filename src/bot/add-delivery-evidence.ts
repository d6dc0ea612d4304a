import { findDelivery } from "../duties/deliveries.ts";
import { keyOfSent } from "../mailroom/outbox.ts";
import { texts } from "../texts/collection.ts";
import type { AnxunContext } from "./context.ts";
import { bearersOfPerson } from "./deliver-duty.ts";
import { deliveryMatter } from "./show-delivery.ts";
import { deliver } from "./submit-delivery.ts";
import { takeEvidence } from "./take-evidence.ts";

const DELIVERY_KEY = /^delivery\/(\d+)\//;

/** The delivery whose receipt a message with pictures or files quotes. */
export async function deliveryQuoted({ message, needs }: AnxunContext): Promise<string | undefined> {
  const { quotedMessageId, attachments } = message;
  if (quotedMessageId === undefined || attachments.length === 0) return undefined;
  return DELIVERY_KEY.exec((await keyOfSent(needs.db, quotedMessageId)) ?? "")?.[1];
}

/** Pictures and files that are sent after the form. */
export async function addDeliveryEvidence(context: AnxunContext, deliveryId: string): Promise<void> {
  const { needs, message } = context;
  const matter = await deliveryMatter(needs, deliveryId);
  if (!matter) return context.sendText(texts.ended);
  const standing = await context.standing();
  const { collecting, bearer } = matter;
  const isOwn = bearersOfPerson(collecting, standing).some(({ kind, id }) => kind === bearer.kind && id === bearer.id);
  if (!isOwn) return context.sendText(texts.notOwed);
  const { photoIds, fileIds, lost } = await takeEvidence(needs, message);
  if (lost > 0) await context.sendText(texts.receipt.notKept({ count: lost }));
  if (photoIds.length + fileIds.length === 0) return;
  // Read again: pictures take their time.
  const facts = (await findDelivery(needs.db, deliveryId))?.facts ?? matter.delivery.facts;
  const { eventId, messageId, chatId } = message;
  const added = texts.receipt.added({ photos: photoIds.length, files: fileIds.length });
  const outcome = await deliver(needs, { collecting, bearer, facts: { ...facts, photoIds, fileIds }, standing, eventId }, () => {
    return { kind: "reply", messageId, chatId, content: { kind: "text", text: added } };
  });
  if ("problem" in outcome) return context.sendText(outcome.problem);
  needs.onEnqueued();
}
