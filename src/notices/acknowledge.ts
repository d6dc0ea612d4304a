import type { Clock } from "../clock.ts";
import { chatsWithMember } from "../registry/chat-members.ts";
import type { Database } from "../storage/db.ts";
import { type Acknowledgement, findAcknowledgement, holdCounts, insertAcknowledgement } from "./acknowledgements.ts";
import type { Notice } from "./notice.ts";
import { findNotice } from "./notices.ts";
import { refreshCounts } from "./refresh-cards.ts";
import { targetsAmong } from "./targets.ts";

/** Somebody says 「收到」. */

export type Said = Pick<Acknowledgement, "noticeId" | "openId" | "name" | "chatId" | "way" | "answer">;

export type AcknowledgeOutcome =
  | { kind: "acknowledged"; late: boolean; notice: Notice }
  /** They had before, then. */
  | { kind: "before"; at: Date; notice: Notice }
  /** `not_yours`: it was sent neither here nor to them (a preview, a card that was passed on). */
  | { kind: "refused"; because: "unknown" | "recalled" | "not_wanted" | "answer_wanted" | "not_yours" };

/** Once for each person, in however many of its groups they sit: each of those cards counts them. */
export async function acknowledge({ db, now }: { db: Database; now: Clock }, said: Said): Promise<AcknowledgeOutcome> {
  return db.inTransaction(async (tx) => {
    await holdCounts(tx, said.noticeId);
    const notice = await findNotice(tx, said.noticeId);
    const because = refusalOf(notice, said);
    if (because !== undefined || !notice) return { kind: "refused", because: because ?? "unknown" };
    const before = await findAcknowledgement(tx, notice.id, said.openId);
    if (before) return { kind: "before", at: before.at, notice };
    const places = [said.chatId, said.openId, ...(await chatsWithMember(tx, said.openId))];
    const targets = await targetsAmong(tx, notice.id, places);
    if (!targets.some(({ state }) => state === "sent" || state === "queued")) return { kind: "refused", because: "not_yours" };
    const at = now();
    const late = isLate(notice, at);
    await insertAcknowledgement(tx, { ...said, late, at });
    await refreshCounts(tx, notice, targets, at);
    return { kind: "acknowledged", late, notice };
  });
}

function refusalOf(notice: Notice | undefined, said: Said): Extract<AcknowledgeOutcome, { kind: "refused" }>["because"] | undefined {
  if (!notice) return "unknown";
  if (notice.state === "recalled") return "recalled";
  if (notice.state !== "approved" && notice.state !== "sent") return "not_yours";
  if (!notice.acknowledgement.wanted) return "not_wanted";
  return notice.acknowledgement.question !== undefined && said.answer === undefined ? "answer_wanted" : undefined;
}

function isLate({ acknowledgement: { dueAt } }: Notice, at: Date): boolean {
  return dueAt !== undefined && at > new Date(dueAt);
}
