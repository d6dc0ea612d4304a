import { DAY_MS } from "../clock.ts";
import { gapsConcerning, knowledgeGaps } from "../policy/gaps.ts";
import { gapsCard } from "../policy/gaps-card.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf } from "./who.ts";

const DAYS = 30;

/** What the documents lack, for officers: other people's questions are shown to nobody else. */
export async function tellGaps(context: AnxunContext): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "see_gaps");
  if (refused) return context.sendText(refused);
  const since = new Date(needs.now().getTime() - DAYS * DAY_MS);
  const gaps = gapsConcerning(await knowledgeGaps(needs.db, since), (district) => !refusalOf(standing, "see_gaps", { district }));
  await context.say({ kind: "card", card: gapsCard(gaps, DAYS) });
}
