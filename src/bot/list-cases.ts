import { caseListCard } from "../hazards/case-list-card.ts";
import { listHazards } from "../hazards/ledger.ts";
import { whatOf } from "../hazards/step-rights.ts";
import { casesToDo } from "../hazards/to-do.ts";
import { texts } from "../texts/case.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf } from "./who.ts";

const LISTED_MAX = 200;

/** What this person reported, as far as it may be seen here. What they reported without a name is told in private alone. */
export async function listMyCases(context: AnxunContext): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const own = await listHazards(needs.db, { reporterId: message.speaker, limit: LISTED_MAX });
  const told = own.filter(({ anonymous }) => !anonymous || standing.where.kind === "private");
  const seen = told.filter((hazard) => refusalOf(standing, "see_case", whatOf(hazard, standing)) === undefined);
  if (told.length === 0) return context.sendText(texts.asked.noneMine);
  const view = { now: needs.now(), hidden: told.length - seen.length };
  await context.say({ kind: "card", card: caseListCard(texts.asked.mine({ count: seen.length }), seen, view) });
}

/** What waits for this person. */
export async function listOpenCases(context: AnxunContext): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const waiting = await casesToDo(needs.db, standing);
  if (waiting.length === 0) return context.sendText(texts.asked.noneOpen);
  const card = caseListCard(texts.asked.open({ count: waiting.length }), waiting, { now: needs.now(), hidden: 0 });
  await context.say({ kind: "card", card });
}
