import { randomUUID } from "node:crypto";
import { dayOf } from "../clock.ts";
import { audit } from "../registry/audit.ts";
import type { Database } from "../storage/db.ts";
import { destinationsOf, type Surroundings } from "./destinations.ts";
import { dispatch } from "./dispatch.ts";
import type { Notice, NoticeDraft, NoticeOrigin } from "./notice.ts";
import { drawNoticeNumber, findNoticeOfDuty, insertNotice } from "./notices.ts";

export type Issued = { id: string; number: string; targets: number } | "issued already";

/**
 * Sends what a confirmed duty says, without a second approver: whoever confirmed the duty has approved it. Once for each occurrence,
 * whoever calls again and whatever crashed; poke the deliverer afterwards.
 * @param origin.ref    the occurrence
 * @param confirmedBy   open_id of whoever confirmed the duty
 */
export async function issueNotice(
  db: Database,
  draft: NoticeDraft,
  { origin, confirmedBy, ...around }: { origin: NoticeOrigin & { kind: "duty" }; confirmedBy: string } & Surroundings,
  now: Date,
): Promise<Issued> {
  if (await findNoticeOfDuty(db, origin.ref)) return "issued already";
  const destinations = await destinationsOf(db, draft, around);
  return db.inTransaction(async (tx) => {
    const number = await drawNoticeNumber(tx, dayOf(now));
    const notice: Notice = { ...newNotice(draft, { number, origin, composedBy: confirmedBy }, now), state: "approved", approvedAt: now };
    // Another process was faster: its notice stands, and the number that was drawn here is left out.
    if (!(await insertNotice(tx, notice))) return "issued already";
    const targets = await dispatch(tx, notice, destinations, now);
    await audit(tx, { actor: "system", action: "notice_issued", subject: { kind: "notice", id: number }, after: { ref: origin.ref } }, now);
    return { id: notice.id, number, targets: targets.filter(({ state }) => state === "queued").length };
  });
}

/** A notice as it begins. */
export function newNotice(
  draft: NoticeDraft,
  made: { number: string; origin: NoticeOrigin; composedBy: string; composedIn?: string | undefined },
  now: Date,
): Notice {
  const { number, origin, composedBy, composedIn } = made;
  return {
    ...draft,
    id: randomUUID(),
    number,
    version: 1,
    state: "draft",
    origin,
    composedBy,
    composedIn,
    approvedBy: undefined,
    approvedAt: undefined,
    reason: undefined,
    endedAt: undefined,
    createdAt: now,
    updatedAt: now,
  };
}
