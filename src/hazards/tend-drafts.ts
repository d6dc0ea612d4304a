import { type Clock, DAY_MS } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Database } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import type { Draft } from "./draft.ts";
import { endedDraftCard } from "./draft-card.ts";
import { forgetDrafts, takeExpired, takeToRemind } from "./drafts.ts";

/** Reports that nobody finished: their speaker is reminded once, after a day they are given up. */

export type Tending = { remindAfterMs: number; keptMs: number };

/** What was not reported is forgotten after so long. */
const FORGOTTEN_AFTER_MS = 30 * DAY_MS;

export async function tendDrafts({ db, now }: { db: Database; now: Clock }, { remindAfterMs, keptMs }: Tending): Promise<void> {
  const at = now();
  await db.inTransaction(async (tx) => {
    for (const draft of await takeExpired(tx, new Date(at.getTime() - keptMs), at)) {
      const card = endedDraftCard(draft, { images: [], ids: [] });
      const to = { kind: "chat", chatId: draft.chatId } as const;
      const delivery = { kind: "amend", of: draftCardKey(draft), to, card } as const;
      await enqueue(tx, { key: `${draftCardKey(draft)}/expired`, delivery, priority: "normal" }, at);
    }
    for (const { id, messageId, chatId } of await takeToRemind(tx, new Date(at.getTime() - remindAfterMs), at)) {
      const content = { kind: "text", text: texts.said.reminder } as const;
      await enqueue(tx, { key: `draft/${id}/reminder`, delivery: { kind: "reply", messageId, chatId, content }, priority: "normal" }, at);
    }
  });
  await forgetDrafts(db, new Date(at.getTime() - FORGOTTEN_AFTER_MS));
}

/** The key of the outbox under which the card of a draft was sent. */
export function draftCardKey({ id }: Pick<Draft, "id">): string {
  return `draft/${id}/card`;
}
