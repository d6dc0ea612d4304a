import { enqueue } from "../mailroom/outbox.ts";
import { personOfAccount } from "../registry/people.ts";
import type { Db } from "../storage/db.ts";
import { logCard } from "./log-card.ts";
import type { NoticeTarget } from "./notice.ts";
import { findNotice, updateNotice } from "./notices.ts";
import { mayRetry } from "./retry.ts";
import { move } from "./states.ts";

/** Nothing of a notice is on its way any more: it counts as sent, and its writer is shown what became of it. */
export async function finishNotice(db: Db, noticeId: string, targets: readonly NoticeTarget[], now: Date): Promise<void> {
  const notice = await findNotice(db, noticeId);
  const moved = notice && move(notice, { do: "finish" }, { by: "system", now, begun: true });
  // Recalled meanwhile, or finished by another process: that stands.
  if (moved?.kind !== "moved" || !(await updateNotice(db, moved.notice))) return;
  const { composedBy, composedIn, approvedBy } = moved.notice;
  if (composedIn === undefined) return;
  const nameOf = async (openId: string | undefined) => (openId === undefined ? undefined : (await personOfAccount(db, openId))?.name);
  const isRetriable = targets.some((target) => mayRetry(target, true));
  const steps = ["refresh", "take_back", ...(isRetriable ? (["retry"] as const) : []), "export"] as const;
  const card = logCard(moved.notice, targets, { composer: await nameOf(composedBy), approver: await nameOf(approvedBy), steps });
  const delivery = { kind: "send", to: { kind: "chat", chatId: composedIn }, content: { kind: "card", card } } as const;
  await enqueue(db, { key: `notice/${noticeId}/finished`, delivery, priority: "normal" }, now);
}
