import { dayOf } from "../clock.ts";
import { type InboundMessage, MessengerError } from "../messenger.ts";
import { type Answer, answerQuestion, type Question } from "../policy/answer.ts";
import { interruptedCard } from "../policy/draft-card.ts";
import { keepAnswer } from "../policy/keep-answer.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOfAnswer } from "./shown-answer.ts";
import { createStreamedDraft, type StandingDraft, type StreamedDraft, standingDraft } from "./streamed-draft.ts";
import type { Turn } from "./turns.ts";
import { refusalOf, type Standing } from "./who.ts";

type History = Question["history"];

/** How much of a quoted message may bear on a question. */
const QUOTED_CHARACTERS = 1000;

/** A question about the plans: answered by a card under the message, recorded, and remembered for a follow-up. */
export async function askPolicy(context: AnxunContext): Promise<void> {
  await answerPolicy(context);
}

/** The same for whoever has more to say after it; undefined: the speaker may not ask here, and was told so. */
export async function answerPolicy(context: AnxunContext): Promise<Answer | undefined> {
  const standing = await context.standing();
  const refused = refusalOf(standing, "ask");
  if (refused) {
    await refuse(context, refused);
    return undefined;
  }
  await context.react("OnIt");
  const draft = createStreamedDraft(context.needs, context.message);
  const found = await answered(context, standing, draft.show);
  await tell(context, found, await draft.end());
  return found.answer;
}

/** A right that was lost while an answer was written: its draft does not stand for ever as if somebody were still writing. */
async function refuse(context: AnxunContext, why: string): Promise<void> {
  const left = await standingDraft(context.needs, context.message.eventId);
  await (left ? context.sayInPlaceOf(left, interruptedCard(why)) : context.sendText(why));
}

/**
 * Something that was said without a mention, in a group that wants its questions answered all the same. What is no question that the
 * documents answer is none of our business: people talk to each other.
 */
export async function overhear(context: AnxunContext): Promise<void> {
  const standing = await context.standing();
  if (refusalOf(standing, "ask")) return;
  const found = await answered(context, standing);
  if (found.answer.status === "answered") await tell(context, found);
}

/** Whether a message is not addressed to us, in a group that did not ask for more. */
export async function isNotForUs(context: AnxunContext): Promise<boolean> {
  if (context.message.addressed) return false;
  const { chat } = await context.standing();
  return chat?.settings.onlyWhenMentioned ?? true;
}

type Answered = { question: Question; answer: Answer };

async function answered(context: AnxunContext, standing: Standing, onDraft?: StreamedDraft["show"]): Promise<Answered> {
  const { message, needs } = context;
  // A group speaks for its district; a private chat for none.
  const district = standing.chat?.district;
  const history = [...said(context.turns()), ...(await quoted(message, needs))];
  const question: Question = { text: message.text, asOf: dayOf(needs.now()), history, ...(district !== undefined && { district }) };
  return { question, answer: await answerQuestion(needs, question, onDraft) };
}

/** @param draft  what people have seen of it: the answer takes its place */
async function tell(context: AnxunContext, { question, answer }: Answered, draft?: StandingDraft): Promise<void> {
  const { message, needs } = context;
  if (answer.withoutModel) needs.log.warn("answered without the embedding endpoint", { eventId: message.eventId });
  // The buttons of the card name the answer: it must stand in the log before the card is made.
  const answerId = await keepAnswer(needs, {
    eventId: message.eventId,
    chatId: message.chatId,
    messageId: message.messageId,
    asker: message.speaker,
    question,
    answer,
    askedAt: new Date(message.saidAt),
  });
  const card = await cardOfAnswer(needs, answerId, { ...answer, threadId: message.threadId });
  await (draft ? context.sayInPlaceOf(draft, card) : context.say({ kind: "card", card }));
  context.remember({ question: message.text, answer: answer.text });
}

function said(turns: readonly Turn[]): History {
  return turns.flatMap((turn) => [
    { role: "user" as const, text: turn.question },
    { role: "bot" as const, text: turn.answer },
  ]);
}

/** What the question quotes stands last: it is what 「这条」 means. A platform that does not tell must not keep the answer back. */
async function quoted(message: InboundMessage, { messenger, log }: BotNeeds): Promise<History> {
  if (message.quotedMessageId === undefined) return [];
  try {
    const earlier = await messenger.message(message.quotedMessageId);
    if (!earlier || earlier.chatId !== message.chatId || earlier.text === "") return [];
    const text = earlier.text.slice(0, QUOTED_CHARACTERS).toWellFormed();
    return [{ role: earlier.sender === "bot" ? "bot" : "user", text }];
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error;
    log.warn("quoted message not read", { eventId: message.eventId, reason: error.message });
    return [];
  }
}
