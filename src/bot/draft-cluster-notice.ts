import { proposalOf } from "../hazards/cluster.ts";
import { proposalCard } from "../hazards/cluster-card.ts";
import type { DraftClusterNotice } from "../hazards/cluster-press.ts";
import { findCluster } from "../hazards/proposed-clusters.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/clusters.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 「起草风险提示」 below similar hazards that have become many: what a notice of them can begin with, once for each card. */
export async function draftClusterNotice(
  { messageId, chatId }: InboundPress,
  { clusterId }: DraftClusterNotice,
  { db, now, onEnqueued }: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const cluster = await findCluster(db, clusterId);
  if (!cluster) return toast("warning", texts.gone);
  const refused = await refusedPress(lookUp, "compose_notice", { district: cluster.district });
  if (refused) return refused;
  const content = { kind: "card", card: proposalCard(proposalOf(cluster)) } as const;
  const delivery = { kind: "reply", messageId, chatId, content } as const;
  const isNew = await enqueue(db, { key: `${messageId}:cluster-notice`, delivery, priority: "answer" }, now());
  onEnqueued();
  return toast("info", isNew ? texts.card.drafted : texts.card.draftedBefore);
}
