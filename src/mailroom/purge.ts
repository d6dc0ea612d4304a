import { DAY_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import { purgeInbox } from "./inbox.ts";
import { purgeOutbox } from "./outbox.ts";
import { purgeGates } from "./rate-gate.ts";

/** How long finished mail is kept: repeats come within hours, questions about what was said within weeks. */
const KEPT_MS = 30 * DAY_MS;

/** Deletes mail that was finished more than 30 days ago, and gates that have long been open. */
export async function purgeMail(db: Db, now: Date): Promise<{ inbox: number; outbox: number; gates: number }> {
  const before = new Date(now.getTime() - KEPT_MS);
  return {
    inbox: await purgeInbox(db, before),
    outbox: await purgeOutbox(db, before),
    gates: await purgeGates(db, new Date(now.getTime() - DAY_MS)),
  };
}
