import { SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Messenger } from "../messenger.ts";

/** A press must be answered within three seconds, names included. */
const PATIENCE_MS = 1.5 * SECOND_MS;

/** How a person is called; undefined when the platform does not tell, or not in time. */
export async function personName(needs: { messenger: Messenger; log: Log }, openId: string): Promise<string | undefined> {
  try {
    const { name } = await withinTime(needs.messenger.person(openId), PATIENCE_MS, () => new Error("took too long"));
    return name.trim() || undefined;
  } catch (error) {
    needs.log.warn("a person's name not read", { reason: messageOf(error) });
    return undefined;
  }
}
