import { formatMinute } from "../clock.ts";
import { dutyDesk } from "../hazards/duty-desk.ts";
import { enqueue, fatesOf, keyOfSent } from "../mailroom/outbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import { findAnswer, type GivenAnswer } from "../policy/answer-log.ts";
import { OfficerReply, REPLY_CHARACTERS_MAX, type ReplyToHandOver } from "../policy/answer-press.ts";
import { findHandOver, type HandOver, keepReply, type OfficersReply } from "../policy/hand-over.ts";
import { dutyCard, officersReplyCard } from "../policy/hand-over-card.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/hand-over.ts";
import type { AnxunContext } from "./context.ts";
import { isPressedOnDuty } from "./duty-chat-of.ts";
import { dutyKey, handOverOfKey } from "./hand-over.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { cardOfAnswer } from "./shown-answer.ts";
import { linksTo } from "./source-links.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress } from "./who.ts";

/** An officer answers by the form on the duty card. */
export async function replyByForm(
  press: InboundPress,
  { handOverId }: ReplyToHandOver,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterOf(needs.db, handOverId);
  if (!matter) return undefined;
  const keyAlone = dutyKey(handOverId, { kind: "person", openId: press.presser });
  if (!(await isPressedOnDuty(needs.db, press, { dutyChatId: matter.handOver.dutyChatId, keyAlone }))) return undefined;
  const refused = await refusedPress(lookUp, "answer_hand_over", { district: matter.handOver.district });
  if (refused) return refused;
  const form = OfficerReply.safeParse(press.form);
  if (!form.success) return toast("warning", texts.unusableReply({ limit: REPLY_CHARACTERS_MAX }));
  const words = { officer: press.presser, text: form.data.reply, eventId: press.eventId };
  const { handOver, isFirst } = await settle(needs, matter, words, undefined);
  const said = isFirst ? toast("success", texts.replied) : toast("warning", tooLate(handOver));
  return { ...said, card: await cardOfDuty(needs, handOver, matter.answer) };
}

/** Whether a message quotes a duty card in its chat: then it is an officer's answer, not a question. */
export async function isReplyToHandOver({ message, needs }: AnxunContext): Promise<boolean> {
  return (await matterQuoted(message, needs.db)) !== undefined;
}

/** An officer answers by quoting the duty card. */
export async function replyByQuote(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const matter = await matterQuoted(message, needs.db);
  if (!matter) return;
  const refused = refusalOf(await context.standing(), "answer_hand_over", { district: matter.handOver.district });
  if (refused) return context.sendText(refused);
  const reply = OfficerReply.safeParse({ reply: message.text });
  if (!reply.success) return context.sendText(texts.unusableReply({ limit: REPLY_CHARACTERS_MAX }));
  const words = { officer: message.speaker, text: reply.data.reply, eventId: message.eventId };
  const { handOver, isFirst } = await settle(needs, matter, words, message.quotedMessageId);
  await (isFirst ? context.react("DONE") : context.sendText(tooLate(handOver)));
}

/** What an officer answers: the hand-over, and the answer that did not satisfy. */
type Matter = { handOver: HandOver; answer: GivenAnswer };

async function matterOf(db: Db, handOverId: string): Promise<Matter | undefined> {
  const handOver = await findHandOver(db, handOverId);
  const answer = handOver && (await findAnswer(db, handOver.answerId));
  return answer && { handOver, answer };
}

/** Only who stands in the duty chat may answer, or to whom it was sent alone. */
async function matterQuoted({ quotedMessageId, chatId, speaker }: InboundMessage, db: Db): Promise<Matter | undefined> {
  if (quotedMessageId === undefined) return undefined;
  const key = await keyOfSent(db, quotedMessageId);
  const id = key === undefined ? undefined : handOverOfKey(key);
  const matter = id === undefined ? undefined : await matterOf(db, id);
  const isTheirs = id !== undefined && key === dutyKey(id, { kind: "person", openId: speaker });
  return isTheirs || matter?.handOver.dutyChatId === chatId ? matter : undefined;
}

/**
 * The first reply is kept and goes out, in one transaction; every later one is told who was first.
 * @param dutyMessageId  the duty card to update; a press replaces its card by itself
 */
async function settle(
  needs: BotNeeds,
  { handOver, answer }: Matter,
  words: Pick<OfficersReply, "officer" | "text" | "eventId">,
  dutyMessageId: string | undefined,
): Promise<{ handOver: HandOver; isFirst: boolean }> {
  const { db, now, onEnqueued } = needs;
  const officerName = await personName(needs, words.officer);
  const reply: OfficersReply = { ...words, officerName, at: now() };
  const kept = await db.inTransaction(async (tx) => {
    const row = await keepReply(tx, handOver.id, reply);
    if (row) await announce({ ...needs, db: tx }, { handOver: row, answer }, reply, dutyMessageId);
    return row;
  });
  if (kept) {
    onEnqueued();
    return { handOver: kept, isFirst: true };
  }
  const standing = (await findHandOver(db, handOver.id)) ?? handOver;
  // The same message once more, after a crash: it was the first.
  return { handOver: standing, isFirst: standing.reply?.eventId === words.eventId };
}

type AnnounceNeeds = Pick<BotNeeds, "pages" | "now" | "dutyChats"> & { db: Db };

/** The asker hears it below the question; both cards show that it is done. */
async function announce(needs: AnnounceNeeds, { handOver, answer }: Matter, reply: OfficersReply, dutyMessageId: string | undefined) {
  const { db, now } = needs;
  const { id, cardMessageId } = handOver;
  const { messageId, chatId } = answer;
  const card = officersReplyCard(handOver, reply, answer);
  const toAsker = { kind: "reply", messageId, chatId, content: { kind: "card", card } } as const;
  await enqueue(db, { key: `hand-over:${id}:reply`, delivery: toAsker, priority: "answer" }, now());
  const answered = { kind: "update", messageId: cardMessageId, chatId, card: await cardOfAnswer(needs, answer.id, answer) } as const;
  await enqueue(db, { key: `hand-over:${id}:answer-card`, delivery: answered, priority: "normal" }, now());
  await showDone(needs, { handOver, answer }, dutyMessageId);
}

/** On every card of it that can be seen: in the duty chat, or with each of the officers who have it alone. */
async function showDone(needs: AnnounceNeeds, { handOver, answer }: Matter, dutyMessageId: string | undefined): Promise<void> {
  const { db, now } = needs;
  const { id, dutyChatId, district } = handOver;
  const card = await cardOfDuty(needs, handOver, answer);
  if (dutyMessageId !== undefined) {
    const done = { kind: "update", messageId: dutyMessageId, chatId: dutyChatId, card } as const;
    await enqueue(db, { key: `hand-over:${id}:duty-card`, delivery: done, priority: "normal" }, now());
  }
  const { officers } = await dutyDesk(db, needs.dutyChats, district);
  const alone = officers.map((openId) => ({ kind: "person", openId }) as const);
  const sent = await fatesOf(
    db,
    alone.map((to) => dutyKey(id, to)),
  );
  for (const to of alone.filter((one) => sent.some(({ key }) => key === dutyKey(id, one)))) {
    const of = dutyKey(id, to);
    await enqueue(db, { key: `${of}:done`, delivery: { kind: "amend", of, to, card }, priority: "normal" }, now());
  }
}

async function cardOfDuty(needs: Pick<BotNeeds, "pages"> & { db: Db }, handOver: HandOver, answer: GivenAnswer) {
  return dutyCard(handOver, answer, await linksTo(needs, [...answer.citations, ...answer.nearest]));
}

function tooLate({ reply }: HandOver): string {
  return texts.repliedFirst({ officer: reply?.officerName, minute: reply ? formatMinute(reply.at) : "" });
}
