import type { InboundPress, PressReply } from "../messenger.ts";
import { type CastVote, type ExplainVote, Explanation } from "../policy/answer-press.ts";
import { castVote, explainVote } from "../policy/vote.ts";
import { texts } from "../texts/answer-card.ts";
import type { BotNeeds } from "./needs.ts";
import { answerInChat, cardOfAnswer } from "./shown-answer.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 👍 or 👎 of whoever presses. A 👎 brings up the form that asks for the reason. */
export async function voteOnAnswer(
  press: InboundPress,
  { answerId, verdict }: CastVote,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const answer = await answerInChat(needs.db, answerId, press.chatId);
  if (!answer) return undefined;
  const refused = await refusedPress(lookUp, "vote");
  if (refused) return refused;
  const cast = await castVote(needs.db, { answerId, voter: press.presser, verdict }, needs.now());
  const said = toast(cast === "unchanged" ? "info" : "success", texts.voted[verdict][cast]);
  return { ...said, card: await cardOfAnswer(needs, answerId, answer) };
}

/** Why an answer was no use. */
export async function explainDownVote(
  press: InboundPress,
  { answerId }: ExplainVote,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const answer = await answerInChat(needs.db, answerId, press.chatId);
  if (!answer) return undefined;
  const refused = await refusedPress(lookUp, "vote");
  if (refused) return refused;
  const explanation = Explanation.safeParse(press.form);
  if (!explanation.success) return toast("warning", texts.notExplained);
  await explainVote(needs.db, { answerId, voter: press.presser, ...explanation.data }, needs.now());
  return { ...toast("success", texts.explained), card: await cardOfAnswer(needs, answerId, answer) };
}
