import { type Clock, DAY_MS, HOUR_MS } from "../clock.ts";
import type { Log } from "../log.ts";
import { MessengerError } from "../messenger.ts";
import type { SentMessages } from "../sent-messages.ts";
import type { Db } from "../storage/db.ts";
import type { NoticeTarget } from "./notice.ts";
import { noteReaders, targetsToAsk } from "./targets.ts";

/** The platform tells for seven days who has read a message: what is asked in time is kept. */
const TOLD_FOR_MS = 7 * DAY_MS;
const ASK_EVERY_MS = 6 * HOUR_MS;
/** Of one run: the next one comes within the hour. */
const AT_ONCE_MAX = 400;

type Needs = { db: Db; messenger: Pick<SentMessages, "readers">; now: Clock; log: Log };

/** Asks who has read what was sent. Without the permission, or while the platform is away, what was known before stays. */
export async function collectReaders(needs: Needs): Promise<void> {
  const { db, now, log } = needs;
  const at = now().getTime();
  const span = { sentAfter: new Date(at - TOLD_FOR_MS), askedBefore: new Date(at - ASK_EVERY_MS), limit: AT_ONCE_MAX };
  for (const target of await targetsToAsk(db, span)) {
    const told = await ask(needs, target);
    if (told === "later") return;
    await noteReaders(db, target, told, now());
    if ("reason" in told && told.reason.endsWith("/99991672")) {
      log.warn("readers are not told: a permission of the app is missing", { reason: told.reason });
      return;
    }
  }
}

async function ask(
  { messenger }: Needs,
  { messageId }: NoticeTarget,
): Promise<{ readers: NoticeTarget["readers"] } | { reason: string } | "later"> {
  if (messageId === undefined) return { reason: "gone" };
  try {
    const readers = await messenger.readers(messageId);
    return { readers: readers.map(({ openId, readAt }) => ({ openId, readAt: readAt.toISOString() })) };
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error;
    if (error.refusal !== "gone" && error.refusal !== "refused") return "later";
    return { reason: error.platformCode === undefined ? error.refusal : `${error.refusal}/${error.platformCode}` };
  }
}
