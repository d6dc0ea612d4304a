import type { OutboxDraft } from "../mailroom/delivery.ts";
import { cancelUnsent, enqueueAll } from "../mailroom/outbox.ts";
import { audit } from "../registry/audit.ts";
import type { Database, Db } from "../storage/db.ts";
import { fileKeys, recipientOf } from "./dispatch.ts";
import type { Notice, NoticeTarget } from "./notice.ts";
import { findNotice, updateNotice } from "./notices.ts";
import { recallKey, settleNotice } from "./settle.ts";
import { move, type NoticeRefusal } from "./states.ts";
import { changeTargets, type TargetChange } from "./targets.ts";

/** `late`: somebody else was faster. */
export type TakenBack =
  | { kind: "done"; notice: Notice; unsent: number; asked: number }
  | { kind: "refused"; reason: NoticeRefusal }
  | { kind: "late" };

/**
 * Takes a notice back: what was not sent stays away, what was is deleted from its chat as far as the platform still allows.
 * Poke the deliverer afterwards.
 */
export async function takeBack(
  db: Database,
  notice: Notice,
  { by, chatId, now }: { by: string; chatId?: string | undefined; now: Date },
): Promise<TakenBack> {
  return db.inTransaction(async (tx) => {
    const targets = await settleNotice(tx, notice.id, now);
    // What has settled just now may have brought the notice on.
    const current = (await findNotice(tx, notice.id)) ?? notice;
    const begun = current.state === "sent" || targets.some(({ state }) => state === "sent");
    const moved = move(current, { do: begun ? "recall" : "withdraw" }, { by, now, begun });
    if (moved.kind === "refused") return moved;
    if (!(await updateNotice(tx, moved.notice))) return { kind: "late" };
    const counts = await recallTargets(tx, notice, targets, now);
    const subject = { kind: "notice", id: notice.number };
    await audit(tx, { actor: by, action: begun ? "notice_recalled" : "notice_withdrawn", subject, chatId, after: counts }, now);
    return { kind: "done", notice: moved.notice, ...counts };
  });
}

async function recallTargets(
  tx: Db,
  notice: Notice,
  targets: readonly NoticeTarget[],
  now: Date,
): Promise<{ unsent: number; asked: number }> {
  const queued = targets.filter(({ state }) => state === "queued");
  const cancelled = new Set(
    await cancelUnsent(
      tx,
      queued.flatMap(({ key }) => [key, ...fileKeys(notice, key)]),
      now,
    ),
  );
  const changes: TargetChange[] = [];
  const drafts: OutboxDraft[] = [];
  for (const { recipient, kind, key, state } of targets) {
    if (state !== "queued" && state !== "sent") continue;
    const isUnsent = cancelled.has(key);
    changes.push({ recipient, from: state, to: isUnsent ? "recalled" : "recalling" });
    // Behind its message, which may still be on its way: in a lane whoever has a higher priority would wait for it in front of it.
    const sent = [key, ...fileKeys(notice, key)].filter((one) => !cancelled.has(one));
    const to = recipientOf(kind, recipient);
    drafts.push(...sent.map((of): OutboxDraft => ({ key: recallKey(of), delivery: { kind: "recall", of, to }, priority: "broadcast" })));
  }
  await changeTargets(tx, notice.id, changes, now);
  if (drafts.length > 0) await enqueueAll(tx, drafts, now);
  const asked = changes.filter(({ to }) => to === "recalling").length;
  return { unsent: changes.length - asked, asked };
}
