import type { Db } from "../storage/db.ts";
import type { AcknowledgementCounts } from "./acknowledgement-elements.ts";
import { countAcknowledged, countAcknowledgedIn } from "./acknowledgements.ts";
import type { Notice, NoticeTarget } from "./notice.ts";
import { seatedIn } from "./seated.ts";

type Place = Pick<NoticeTarget, "recipient" | "kind" | "name">;

/** How many have acknowledged a notice in each of these places, of those who sit there. None are counted where it is not wanted. */
export async function countsIn(
  db: Db,
  { id, acknowledgement }: Pick<Notice, "id" | "acknowledgement">,
  places: readonly Place[],
): Promise<Map<string, AcknowledgementCounts>> {
  const counts = new Map<string, AcknowledgementCounts>();
  if (!acknowledgement.wanted) return counts;
  const seated = await seatedIn(db, places);
  for (const { recipient } of places) {
    const people = seated.get(recipient)?.map(({ openId }) => openId);
    // Who sits there is not known yet: at least whoever has pressed there.
    const acknowledged = people ? await countAcknowledged(db, id, people) : await countAcknowledgedIn(db, id, recipient);
    counts.set(recipient, { acknowledged, members: people?.length });
  }
  return counts;
}
