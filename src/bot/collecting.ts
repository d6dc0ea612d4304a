import type { Day } from "../clock.ts";
import { type Collecting, collectingFor as findCollecting, collectingOf as loadCollecting } from "../duties/collecting.ts";
import { type Collection, collectionOf } from "../duties/collection.ts";
import { deliveriesDue } from "../duties/deliveries.ts";
import type { DutyOccurrence, StoredDuty } from "../duties/stored-duty.ts";
import type { BotNeeds } from "./needs.ts";
import { refusalOf, type Standing } from "./who.ts";

/** What is collected for a duty, as far as somebody may see it. */

/** @param due  undefined: the one that people mean who name none. @returns undefined: it is not collected, or not due on that day */
export function collectingOf({ db, now, deadlines }: BotNeeds, duty: StoredDuty, due?: Day): Promise<Collecting | undefined> {
  return loadCollecting({ db, now, calendar: deadlines.calendar }, duty, due);
}

export function collectingFor({ db, now, deadlines }: BotNeeds, occurrence: DutyOccurrence): Promise<Collecting | undefined> {
  return findCollecting({ db, now, calendar: deadlines.calendar }, occurrence);
}

/** How it stands, as far as this person may see it here. */
export async function collectionSeen(needs: BotNeeds, { duty, due, bearers }: Collecting, standing: Standing): Promise<Collection> {
  const seen = bearers.filter(({ district }) => refusalOf(standing, "see_receipts", { district }) === undefined);
  return collectionOf(seen, await deliveriesDue(needs.db, { dutyId: duty.id, from: due, to: due }));
}

/** Where the duty stands, for cards. Of what a person has set, nothing is quoted. */
export function sourceOf({ document, content }: StoredDuty): { title: string; clause: string; quote: string } | undefined {
  const [source] = content.sources;
  return document && source && { title: document.title, ...source };
}
