import { enqueue } from "../mailroom/outbox.ts";
import type { Content, InboundPress, PressReply } from "../messenger.ts";
import { approveNotice } from "../notices/approve.ts";
import { approversOf, moveNotice } from "../notices/compose.ts";
import type { Notice } from "../notices/notice.ts";
import { Rejection, type RejectNotice } from "../notices/press.ts";
import { hasSlots } from "../notices/templates.ts";
import { personOfAccount } from "../registry/people.ts";
import { grantsOf } from "../registry/roles.ts";
import { texts as formTexts } from "../texts/notice-form.ts";
import { texts } from "../texts/notices.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOfNotice, type NoticeMatter, noticeFor, PRIVATE, surroundingsOf } from "./notice-matter.ts";
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
  const moved = await moveNotice(needs.db, { id: noticeId, version }, { do: "reject", reason }, { by: press.presser, now: needs.now() });
  if (moved.kind !== "moved") return outcomeOf(needs, matter, moved);
  await tellComposer(needs, moved.notice, matter.standing.chatId, {
    kind: "text",
    text: texts.chat.rejectedNotice({ ...moved.notice, reason }),
  });
  return { ...toast("success", texts.chat.rejected), ...(await shown(needs, matter)) };
}

export async function submitNotice(needs: BotNeeds, matter: NoticeMatter, seen: { id: string; version: number }): Promise<PressReply> {
  const { notice, standing } = matter;
  if (hasSlots([notice.title, ...notice.paragraphs])) return toast("warning", formTexts.problems.slots);
  const approvers = await approversOf(needs.db, notice);
  if (approvers.length === 0) return toast("warning", texts.chat.noApprover);
  const moved = await moveNotice(needs.db, seen, { do: "submit" }, { by: standing.openId, now: needs.now() });
  if (moved.kind !== "moved") return outcomeOf(needs, matter, moved);
  await askApprovers(needs, moved.notice, approvers);
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

/** Each in private, whatever group it was written in: a card that waits for them alone. */
async function askApprovers(needs: BotNeeds, notice: Notice, approvers: readonly { openId: string }[]): Promise<void> {
  const { db, now, onEnqueued } = needs;
  for (const { openId } of approvers) {
    const person = await personOfAccount(db, openId);
    const who = { status: person?.status ?? "active", grants: person ? await grantsOf(db, person.id) : [] };
    const card = await cardOfNotice(needs, notice.id, { openId, who, where: PRIVATE });
    if (!card) continue;
    const delivery = { kind: "send", to: { kind: "person", openId }, content: { kind: "card", card } } as const;
    await enqueue(db, { key: `notice/${notice.id}/approval/${notice.version}/${openId}`, delivery, priority: "normal" }, now());
  }
  onEnqueued();
}

/** What was decided is told where it was written, unless it was decided there. */
async function tellComposer(needs: BotNeeds, notice: Notice, decidedIn: string, content: Content): Promise<void> {
  if (notice.composedIn === undefined || notice.composedIn === decidedIn) return;
  const delivery = { kind: "send", to: { kind: "chat", chatId: notice.composedIn }, content } as const;
  await enqueue(needs.db, { key: `notice/${notice.id}/decided/${notice.version}`, delivery, priority: "normal" }, needs.now());
  needs.onEnqueued();
}
