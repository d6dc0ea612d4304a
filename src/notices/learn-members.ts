import { type Clock, DAY_MS } from "../clock.ts";
import type { Directory } from "../messenger.ts";
import { knownMembers, membersOf } from "../registry/chat-members.ts";
import type { Database } from "../storage/db.ts";
import { holdCounts } from "./acknowledgements.ts";
import { openNotices } from "./nag.ts";
import type { NoticeTarget } from "./notice.ts";
import { refreshCounts } from "./refresh-cards.ts";
import { listTargets } from "./targets.ts";

/** In one round: a thousand groups are asked for one after another, and other work by the clock waits. */
const GROUPS_AT_ONCE = 50;
/** Later the groups are asked about when somebody presses, or wants to know. */
const RECENT_MS = DAY_MS;

/** Asks who sits in the groups that a notice has come to, where nobody ever asked, and shows it on the cards. */
export async function learnMembers(needs: { db: Database; messenger: Pick<Directory, "members">; now: Clock }): Promise<void> {
  const { db, now } = needs;
  let left = GROUPS_AT_ONCE;
  const approvedAfter = now().getTime() - RECENT_MS;
  for (const notice of await openNotices(db, now())) {
    if (!notice.approvedAt || notice.approvedAt.getTime() < approvedAfter) continue;
    const groups = (await listTargets(db, notice.id)).filter(({ kind, state }) => kind !== "person" && state === "sent");
    const known = await knownMembers(
      db,
      groups.map(({ recipient }) => recipient),
    );
    const learnt: NoticeTarget[] = [];
    for (const target of groups.filter(({ recipient }) => !known.has(recipient)).slice(0, left)) {
      left -= 1;
      if (await membersOf(needs, target.recipient)) learnt.push(target);
    }
    if (learnt.length === 0) continue;
    await db.inTransaction(async (tx) => {
      await holdCounts(tx, notice.id);
      await refreshCounts(tx, notice, learnt, now());
    });
  }
}
