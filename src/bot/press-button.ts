import { receive } from "../mailroom/inbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import { AskAgain } from "../policy/answer-card.ts";
import { texts } from "../texts/bot.ts";
import { knownDistricts } from "./ask-policy.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { QUESTION_CHARACTERS_MAX } from "./question-length.ts";

/** What a button carries comes back from outside: what is not as we wrote it changes nothing. */
export async function pressButton(context: AnxunContext): Promise<void> {
  const { press, needs } = context;
  const pressed = AskAgain.safeParse(press.value);
  const known = pressed.success && (await knownDistricts(needs)).includes(pressed.data.district);
  context.respond(known ? await askAgain(press, pressed.data, needs) : toast("warning", texts.press.unknown));
}

/**
 * Puts the question to us once more, by the way of every question: the presser's lane, the presser's session, the retries.
 * One card asks for one district once, whoever presses and however often.
 */
async function askAgain(press: InboundPress, { question, district }: AskAgain, { db, now, onReceived }: BotNeeds): Promise<PressReply> {
  const inbound: InboundMessage = {
    kind: "message",
    eventId: `${press.messageId}:${district}`,
    messageId: press.messageId,
    chatId: press.chatId,
    // The question names its district: nobody needs to look up whose chat this is.
    chatKind: "private",
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

function toast(type: NonNullable<PressReply["toast"]>["type"], content: string): PressReply {
  return { toast: { type, content } };
}
