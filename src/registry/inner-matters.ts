import type { Db } from "../storage/db.ts";
import { kindOf } from "./chat.ts";
import { findChat } from "./groups.ts";
import { mayStandIn } from "./rights.ts";
import { outsidersLastSeen } from "./seated.ts";

/**
 * Whether the offices' own matters (cases with who reported them, questions with who asked) may be said in this duty chat without being asked
 * for. The platform is not asked, so that nothing waits for it: what is known of the group holds, and where nobody can tell they may not.
 */
export async function takesInnerMatters(db: Db, chatId: string): Promise<boolean> {
  const chat = await findChat(db, chatId);
  const kind = kindOf(chat ?? { kind: undefined, external: false }, true);
  const outsiders = await outsidersLastSeen(db, chatId, chat?.vouchedFor ?? []);
  return mayStandIn("see_ledger", { kind, hasOutsiders: outsiders === "unsure" || outsiders.length > 0 });
}
