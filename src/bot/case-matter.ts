import { type CardPlace, photosIn } from "../hazards/case-view.ts";
import type { Actor, Hazard } from "../hazards/hazard.ts";
import { historyOf } from "../hazards/history.ts";
import { findHazard } from "../hazards/ledger.ts";
import { imageKeysOf } from "../hazards/photo-images.ts";
import { whatOf } from "../hazards/step-rights.ts";
import type { PressReply } from "../messenger.ts";
import type { Action } from "../registry/rights.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

/** A case, and who is at it: what every press on its card begins with. */

type Matter = { hazard: Hazard; standing: Standing };

/** Undefined: there is no such case. `refused`: what pops up for whoever may not. */
export async function matterFor(
  needs: BotNeeds,
  { hazardId, action }: { hazardId: string; action: Action },
  lookUp: LookUp,
): Promise<Matter | { refused: PressReply } | undefined> {
  const hazard = await findHazard(needs.db, hazardId);
  if (!hazard) return undefined;
  const standing = await lookUp();
  const refused = refusalOf(standing, action, whatOf(hazard, standing));
  return refused === undefined ? { hazard, standing } : { refused: toast("warning", refused) };
}

/** Who takes a step, by the role that they hold first. */
export async function actorOf(needs: BotNeeds, { openId, person, who }: Standing): Promise<Actor> {
  const role = who.status === "active" ? who.grants[0]?.role : undefined;
  return { id: openId, role: role ?? "reporter", name: person?.name ?? (await personName(needs, openId)) };
}

/** Where this person looks at a card: alone with us, or among others. */
export function placeOf({ openId, chatId, where }: Standing): CardPlace {
  return where.kind === "private" ? { viewer: openId } : { viewer: undefined, chatId };
}

/** Puts the thumbnails that a card will show where the platform can show them. Reaches the network. */
export async function carryPictures(needs: BotNeeds, hazard: Hazard, more: readonly string[] = []): Promise<void> {
  await imageKeysOf(needs, [...new Set([...photosIn(await historyOf(needs.db, hazard.id)), ...more])]);
}
