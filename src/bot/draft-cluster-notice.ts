import { proposalOf } from "../hazards/cluster.ts";
import type { DraftClusterNotice } from "../hazards/cluster-press.ts";
import { findCluster } from "../hazards/proposed-clusters.ts";
import { alreadyIn } from "../hazards/record-draft.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/clusters.ts";
import { openNotice } from "./compose-notice.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 「起草风险提示」 below similar hazards that have become many: the form of a notice that begins with their figures, once for each card. */
export async function draftClusterNotice(
  { messageId, chatId }: InboundPress,
  { clusterId }: DraftClusterNotice,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const { db, now, onEnqueued } = needs;
  const cluster = await findCluster(db, clusterId);
  if (!cluster) return toast("warning", texts.gone);
  const refused = await refusedPress(lookUp, "compose_notice", { district: cluster.district });
  if (refused) return refused;
  const standing = await lookUp();
  const proposal = proposalOf(cluster);
  const prefill = { ...proposal, industries: proposal.industries.map(industryName) };
  try {
    const said = await db.inTransaction(async (tx) => {
      const opened = await openNotice({ ...needs, db: alreadyIn(db, tx) }, standing, prefill);
      if ("refused" in opened) return toast("warning", opened.refused);
      const delivery = { kind: "reply", messageId, chatId, content: { kind: "card", card: opened.card } } as const;
      const isNew = await enqueue(tx, { key: `${messageId}:cluster-notice`, delivery, priority: "answer" }, now());
      if (!isNew) throw new DraftedBefore();
      return toast("info", texts.card.drafted);
    });
    onEnqueued();
    return said;
  } catch (error) {
    if (error instanceof DraftedBefore) return toast("info", texts.card.draftedBefore);
    throw error;
  }
}

/** Takes back the second notice that two presses would begin. */
class DraftedBefore extends Error {}
