import { DAY_MS, SECOND_MS } from "../clock.ts";
import { enqueueLatest, replaceWaiting } from "../mailroom/outbox.ts";
import type { Db } from "../storage/db.ts";
import { countsIn } from "./counts.ts";
import { recipientOf } from "./dispatch.ts";
import type { Notice, NoticeTarget } from "./notice.ts";
import { noticeCard } from "./notice-card.ts";

/**
 * Makes the cards of a notice show how many have acknowledged. A card changes at most once in a few seconds: what is counted meanwhile
 * takes the place of what waits, so the last count is always shown, and a crash loses none.
 */

const EVERY_MS = 5 * SECOND_MS;
/** A card on which somebody may be writing an answer would lose it under their hands. */
const WITH_FORM_EVERY_MS = 60 * SECOND_MS;
/** The platform lets a message be changed for fourteen days. */
const CHANGEABLE_MS = 13 * DAY_MS;

/** Inside the transaction that holds the counts of the notice. */
export async function refreshCounts(tx: Db, notice: Notice, targets: readonly NoticeTarget[], now: Date): Promise<void> {
  // What was sent counts as queued until its log is written: an amendment waits for it.
  const standing = targets.filter(
    ({ state, settledAt }) => (state === "sent" || state === "queued") && now.getTime() - (settledAt ?? now).getTime() < CHANGEABLE_MS,
  );
  const counts = await countsIn(tx, notice, standing);
  const everyMs = notice.acknowledgement.question === undefined ? EVERY_MS : WITH_FORM_EVERY_MS;
  for (const target of standing) {
    const card = noticeCard(notice, target.kind, counts.get(target.recipient));
    const to = recipientOf(target.kind, target.recipient);
    // A card that waits for its group's morning comes with the count that stands by then.
    if (await replaceWaiting(tx, target.key, { kind: "send", to, content: { kind: "card", card } })) continue;
    const delivery = { kind: "amend", of: target.key, to, card } as const;
    await amendSoon(tx, { key: target.key, delivery, everyMs }, now);
  }
}

type Amending = { key: string; delivery: Parameters<typeof enqueueLatest>[1]["delivery"]; everyMs: number };

/**
 * Of the same priority as the card itself: behind it in its lane, whatever becomes of it.
 * At the end of the span in which it was wanted; should that one be leaving just now, at the end of the next.
 */
async function amendSoon(tx: Db, { key, delivery, everyMs }: Amending, now: Date): Promise<void> {
  const span = Math.floor(now.getTime() / everyMs) + 1;
  for (const next of [span, span + 1]) {
    const draft = { key: `${key}/count/${next}`, delivery, priority: "broadcast", notBefore: new Date(next * everyMs) } as const;
    if (await enqueueLatest(tx, draft, now)) return;
  }
}
