import type { Card } from "../card.ts";
import type { Bearer } from "../duties/bearer.ts";
import type { Collecting } from "../duties/collecting.ts";
import { findDelivery } from "../duties/deliveries.ts";
import type { Delivery } from "../duties/delivery.ts";
import { deliveryCard } from "../duties/delivery-card.ts";
import { type LookAtDelivery, LookForm, type SendEvidenceFiles } from "../duties/delivery-press.ts";
import { evidenceFiles } from "../duties/evidence-files.ts";
import { imageKeysOf, knownKeys } from "../hazards/photo-images.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor } from "./collecting.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

/** How many photos a card shows; the others are counted. */
const IMAGES_MAX = 6;

export type DeliveryMatter = { delivery: Delivery; collecting: Collecting; bearer: Bearer };

/** Undefined: there is no such delivery, or nobody owes it any more. */
export async function deliveryMatter(needs: BotNeeds, deliveryId: string): Promise<DeliveryMatter | undefined> {
  const delivery = await findDelivery(needs.db, deliveryId);
  const collecting = delivery && (await collectingFor(needs, delivery));
  const bearer = collecting?.bearers.find(({ kind, id }) => kind === delivery?.bearer.kind && id === delivery.bearer.id);
  return delivery && collecting && bearer ? { delivery, collecting, bearer } : undefined;
}

/** What a card of it needs beside itself. */
export type DeliveryLook = { by: string; images: ReadonlyMap<string, string> };

/** Reaches the network, so never inside a transaction: photos must be where the platform can show them. */
export async function lookOf(
  needs: BotNeeds,
  of: { photoIds: readonly string[]; deliveredBy: string; bearer: Bearer },
): Promise<DeliveryLook> {
  await imageKeysOf(needs, of.photoIds);
  return { by: (await personName(needs, of.deliveredBy)) ?? of.bearer.name, images: await knownKeys(needs.db, of.photoIds) };
}

export function cardOf({ delivery, collecting, bearer }: DeliveryMatter, { by, images }: DeliveryLook, mayDecide: boolean): Card {
  const shown = delivery.facts.photoIds.flatMap((id) => images.get(id) ?? []).slice(0, IMAGES_MAX);
  return deliveryCard(delivery, { duty: collecting.duty.content.duty, bearer: bearer.name, by, images: shown, mayDecide });
}

export async function cardOfDelivery(needs: BotNeeds, matter: DeliveryMatter, mayDecide: boolean): Promise<Card> {
  const { delivery, bearer } = matter;
  const photoIds = delivery.facts.photoIds.slice(0, IMAGES_MAX);
  return cardOf(matter, await lookOf(needs, { photoIds, deliveredBy: delivery.deliveredBy, bearer }), mayDecide);
}

function mayDecide(standing: Standing, { district }: Bearer): boolean {
  return refusalOf(standing, "accept_duty", { district }) === undefined;
}

/** An officer opens what one of them delivered. */
export async function lookAtDelivery(
  press: InboundPress,
  _value: LookAtDelivery,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const chosen = LookForm.safeParse(press.form);
  const matter = chosen.success ? await deliveryMatter(needs, chosen.data.delivery) : undefined;
  if (!matter) return undefined;
  const standing = await lookUp();
  const refused = refusalOf(standing, "see_receipts", { district: matter.bearer.district });
  if (refused !== undefined) return toast("warning", refused);
  const card = await cardOfDelivery(needs, matter, mayDecide(standing, matter.bearer));
  const delivery = { kind: "reply", messageId: press.messageId, chatId: press.chatId, content: { kind: "card", card } } as const;
  await enqueue(needs.db, { key: `${press.eventId}:delivery`, delivery, priority: "answer" }, needs.now());
  needs.onEnqueued();
  return {};
}

/** Sign-in sheets and the like, as they were sent. */
export async function sendEvidenceFiles(
  press: InboundPress,
  { deliveryId }: SendEvidenceFiles,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await deliveryMatter(needs, deliveryId);
  if (!matter) return undefined;
  const refused = refusalOf(await lookUp(), "see_receipts", { district: matter.bearer.district });
  if (refused !== undefined) return toast("warning", refused);
  const files = await evidenceFiles(needs.db, matter.delivery.facts.fileIds);
  await needs.db.inTransaction(async (tx) => {
    for (const { id, name, bytes } of files) {
      const fileId = await keepFile(tx, { name, bytes }, needs.now());
      const delivery = { kind: "send_file", to: { kind: "chat", chatId: press.chatId }, fileId } as const;
      await enqueue(tx, { key: `${press.eventId}:evidence/${id}`, delivery, priority: "answer" }, needs.now());
    }
  });
  needs.onEnqueued();
  return toast("success", texts.workbook.sending);
}
