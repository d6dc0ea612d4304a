import { assertNever } from "../errors.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { findNotice } from "../notices/notices.ts";
import type { TakeNoticeStep } from "../notices/press.ts";
import type { Action } from "../registry/rights.ts";
import { texts } from "../texts/notices.ts";
import { noticeForm } from "./compose-notice.ts";
import { approveByPress, submitNotice } from "./decide-notice.ts";
import type { BotNeeds } from "./needs.ts";
import { type NoticeMatter, noticeFor } from "./notice-matter.ts";
import { shown, tooLate } from "./notice-outcome.ts";
import { toast } from "./toast.ts";
import { exportByPress, retryNotice, sendTest, takeBackByPress } from "./track-notice.ts";
import type { LookUp } from "./who.ts";

/** What each step of a notice asks for. Whoever takes back what nobody has approved yet is its writer. */
const RIGHTS: Readonly<Record<TakeNoticeStep["step"], Action>> = {
  edit: "compose_notice",
  test: "compose_notice",
  submit: "compose_notice",
  approve: "approve_notice",
  take_back: "recall_notice",
  refresh: "see_receipts",
  retry: "send_notice",
  export: "see_receipts",
};

/** Whatever else is done with a notice by a button. */
export async function takeNoticeStep(
  press: InboundPress,
  { noticeId, version, step }: TakeNoticeStep,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const isWithdrawing = step === "take_back" && (await isOwnBefore(needs, noticeId, lookUp));
  const matter = await noticeFor(needs, { id: noticeId, action: isWithdrawing ? "compose_notice" : RIGHTS[step] }, lookUp);
  if ("refused" in matter) return matter.refused;
  const seen = { id: noticeId, version };
  switch (step) {
    case "edit":
      return editNotice(needs, matter, version);
    case "test":
      return sendTest(press, needs, matter);
    case "submit":
      return submitNotice(needs, matter, seen);
    case "approve":
      return approveByPress(press, needs, matter, lookUp, seen);
    case "take_back":
      return takeBackByPress(press, needs, matter);
    case "refresh":
      return { ...toast("info", texts.chat.refreshed), ...(await shown(needs, matter)) };
    case "retry":
      return retryNotice(press, needs, matter);
    case "export":
      return exportByPress(press, needs, matter);
    default:
      return assertNever(step);
  }
}

async function isOwnBefore({ db }: BotNeeds, noticeId: string, lookUp: LookUp): Promise<boolean> {
  const { openId } = await lookUp();
  const notice = await findNotice(db, noticeId);
  return notice?.composedBy === openId && ["draft", "submitted", "rejected"].includes(notice.state);
}

async function editNotice(needs: BotNeeds, { notice, standing }: NoticeMatter, version: number): Promise<PressReply> {
  if (notice.version !== version) return tooLate(needs, { notice, standing });
  if (notice.composedBy !== standing.openId) return toast("warning", texts.chat.refusals.only_composer);
  return { card: await noticeForm(needs, notice, standing) };
}
