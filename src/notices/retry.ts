import { audit } from "../registry/audit.ts";
import { findChat } from "../registry/groups.ts";
import type { Database, Db } from "../storage/db.ts";
import { sendOut, targetKey } from "./dispatch.ts";
import type { Notice, NoticeTarget } from "./notice.ts";
import { sendingTime } from "./sending-time.ts";
import { changeTargets, listTargets } from "./targets.ts";

/** Sends once more where it failed, and only where that may succeed: a person asks for it. */

/** Sent again, the platform would refuse the same thing for the same reason; or it may stand there already, and would stand twice. */
const IN_VAIN: readonly string[] = [
  "uncertain",
  "gone/230013",
  "gone/230029",
  "gone/230038",
  "gone/230053",
  "gone/232009",
  "refused/230001",
  "refused/230022",
  "refused/230025",
  "refused/230028",
  "refused/230034",
  "refused/230099",
];
/** We do not stand in the group: until somebody adds us again. */
const LEFT: readonly string[] = ["left", "gone/230002", "gone/232011"];

/** Whether another attempt may succeed. @param present  whether we stand in the group now */
export function mayRetry({ state, reason = "" }: Pick<NoticeTarget, "state" | "reason">, present: boolean): boolean {
  if (LEFT.includes(reason)) return present && (state === "failed" || state === "skipped");
  return state === "failed" && !IN_VAIN.includes(reason);
}

/** Poke the deliverer afterwards. @returns how many are on their way again, and how many stay as they are */
export async function retryFailed(
  db: Database,
  notice: Notice,
  { by, chatId, now }: { by: string; chatId?: string | undefined; now: Date },
): Promise<{ again: number; left: number }> {
  return db.inTransaction(async (tx) => {
    const targets = (await listTargets(tx, notice.id)).filter(({ state, reason }) => state === "failed" || reason === "left");
    const again = [];
    for (const target of targets) {
      const { present, quietHours } = await placeOf(tx, target);
      if (!mayRetry(target, present)) continue;
      const key = targetKey(notice.id, target.recipient, target.attempt + 1);
      again.push({
        ...target,
        from: target.state,
        state: "queued" as const,
        key,
        notBefore: sendingTime({ at: now, urgent: notice.urgent, quietHours, key }),
      });
    }
    const changes = again.map(({ recipient, from, key, notBefore }) => ({
      recipient,
      from,
      to: "queued" as const,
      next: { key, notBefore },
    }));
    await changeTargets(tx, notice.id, changes, now);
    await sendOut(tx, notice, again, now);
    const counts = { again: again.length, left: targets.length - again.length };
    if (again.length > 0) {
      await audit(tx, { actor: by, action: "notice_retried", subject: { kind: "notice", id: notice.number }, chatId, after: counts }, now);
    }
    return counts;
  });
}

async function placeOf(tx: Db, { kind, recipient }: NoticeTarget) {
  if (kind === "person") return { present: true, quietHours: undefined };
  const chat = await findChat(tx, recipient);
  return { present: chat?.present ?? false, quietHours: chat?.settings.quietHours };
}
