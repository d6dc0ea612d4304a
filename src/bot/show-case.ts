import type { ShowCase } from "../hazards/case-press.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { findHazard } from "../hazards/ledger.ts";
import { placeCard } from "../hazards/placed-cards.ts";
import { whatOf } from "../hazards/step-rights.ts";
import type { InboundPress, PressReply, Recipient } from "../messenger.ts";
import type { Action } from "../registry/rights.ts";
import { texts } from "../texts/case.ts";
import { carryPictures, matterFor } from "./case-matter.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

/** The card of a case, for whoever names its number where it may be seen. */
export async function showCase(context: AnxunContext, id: string): Promise<void> {
  const { message, needs } = context;
  const hazard = await caseFor(context, id, "see_case");
  if (!hazard) return;
  await sendCard(needs, hazard, { standing: await context.standing(), eventId: message.eventId, messageId: message.messageId });
}

/** The case that somebody named, where they may do this with it; undefined: they may not, and that was said. */
export async function caseFor(context: AnxunContext, id: string, action: Action): Promise<Hazard | undefined> {
  const standing = await context.standing();
  const hazard = await findHazard(context.needs.db, id);
  const isShown = hazard && mayEverSee(standing, hazard);
  const refused = isShown ? refusalOf(standing, action, whatOf(hazard, standing)) : texts.asked.unknown({ id });
  if (refused === undefined) return hazard;
  await context.sendText(refused);
  return undefined;
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
