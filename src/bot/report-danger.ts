import type { Draft } from "../hazards/draft.ts";
import { endDraft, findDraft } from "../hazards/drafts.ts";
import type { ReportDanger } from "../hazards/report-press.ts";
import { dangerIn } from "../hazards/seen.ts";
import { type Acceptance, receive } from "../mailroom/inbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/vision.ts";
import type { BotNeeds } from "./needs.ts";
import { amendDraftCard, cardOfDraft } from "./report-view.ts";
import { toast } from "./toast.ts";

/** A model has seen what looks like an emergency, and a person says that it is one: from here on it is a cry like any other. */

/** Of the event of a cry, before the number of the report. */
const CRY = "danger/";

/** For whoever stands there, as a cry in words is: an emergency asks for no rights. */
export async function reportDanger(press: InboundPress, { draftId }: ReportDanger, needs: BotNeeds): Promise<PressReply | undefined> {
  const draft = await findDraft(needs.db, draftId);
  if (!draft || draft.chatId !== press.chatId) return undefined;
  const acceptance = await cryFor(needs, draft, { messageId: press.messageId, speaker: press.presser });
  if (acceptance === undefined) return undefined;
  return toast("info", acceptance === "accepted" ? texts.danger.told : texts.danger.toldBefore);
}

/**
 * Puts the cry before everything else that waits, by the way of every emergency. One report cries once.
 * @param by.messageId  below which the first words are said
 * @returns undefined: nothing that looks like an emergency was seen
 */
export async function cryFor(
  needs: BotNeeds,
  draft: Draft,
  { messageId, speaker }: Pick<InboundMessage, "messageId" | "speaker">,
): Promise<Acceptance | undefined> {
  const kind = dangerIn(draft);
  if (kind === undefined) return undefined;
  const { enterprise, place, location } = draft.content;
  const inbound: InboundMessage = {
    kind: "message",
    eventId: `${CRY}${draft.id}`,
    messageId,
    speaker,
    chatId: draft.chatId,
    chatKind: draft.isPrivate ? "private" : "group",
    text: texts.danger.cry({ kind, where: [enterprise ?? place, location].filter(Boolean).join("") }),
    addressed: true,
    attachments: [],
    saidAt: needs.now().toISOString(),
  };
  const acceptance = await receive(needs.db, inbound, needs.now(), { isUrgent: true });
  needs.onReceived();
  return acceptance;
}

/** The open report with whose photo somebody cries out; undefined: they cry without. */
export async function reportBehind({ db }: Pick<BotNeeds, "db">, { eventId }: InboundMessage): Promise<Draft | undefined> {
  if (!eventId.startsWith(CRY)) return undefined;
  const draft = await findDraft(db, eventId.slice(CRY.length));
  return draft?.state === "open" ? draft : undefined;
}

/** The report is part of the case from now on, unless it is another person's, who may have more to say. Inside the transaction that records. */
export async function mergeReport(
  tx: Db,
  needs: Pick<BotNeeds, "now" | "reports">,
  { report, by, hazardId, images }: { report: Draft; by: InboundMessage; hazardId: string; images: readonly string[] },
): Promise<void> {
  if (report.speaker !== by.speaker) return;
  const merged = await endDraft(tx, { draft: report, eventId: by.eventId }, { state: "recorded", hazardIds: [hazardId] }, needs.now());
  if (merged) await amendDraftCard(tx, merged, { card: cardOfDraft(needs, merged, images, true), now: needs.now() });
}
