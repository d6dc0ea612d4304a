import { type Clock, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Directory } from "../messenger.ts";
import { contactOf } from "../registry/contacts.ts";
import type { Db } from "../storage/db.ts";

/** A press must be answered within three seconds, names included. */
const PATIENCE_MS = 1.5 * SECOND_MS;

/** How a person is called; undefined when the platform does not tell, or not in time. */
export async function personName(
  needs: { db: Db; messenger: Pick<Directory, "contact">; now: Clock; log: Log },
  openId: string,
): Promise<string | undefined> {
  try {
    const contact = await withinTime(contactOf(needs, openId), PATIENCE_MS, () => new Error("took too long"));
    if (!contact) needs.log.warn("a person's name not read", { reason: "the platform does not tell" });
    return contact?.name.trim() || undefined;
  } catch (error) {
    needs.log.warn("a person's name not read", { reason: messageOf(error) });
    return undefined;
  }
}
