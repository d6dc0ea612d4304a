import { audit } from "../registry/audit.ts";
import type { Database } from "../storage/db.ts";
import type { Moved } from "./compose.ts";
import { destinationsOf, type Surroundings } from "./destinations.ts";
import { dispatch } from "./dispatch.ts";
import { findNotice, updateNotice } from "./notices.ts";
import { move } from "./states.ts";

export type Approved = Moved | { kind: "sent_out"; queued: number } | { kind: "nobody" };

/**
 * A second person lets a notice go: state, log and outbox in one transaction. Of two who approve at once the second comes too late.
 * Poke the deliverer afterwards.
 */
export async function approveNotice(
  db: Database,
  seen: { id: string; version: number },
  { by, chatId, now, ...around }: { by: string; chatId: string; now: Date } & Surroundings,
): Promise<Approved> {
  const notice = await findNotice(db, seen.id);
  if (notice?.version !== seen.version) return { kind: "late" };
  const moved = move(notice, { do: "approve" }, { by, now, begun: false });
  if (moved.kind === "refused") return moved;
  const destinations = await destinationsOf(db, notice, around);
  if (!destinations.some(({ skip }) => skip === undefined)) return { kind: "nobody" };
  return db.inTransaction(async (tx) => {
    if (!(await updateNotice(tx, moved.notice))) return { kind: "late" };
    const targets = await dispatch(tx, moved.notice, destinations, now);
    const queued = targets.filter(({ state }) => state === "queued").length;
    const after = { queued, skipped: targets.length - queued };
    await audit(tx, { actor: by, action: "notice_approved", subject: { kind: "notice", id: notice.number }, chatId, after }, now);
    return { kind: "sent_out", queued };
  });
}
