import type { ShowCase } from "../hazards/case-press.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { findHazard } from "../hazards/ledger.ts";
import { placeCard } from "../hazards/placed-cards.ts";
import { whatOf } from "../hazards/step-rights.ts";
import type { InboundPress, PressReply, Recipient } from "../messenger.ts";
import { texts } from "../texts/case.ts";
import { carryPictures, matterFor } from "./case-matter.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

/** The card of a case, for whoever names its number where it may be seen. */
export async function showCase(context: AnxunContext, id: string): Promise<void> {
  const { message, needs } = context;
  const standing = await context.standing();
  const hazard = await findHazard(needs.db, id);
  if (!hazard || !mayEverSee(standing, hazard)) return context.sendText(texts.asked.unknown({ id }));
  const refused = refusalOf(standing, "see_case", whatOf(hazard, standing));
  if (refused !== undefined) return context.sendText(refused);
  await sendCard(needs, hazard, { standing, eventId: message.eventId, messageId: message.messageId });
}

/** What somebody may see nowhere is answered as if it were not there. */
function mayEverSee({ openId, who, where, chatId }: Standing, hazard: Hazard): boolean {
  const what = whatOf(hazard, { openId, chatId });
  return [where, { ...where, kind: "private" as const }].some((place) => refusalOf({ who, where: place }, "see_case", what) === undefined);
}

/** The same by a button in a list. */
export async function showCaseByPress(
  press: InboundPress,
  { hazardId }: ShowCase,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId, action: "see_case" }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  await sendCard(needs, matter.hazard, { standing: matter.standing, eventId: press.eventId, messageId: press.messageId });
  return {};
}

type Asked = { standing: Standing; eventId: string; messageId: string };

async function sendCard(needs: BotNeeds, hazard: Hazard, { standing, eventId, messageId }: Asked): Promise<void> {
  const { db, now, deadlines, onEnqueued } = needs;
  const { openId, chatId, where } = standing;
  await carryPictures(needs, hazard);
  const recipient: Recipient = { kind: "chat", chatId };
  const viewer = where.kind === "private" ? openId : undefined;
  const placed = { key: `hazard/${hazard.id}/asked/${eventId}`, recipient, viewer };
  await db.inTransaction((tx) =>
    placeCard(tx, hazard, placed, { now: now(), deadlines, priority: "answer", replyTo: { messageId, chatId } }),
  );
  onEnqueued();
}
