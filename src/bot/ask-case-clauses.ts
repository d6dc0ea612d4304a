import { dayOf } from "../clock.ts";
import type { AskClauses } from "../hazards/case-press.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { answerQuestion } from "../policy/answer.ts";
import { keepAnswer } from "../policy/keep-answer.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/case.ts";
import { matterFor } from "./case-matter.ts";
import type { BotNeeds } from "./needs.ts";
import { QUESTION_CHARACTERS_MAX } from "./question-length.ts";
import { cardOfAnswer } from "./shown-answer.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf } from "./who.ts";

/** What the documents say to what a case is about: asked as a question, answered below the card, once. */
export async function askCaseClauses(
  press: InboundPress,
  { hazardId }: AskClauses,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId, action: "see_case" }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  const refused = refusalOf(matter.standing, "ask");
  if (refused !== undefined) return toast("warning", refused);
  const { db, now, onEnqueued } = needs;
  const { messageId, chatId, presser } = press;
  const { description, industry, district } = matter.hazard.facts;
  const asked = texts.clauseQuestion({ industry: industry && industryName(industry), description });
  const text = asked.slice(0, QUESTION_CHARACTERS_MAX).toWellFormed();
  const question = { text, asOf: dayOf(now()), history: [], ...(district !== undefined && { district }) };
  const answer = await answerQuestion(needs, question);
  const eventId = `${messageId}:clauses`;
  const answerId = await keepAnswer(needs, { eventId, chatId, messageId, asker: presser, question, answer, askedAt: now() });
  const card = await cardOfAnswer(needs, answerId, answer);
  const delivery = { kind: "reply", messageId, chatId, content: { kind: "card", card } } as const;
  const isNew = await enqueue(db, { key: `${eventId}:1`, delivery, priority: "answer" }, now());
  onEnqueued();
  return toast("info", isNew ? texts.clausesAsked : texts.clausesAskedBefore);
}
