import { DAY_MS } from "../clock.ts";
import type { Database } from "../storage/db.ts";
import { purgeInbox } from "./inbox.ts";
import { purgeOutbox } from "./outbox.ts";
import { purgeFiles } from "./outgoing-files.ts";
import { purgeGates } from "./rate-gate.ts";

/** How long finished mail is kept: repeats come within hours, questions about what was said within weeks. */
const KEPT_MS = 30 * DAY_MS;
/** What could not be sent for a day is given up; files hold names and numbers of people, and go soon after. */
const FILES_KEPT_MS = 2 * DAY_MS;

/** Deletes mail that was finished more than 30 days ago, files kept for it, and gates that have long been open. */
export async function purgeMail(db: Database, now: Date): Promise<{ inbox: number; outbox: number; gates: number; files: number }> {
  const before = new Date(now.getTime() - KEPT_MS);
  const purged = {
    inbox: await purgeInbox(db, before),
    outbox: await purgeOutbox(db, before),
    files: await purgeFiles(db, new Date(now.getTime() - FILES_KEPT_MS)),
    gates: await purgeGates(db, new Date(now.getTime() - DAY_MS)),
  };
  // A server sweeps behind its rows by itself, the embedded engine does not.
  if (db.embedded) await db.query("vacuum (analyze)");
  return purged;
}
