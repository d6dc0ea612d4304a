import { type Clock, DAY_MS } from "../clock.ts";
import { eachApart } from "../each-apart.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import type { Draft } from "./draft.ts";
import { endedDraftCard } from "./draft-card.ts";
import { expireDraft, forgetDrafts, markReminded, unfinishedDrafts } from "./drafts.ts";

/** Reports that nobody finished: their speaker is reminded once, after a day they are given up. */

export type Tending = { remindAfterMs: number; keptMs: number };

/** What was not reported is forgotten after so long. */
const FORGOTTEN_AFTER_MS = 30 * DAY_MS;

/** Each by itself. @throws AggregateError  when some could not be tended; the next time tends them again */
export async function tendDrafts({ db, now }: { db: Database; now: Clock }, { remindAfterMs, keptMs }: Tending): Promise<void> {
  const at = now();
  const since = (ms: number) => new Date(at.getTime() - ms);
  const expired = await unfinishedDrafts(db, since(keptMs));
  const unreminded = await unfinishedDrafts(db, since(remindAfterMs), { isReminded: false });
  await eachApart(
    [
      ...expired.map((draft) => (tx: Db) => expire(tx, draft, at)),
      ...unreminded.filter(({ id }) => expired.every((other) => other.id !== id)).map((draft) => (tx: Db) => remind(tx, draft, at)),
      (tx: Db) => forgetDrafts(tx, since(FORGOTTEN_AFTER_MS)).then(() => undefined),
    ],
    (work) => db.inTransaction(work),
  );
}

async function expire(tx: Db, draft: Draft, now: Date): Promise<void> {
  const expired = await expireDraft(tx, draft, now);
  if (!expired) return;
  const card = endedDraftCard(expired, { images: [], ids: [] });
  const delivery = { kind: "amend", of: draftCardKey(draft), to: { kind: "chat", chatId: draft.chatId }, card } as const;
  await enqueue(tx, { key: `${draftCardKey(draft)}/expired`, delivery, priority: "normal" }, now);
}

async function remind(tx: Db, draft: Draft, now: Date): Promise<void> {
  if (!(await markReminded(tx, draft, now))) return;
  const { id, messageId, chatId } = draft;
  const content = { kind: "text", text: texts.said.reminder } as const;
  await enqueue(tx, { key: `draft/${id}/reminder`, delivery: { kind: "reply", messageId, chatId, content }, priority: "normal" }, now);
}

/** The key of the outbox under which the card of a draft was sent. */
export function draftCardKey({ id }: Pick<Draft, "id">): string {
  return `draft/${id}/card`;
}
