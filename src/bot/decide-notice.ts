import type { Clock } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Content, InboundPress, PressReply } from "../messenger.ts";
import { approveNotice } from "../notices/approve.ts";
import { approversOf, moveNotice } from "../notices/compose.ts";
import type { Notice } from "../notices/notice.ts";
import { Rejection, type RejectNotice } from "../notices/press.ts";
import { previewCard } from "../notices/preview-card.ts";
import { hasSlots } from "../notices/templates.ts";
import { audit } from "../registry/audit.ts";
import type { Db } from "../storage/db.ts";
import { texts as formTexts } from "../texts/notice-form.ts";
import { texts } from "../texts/notices.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOfNotice, type NoticeMatter, noticeFor, previewFactsOf, surroundingsOf } from "./notice-matter.ts";
import { outcomeOf, shown } from "./notice-outcome.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** A notice is submitted by its writer, and let go or sent back by somebody else. */

/** 「退回」, with its reason. */
export async function rejectNotice(
  press: InboundPress,
  { noticeId, version }: RejectNotice,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await noticeFor(needs, { id: noticeId, action: "approve_notice" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const said = Rejection.safeParse(press.form);
  if (!said.success) return toast("warning", texts.chat.needsReason);
  const { reason } = said.data;
  const by = { openId: press.presser, chatId: press.chatId };
  const moved = await needs.db.inTransaction(async (tx) => {
    const rejected = await moveNotice(tx, { id: noticeId, version }, { do: "reject", reason }, { by: by.openId, now: needs.now() });
    if (rejected.kind !== "moved") return rejected;
    const text = texts.chat.rejectedNotice({ ...rejected.notice, reason });
    await tellComposer({ ...needs, db: tx }, rejected.notice, by.chatId, { kind: "text", text });
    await noteStep(tx, rejected.notice, "notice_rejected", by, needs.now());
    return rejected;
  });
  if (moved.kind !== "moved") return outcomeOf(needs, matter, moved);
  needs.onEnqueued();
  return { ...toast("success", texts.chat.rejected), ...(await shown(needs, matter)) };
}

/** It waits for each approver in private, whatever group it was written in. */
export async function submitNotice(needs: BotNeeds, matter: NoticeMatter, seen: { id: string; version: number }): Promise<PressReply> {
  const { notice, standing } = matter;
  if (hasSlots([notice.title, ...notice.paragraphs])) return toast("warning", formTexts.problems.slots);
  const approvers = await approversOf(needs.db, notice);
  if (approvers.length === 0) return toast("warning", texts.chat.noApprover);
  const facts = await previewFactsOf(needs, notice);
  const at = needs.now();
  const moved = await needs.db.inTransaction(async (tx) => {
    const submitted = await moveNotice(tx, seen, { do: "submit" }, { by: standing.openId, now: at });
    if (submitted.kind !== "moved") return submitted;
    const content = { kind: "card", card: previewCard(submitted.notice, { ...facts, steps: ["approve", "reject"] }) } as const;
    for (const { openId } of approvers) {
      const key = `notice/${notice.id}/approval/${submitted.notice.version}/${openId}`;
      await enqueue(tx, { key, delivery: { kind: "send", to: { kind: "person", openId }, content }, priority: "normal" }, at);
    }
    await noteStep(tx, submitted.notice, "notice_submitted", standing, at);
    return submitted;
  });
  if (moved.kind !== "moved") return outcomeOf(needs, matter, moved);
  needs.onEnqueued();
  return { ...toast("success", texts.chat.approvalSent), ...(await shown(needs, matter)) };
}

export async function approveByPress(
  press: InboundPress,
  needs: BotNeeds,
  matter: NoticeMatter,
  lookUp: LookUp,
  seen: { id: string; version: number },
): Promise<PressReply> {
  const { notice, standing } = matter;
  const refused = await refusedPress(lookUp, "send_notice", { district: notice.district });
  if (refused) return refused;
  const around = await surroundingsOf(needs, notice);
  const outcome = await approveNotice(needs.db, seen, { by: press.presser, chatId: press.chatId, now: needs.now(), ...around });
  if (outcome.kind === "nobody") return toast("warning", texts.chat.nobody);
  if (outcome.kind !== "sent_out") return outcomeOf(needs, matter, outcome);
  const card = await cardOfNotice(needs, notice.id, standing);
  if (card) await tellComposer(needs, notice, standing.chatId, { kind: "card", card });
  needs.onEnqueued();
  return { ...toast("success", texts.chat.approved(outcome)), ...(card && { card }) };
}

/** What was decided is told where it was written, unless it was decided there. */
async function tellComposer({ db, now }: { db: Db; now: Clock }, notice: Notice, decidedIn: string, content: Content): Promise<void> {
  if (notice.composedIn === undefined || notice.composedIn === decidedIn) return;
  const delivery = { kind: "send", to: { kind: "chat", chatId: notice.composedIn }, content } as const;
  await enqueue(db, { key: `notice/${notice.id}/decided/${notice.version}`, delivery, priority: "normal" }, now());
}

async function noteStep(tx: Db, { number }: Notice, action: string, by: { openId: string; chatId: string }, at: Date): Promise<void> {
  await audit(tx, { actor: by.openId, action, subject: { kind: "notice", id: number }, chatId: by.chatId }, at);
}
