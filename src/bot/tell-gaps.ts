import { DAY_MS } from "../clock.ts";
import { districtsOnDuty, isSameDistrict } from "../policy/duty-chat.ts";
import { gapsConcerning, knowledgeGaps } from "../policy/gaps.ts";
import { gapsCard } from "../policy/gaps-card.ts";
import { texts } from "../texts/gaps.ts";
import type { AnxunContext } from "./context.ts";

const DAYS = 30;

/** What the documents lack, for the officers on duty: other people's questions are shown to nobody else. */
export async function tellGaps(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const own = districtsOnDuty(needs.dutyChats, message.chatId);
  if (own.length === 0) return context.sendText(texts.onlyOnDuty);
  const since = new Date(needs.now().getTime() - DAYS * DAY_MS);
  const gaps = gapsConcerning(await knowledgeGaps(needs.db, since), (district) => own.some((ours) => isSameDistrict(ours, district)));
  await context.say({ kind: "card", card: gapsCard(gaps, DAYS) });
}
