import type { Card } from "../card.ts";
import { MINUTE_MS } from "../clock.ts";
import type { Draft } from "../hazards/draft.ts";
import { type DraftView, draftCard, endedDraftCard } from "../hazards/draft-card.ts";
import { draftCardKey } from "../hazards/tend-drafts.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Db } from "../storage/db.ts";
import type { BotNeeds } from "./needs.ts";

/** The card of a report, as it stands now. */

type ViewNeeds = Pick<BotNeeds, "reports">;

export function viewOf({ reports }: ViewNeeds, images: readonly string[]): DraftView {
  return { images, photoWindowMinutes: reports.photoWindowMs / MINUTE_MS };
}

/** @param isJoined  what was reported is part of a case that stood before */
export function cardOfDraft(needs: ViewNeeds, draft: Draft, images: readonly string[], isJoined = false): Card {
  if (draft.state === "open") return draftCard(draft, viewOf(needs, images));
  return endedDraftCard(draft, { images, ids: draft.hazardIds, isJoined });
}

/** Makes the card in the chat true. Inside the transaction that changes the draft. */
export async function amendDraftCard(tx: Db, draft: Draft, { card, now }: { card: Card; now: Date }): Promise<void> {
  const of = draftCardKey(draft);
  const delivery = { kind: "amend", of, to: { kind: "chat", chatId: draft.chatId }, card } as const;
  await enqueue(tx, { key: `${of}/${draft.version}`, delivery, priority: "answer" }, now);
}
