import type { Card } from "../card.ts";
import type { PressReply } from "../messenger.ts";
import { approversOf } from "../notices/compose.ts";
import { destinationsOf, type Surroundings } from "../notices/destinations.ts";
import { logCard } from "../notices/log-card.ts";
import type { Notice, NoticeDraft } from "../notices/notice.ts";
import { findNotice } from "../notices/notices.ts";
import type { NoticeStep } from "../notices/press.ts";
import { type PreviewFacts, previewCard } from "../notices/preview-card.ts";
import { mayRetry } from "../notices/retry.ts";
import { settleNotice } from "../notices/settle.ts";
import { dutyChatsNow } from "../policy/duty-chat.ts";
import { listChats } from "../registry/groups.ts";
import { type Action, mayI, type What, type Where } from "../registry/rights.ts";
import { hasOutsiders } from "../registry/seated.ts";
import { texts } from "../texts/notices.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

/** A notice that somebody speaks of or presses at, who that is, and the card that is true for them now. */

export type NoticeMatter = { notice: Notice; standing: Standing };

/** What a notice is for the rights. */
function whatOfNotice({ district }: Pick<Notice, "district">): What {
  return { district };
}

/** @param action  the right that is asked for */
export async function noticeFor(
  needs: BotNeeds,
  { id, action }: { id: string; action: Action },
  lookUp: LookUp,
): Promise<NoticeMatter | { refused: PressReply }> {
  const standing = await lookUp();
  const notice = await findNotice(needs.db, id);
  if (!notice) return { refused: toast("warning", texts.chat.unknown) };
  const refused = refusalFor(standing, notice, action);
  return refused === undefined ? { notice, standing } : { refused: toast("warning", refused) };
}

/** Why not, in a sentence. What is for inner groups alone is shown nowhere else. */
export function refusalFor(standing: Standing, notice: Pick<Notice, "district" | "innerOnly">, action: Action): string | undefined {
  const refused = refusalOf(standing, action, whatOfNotice(notice));
  if (refused !== undefined || !notice.innerOnly) return refused;
  return refusalOf(standing, "see_inner_notice", whatOfNotice(notice));
}

/** How things stand around a notice: which groups count as inner ones, and in which of them somebody else sits. */
export async function surroundingsOf(needs: BotNeeds, draft: Pick<NoticeDraft, "innerOnly">): Promise<Surroundings> {
  const dutyChatIds = [...new Set(Object.values(await dutyChatsNow(needs.db, needs.dutyChats)))];
  if (!draft.innerOnly) return { dutyChatIds };
  const withOutsiders = [];
  for (const { chatId, kind, vouchedFor } of await listChats(needs.db)) {
    if (kind !== "inner" && !dutyChatIds.includes(chatId)) continue;
    if (await hasOutsiders(needs, chatId, vouchedFor)) withOutsiders.push(chatId);
  }
  return { dutyChatIds, withOutsiders };
}

/** The card of a notice as it stands: what it will be, or what became of it. */
export async function cardOfNotice(
  needs: BotNeeds,
  noticeId: string,
  standing: Pick<Standing, "openId" | "who" | "where">,
): Promise<Card | undefined> {
  const { db, now } = needs;
  const targets = await settleNotice(db, noticeId, now());
  const notice = await findNotice(db, noticeId);
  if (!notice) return undefined;
  const isBefore = notice.state === "draft" || notice.state === "submitted" || notice.state === "rejected";
  if (isBefore) {
    return previewCard(notice, { ...(await previewFactsOf(needs, notice)), steps: stepsBefore(notice, standing) });
  }
  const composer = await personName(needs, notice.composedBy);
  const approver = notice.approvedBy === undefined ? undefined : await personName(needs, notice.approvedBy);
  const isOut = notice.state === "approved" || notice.state === "sent";
  const isRetriable = isOut && targets.some((target) => mayRetry(target, true));
  const steps: NoticeStep[] = [
    "refresh",
    ...(isOut ? (["take_back"] as const) : []),
    ...(isRetriable ? (["retry"] as const) : []),
    "export",
  ];
  return logCard(notice, targets, { composer, approver, steps });
}

/** What a preview tells, whoever looks at it. */
export async function previewFactsOf(needs: BotNeeds, notice: Notice): Promise<Omit<PreviewFacts, "steps">> {
  const places = await destinationsOf(needs.db, notice, await surroundingsOf(needs, notice));
  const composer = await personName(needs, notice.composedBy);
  return { places, composer, approvers: (await approversOf(needs.db, notice)).map(({ name }) => name) };
}

/** In a group everybody finds every button, and each press is checked. */
function stepsBefore(notice: Notice, { openId, who, where }: Pick<Standing, "openId" | "who" | "where">): (NoticeStep | "reject")[] {
  const isPrivate = where.kind === "private";
  const isComposer = openId === notice.composedBy;
  if (notice.state !== "submitted") return isComposer || !isPrivate ? ["edit", "test", "submit", "take_back"] : [];
  const mayApprove = mayI(who, "approve_notice", PRIVATE, whatOfNotice(notice)).allowed;
  const decides = !isPrivate || (mayApprove && !isComposer);
  return [...(decides ? (["approve", "reject"] as const) : []), ...(isComposer || !isPrivate ? (["take_back"] as const) : [])];
}

/** A private chat with whoever it is. */
export const PRIVATE: Where = { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" };
