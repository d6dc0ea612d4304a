import { type Clock, DAY_MS } from "../clock.ts";
import { eachApart } from "../each-apart.ts";
import type { Log } from "../log.ts";
import { fatesOf } from "../mailroom/outbox.ts";
import type { Database } from "../storage/db.ts";
import { type ConfiguredDutyChats, dutyDesk } from "./duty-desk.ts";
import { chatCardsSince, type PlacedCard } from "./hazard-cards.ts";
import { findHazard } from "./ledger.ts";
import { placeCard } from "./placed-cards.ts";

/** A case whose card arrived in no chat would be seen by nobody until its next step: those on duty have it in private, once. */

type Tending = { db: Database; now: Clock; log: Log; dutyChats: ConfiguredDutyChats };

/** What cannot be sent is given up after a day. */
const LOOKED_BACK_MS = 2 * DAY_MS;

/** Each by itself. @throws AggregateError  when some could not be tended; the next time tends them again */
export async function tendCards(needs: Tending): Promise<void> {
  const placed = await chatCardsSince(needs.db, new Date(needs.now().getTime() - LOOKED_BACK_MS));
  const fates = await fatesOf(
    needs.db,
    placed.map(({ key }) => key),
  );
  const lost = new Set(fates.filter(({ state }) => state === "failed" || state === "uncertain").map(({ key }) => key));
  await eachApart(casesIn(placed, lost), (hazardId) => tellOfficers(needs, hazardId));
}

/** Those of which every card was lost. */
function casesIn(placed: readonly PlacedCard[], lost: ReadonlySet<string>): Set<string> {
  const shown = new Set(placed.filter(({ key }) => !lost.has(key)).map(({ hazardId }) => hazardId));
  return new Set(placed.map(({ hazardId }) => hazardId).filter((hazardId) => !shown.has(hazardId)));
}

async function tellOfficers({ db, now, log, dutyChats }: Tending, hazardId: string): Promise<void> {
  const told = await db.inTransaction(async (tx) => {
    const hazard = await findHazard(tx, hazardId);
    if (!hazard) return 0;
    const { officers } = await dutyDesk(tx, dutyChats, hazard.facts.district);
    let count = 0;
    for (const openId of officers) {
      const key = `hazard/${hazardId}/card/${openId}/instead`;
      const recipient = { kind: "person", openId } as const;
      if (await placeCard(tx, hazard, { key, recipient, viewer: openId }, { now: now() })) count += 1;
    }
    return count;
  });
  if (told > 0) log.error("the card of a case did not arrive", { hazardId, officers: told });
}
