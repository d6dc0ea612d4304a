import type { Card } from "../card.ts";
import type { NoticeFromAnswer } from "../notices/press.ts";
import { answerCard, type ShownAnswer } from "../policy/answer-card.ts";
import { findAnswer, type GivenAnswer } from "../policy/answer-log.ts";
import { handOversOf } from "../policy/hand-over.ts";
import { verdictsOf } from "../policy/vote.ts";
import type { Db } from "../storage/db.ts";
import type { BotNeeds } from "./needs.ts";
import { offersNotice } from "./offers-notice.ts";
import { linksTo } from "./source-links.ts";

/** The card of an answer in the log, as things stand now: votes, hand-over, links. */
export async function cardOfAnswer(needs: Pick<BotNeeds, "pages"> & { db: Db }, answerId: string, answer: ShownAnswer): Promise<Card> {
  const verdicts = await verdictsOf(needs.db, answerId);
  const [handOver] = await handOversOf(needs.db, [answerId]);
  const linkTo = await linksTo(needs, [...answer.citations, ...answer.nearest]);
  const given = await findAnswer(needs.db, answerId);
  const notice: NoticeFromAnswer | undefined =
    given && (await offersNotice(needs.db, given)) ? { do: "notice_from_answer", answerId } : undefined;
  return answerCard(answer, { answerId, verdicts, handOver, notice }, linkTo);
}

/** The answer that a button speaks of: one that was given in the very chat where the button is pressed. */
export async function answerInChat(db: Db, answerId: string, chatId: string): Promise<GivenAnswer | undefined> {
  const answer = await findAnswer(db, answerId);
  return answer?.chatId === chatId ? answer : undefined;
}
