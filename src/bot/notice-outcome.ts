import type { PressReply } from "../messenger.ts";
import type { Moved } from "../notices/compose.ts";
import type { NoticeRefusal } from "../notices/states.ts";
import { texts } from "../texts/notices.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOfNotice, type NoticeMatter } from "./notice-matter.ts";
import { toast } from "./toast.ts";

/** What is answered to a press on a notice: why not, and the card that is true now. */

export async function outcomeOf(needs: BotNeeds, matter: NoticeMatter, moved: Moved): Promise<PressReply> {
  if (moved.kind === "late") return tooLate(needs, matter);
  if (moved.kind === "refused") return toast("warning", sayRefusal(moved.reason));
  return shown(needs, matter);
}

/** Somebody else was faster. */
export async function tooLate(needs: BotNeeds, matter: NoticeMatter): Promise<PressReply> {
  return { ...toast("warning", texts.chat.late), ...(await shown(needs, matter)) };
}

export async function shown(needs: BotNeeds, { notice, standing }: NoticeMatter): Promise<PressReply> {
  const card = await cardOfNotice(needs, notice.id, standing);
  return card ? { card } : {};
}

export function sayRefusal(reason: NoticeRefusal): string {
  return reason.because === "state" ? texts.chat.refusals.state(reason) : texts.chat.refusals[reason.because];
}
