import { enqueue } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/case.ts";
import { texts as reportTexts } from "../texts/report.ts";
import { isAccount, isOfficesTurn, newlyCharged } from "./charged.ts";
import { draftOfHazard } from "./drafts.ts";
import { type ConfiguredDutyChats, dutyDesk } from "./duty-desk.ts";
import { type Hazard, shownName } from "./hazard.ts";
import { type CardNeeds, placeCard, placeName, refreshCards } from "./placed-cards.ts";
import { progressOf } from "./progress.ts";
import type { HazardEvent } from "./step.ts";

/** What a step makes true elsewhere: every card of the case, the word to whoever reported it, and to whoever is to act now. */

export type AnnounceNeeds = CardNeeds & { dutyChats: ConfiguredDutyChats };

type Moved = { hazard: Hazard; event: HazardEvent };

/** Inside the transaction that takes the step: all of it stands with the step, or none. */
export async function announceStep(tx: Db, moved: Moved, needs: AnnounceNeeds): Promise<void> {
  const { hazard, event } = moved;
  const { recipients, open = [] } = await dutyDesk(tx, needs.dutyChats, hazard.facts.district);
  const standing = (await refreshCards(tx, hazard, { ...needs, openChats: open.map(placeName) })).map(({ recipient }) =>
    placeName(recipient),
  );
  // Where the office's card is too old to be changed, or never was, it gets a new one.
  for (const recipient of recipients.filter((to) => !standing.includes(placeName(to)))) await place(tx, moved, recipient, needs);
  for (const openId of await newlyCharged(tx, hazard, event)) await place(tx, moved, { kind: "person", openId }, needs);
  if (isOfficesTurn(event.step.do)) await tellOffice(tx, moved, { recipients, now: needs.now });
  await tellReporters(tx, moved, needs.now);
}

async function place(tx: Db, { hazard }: Moved, recipient: Recipient, needs: CardNeeds): Promise<void> {
  const key = `hazard/${hazard.id}/card/${placeName(recipient)}/v${hazard.version}`;
  const viewer = recipient.kind === "person" ? recipient.openId : undefined;
  await placeCard(tx, hazard, { key, recipient, viewer }, needs);
}

async function tellOffice(tx: Db, { hazard, event }: Moved, { recipients, now }: { recipients: readonly Recipient[]; now: Date }) {
  const { id, version, facts } = hazard;
  const where = [facts.enterpriseName, facts.place].filter(Boolean).join(" ") || reportTexts.unknown;
  const text = texts.turn({ id, done: texts.done[event.step.do], name: shownName(hazard, event.actor), where });
  for (const to of recipients) {
    const delivery = { kind: "send", to, content: { kind: "text", text } } as const;
    await enqueue(tx, { key: `hazard/${id}/turn/${placeName(to)}/v${version}`, delivery, priority: "normal" }, now);
  }
}

/** Below what was said, where everybody could read it anyway; whoever reported without a name, and whoever joined, in private. */
async function tellReporters(tx: Db, { hazard, event }: Moved, now: Date): Promise<void> {
  const text = progressOf(hazard, event);
  if (text === undefined) return;
  const { id, version, reporter, anonymous, followers } = hazard;
  const content = { kind: "text", text } as const;
  const draft = anonymous ? undefined : await draftOfHazard(tx, id);
  const key = `hazard/${id}/progress/v${version}`;
  if (draft && draft.speaker === reporter.id) {
    const { messageId, chatId } = draft;
    await enqueue(tx, { key, delivery: { kind: "reply", messageId, chatId, content }, priority: "normal" }, now);
  }
  const alone = [...(draft?.speaker === reporter.id ? [] : [reporter.id]), ...followers].filter(isAccount);
  for (const openId of new Set(alone)) {
    const to = { kind: "person", openId } as const;
    await enqueue(tx, { key: `${key}/${openId}`, delivery: { kind: "send", to, content }, priority: "normal" }, now);
  }
}
