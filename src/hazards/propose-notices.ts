import { addDays, type Clock, DAY_MS, dayOf, startOfDay } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Database } from "../storage/db.ts";
import { type Cluster, clustersIn } from "./cluster.ts";
import { clusterCard } from "./cluster-card.ts";
import type { ClusterRules } from "./cluster-rules.ts";
import { type ConfiguredDutyChats, dutyDesk } from "./duty-desk.ts";
import { listHazards } from "./ledger.ts";
import { placeName } from "./placed-cards.ts";
import { proposeOnce } from "./proposed-clusters.ts";

type Needs = { db: Database; now: Clock; dutyChats: ConfiguredDutyChats; rules: ClusterRules };

/** Tells those on duty of similar hazards that have become many, once for each cluster and period. */
export async function proposeNotices({ db, now, dutyChats, rules }: Needs): Promise<void> {
  const since = startOfDay(addDays(dayOf(now()), 1 - rules.within_days));
  const clusters = clustersIn(await listHazards(db, { since }), rules);
  for (const cluster of clusters) await propose({ db, now, dutyChats, rules }, cluster);
}

async function propose({ db, now, dutyChats, rules }: Needs, cluster: Cluster): Promise<void> {
  await db.inTransaction(async (tx) => {
    const quietSince = new Date(now().getTime() - rules.again_after_days * DAY_MS);
    const proposed = await proposeOnce(tx, cluster, { now: now(), quietSince });
    if (!proposed) return;
    const { recipients } = await dutyDesk(tx, dutyChats, cluster.district);
    const content = { kind: "card", card: clusterCard(proposed) } as const;
    for (const to of recipients) {
      await enqueue(
        tx,
        { key: `cluster/${proposed.id}/${placeName(to)}`, delivery: { kind: "send", to, content }, priority: "normal" },
        now(),
      );
    }
  });
}
