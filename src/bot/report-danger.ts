import type { Draft } from "../hazards/draft.ts";
import type { ReportDanger } from "../hazards/report-press.ts";
import { dangerIn } from "../hazards/seen.ts";
import { type Acceptance, receive } from "../mailroom/inbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/vision.ts";
import type { BotNeeds } from "./needs.ts";
import { theirs } from "./press-draft.ts";
import { toast } from "./toast.ts";
import type { LookUp } from "./who.ts";

/** A model has seen what looks like an emergency, and whoever reports says that it is one: from here on it is a cry like any other. */

export async function reportDanger(
  press: InboundPress,
  value: ReportDanger,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const found = await theirs(press, value, needs, lookUp);
  if ("reply" in found) return found.reply;
  const acceptance = await cryFor(needs, found.draft, press.messageId);
  if (acceptance === undefined) return undefined;
  return toast("info", acceptance === "accepted" ? texts.danger.told : texts.danger.toldBefore);
}

/**
 * Puts the cry before everything else that waits, by the way of every emergency. One report cries once.
 * @param messageId  below which the first words are said. Undefined: nothing that looks like an emergency was seen
 */
export async function cryFor(needs: BotNeeds, draft: Draft, messageId: string): Promise<Acceptance | undefined> {
  const kind = dangerIn(draft);
  if (kind === undefined) return undefined;
  const { enterprise, place, location } = draft.content;
  const inbound: InboundMessage = {
    kind: "message",
    eventId: `danger/${draft.id}`,
    messageId,
    chatId: draft.chatId,
    chatKind: draft.isPrivate ? "private" : "group",
    speaker: draft.speaker,
    text: texts.danger.cry({ kind, where: [enterprise ?? place, location].filter(Boolean).join("") }),
    addressed: true,
    attachments: [],
    saidAt: needs.now().toISOString(),
  };
  const acceptance = await receive(needs.db, inbound, needs.now(), { isUrgent: true });
  needs.onReceived();
  return acceptance;
}
