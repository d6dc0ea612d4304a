import { receive } from "../mailroom/inbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import type { AskAgain } from "../policy/answer-press.ts";
import { texts } from "../texts/bot.ts";
import { knownDistricts } from "./districts.ts";
import type { BotNeeds } from "./needs.ts";
import { QUESTION_CHARACTERS_MAX } from "./question-length.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf } from "./who.ts";

/**
 * Puts the question to us once more, by the way of every question: the presser's lane, the presser's session, the retries.
 * One card asks for one district once, whoever presses and however often.
 */
export async function askAgain(press: InboundPress, asked: AskAgain, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const { db, now, onReceived } = needs;
  const { question, district, threadId } = asked;
  if (!(await knownDistricts(needs)).includes(district)) return undefined;
  const standing = await lookUp();
  const refused = refusalOf(standing, "ask");
  if (refused) return toast("warning", refused);
  const inbound: InboundMessage = {
    kind: "message",
    eventId: `${press.messageId}:${district}`,
    messageId: press.messageId,
    chatId: press.chatId,
    chatKind: standing.where.kind === "private" ? "private" : "group",
    ...(threadId !== undefined && { threadId }),
    speaker: press.presser,
    text: texts.press.questionOf({ district, question }).slice(0, QUESTION_CHARACTERS_MAX).toWellFormed(),
    addressed: true,
    attachments: [],
    saidAt: now().toISOString(),
  };
  const acceptance = await receive(db, inbound, now());
  if (acceptance === "repeated") return toast("info", texts.press.askedAlready);
  onReceived();
  return toast("success", texts.press.asked({ district }));
}
