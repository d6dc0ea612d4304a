import { type Clock, DAY_MS, dayOf } from "../clock.ts";
import { officersIn } from "../hazards/duty-desk.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { type DutyChats, districtsOnDuty, dutyChatsNow, isSameDistrict } from "../policy/duty-chat.ts";
import { gapsConcerning, knowledgeGaps } from "../policy/gaps.ts";
import { gapsCard } from "../policy/gaps-card.ts";
import type { Database } from "../storage/db.ts";

const GAP_DAYS = 7;

/** What the documents lacked in the week before, to the officers on duty who can see to it; a week without gaps needs no card. */
export async function tellGaps({ db, now, ...configured }: { db: Database; now: Clock; dutyChats: DutyChats }, due: Date): Promise<void> {
  const dutyChats = await dutyChatsNow(db, configured.dutyChats);
  const gaps = await knowledgeGaps(db, new Date(due.getTime() - GAP_DAYS * DAY_MS));
  for (const chatId of new Set(Object.values(dutyChats))) {
    const own = districtsOnDuty(dutyChats, chatId);
    const concerning = gapsConcerning(gaps, (district) => own.some((ours) => isSameDistrict(ours, district)));
    if (concerning.length === 0) continue;
    const content = { kind: "card", card: gapsCard(concerning, GAP_DAYS) } as const;
    for (const to of (await officersIn(db, chatId, own)).recipients) {
      const key = `gaps/${dayOf(due)}/${chatId}${to.kind === "chat" ? "" : `/${to.openId}`}`;
      await enqueue(db, { key, delivery: { kind: "send", to, content }, priority: "normal" }, now());
    }
  }
}
