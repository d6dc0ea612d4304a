import { officersIn } from "../hazards/duty-desk.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply, Recipient } from "../messenger.ts";
import type { GivenAnswer } from "../policy/answer-log.ts";
import type { HandOver as HandOverPress } from "../policy/answer-press.ts";
import { dutyChatsNow, dutyFor } from "../policy/duty-chat.ts";
import { type HandOver, handOversOf, openHandOver } from "../policy/hand-over.ts";
import { dutyCard } from "../policy/hand-over-card.ts";
import { texts } from "../texts/hand-over.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { answerInChat, cardOfAnswer } from "./shown-answer.ts";
import { linksTo } from "./source-links.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** Puts the question before the officers of its district, once. */
export async function handOver(
  press: InboundPress,
  { answerId }: HandOverPress,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const answer = await answerInChat(needs.db, answerId, press.chatId);
  if (!answer) return undefined;
  const refused = await refusedPress(lookUp, "hand_over");
  if (refused) return refused;
  const [before] = await handOversOf(needs.db, [answerId]);
  if (before) return { ...handedOverBefore(before), card: await cardOfAnswer(needs, answerId, answer) };
  const dutyChats = await dutyChatsNow(needs.db, needs.dutyChats);
  const { district, chatId } = await dutyFor({ db: needs.db, dutyChats }, answer);
  if (chatId === undefined) {
    const isOpen = district === undefined && Object.keys(dutyChats).length > 0;
    return toast("warning", isOpen ? texts.noDistrict : texts.noDutyChat({ district }));
  }
  const opened = await open({ press, answer, district, chatId }, needs);
  const said = opened ? toast("success", texts.requested({ district })) : toast("info", texts.requestedBefore);
  return { ...said, card: await cardOfAnswer(needs, answerId, answer) };
}

function handedOverBefore({ reply }: HandOver): PressReply {
  return toast("info", reply ? texts.repliedBefore({ officer: reply.officerName }) : texts.requestedBefore);
}

type Request = { press: InboundPress; answer: GivenAnswer; district: string | undefined; chatId: string };

/** Undefined: somebody else was a moment faster. */
async function open({ press, answer, district, chatId }: Request, needs: BotNeeds): Promise<HandOver | undefined> {
  const { db, now, onEnqueued } = needs;
  const askerName = await personName(needs, answer.asker);
  const linkTo = await linksTo(needs, [...answer.citations, ...answer.nearest]);
  const request = {
    answerId: answer.id,
    district,
    askerName,
    requestedBy: press.presser,
    cardMessageId: press.messageId,
    dutyChatId: chatId,
  };
  const opened = await db.inTransaction(async (tx) => {
    const row = await openHandOver(tx, request, now());
    if (!row) return undefined;
    const { recipients, isOpen } = await officersIn(tx, chatId, [district]);
    const content = { kind: "card", card: dutyCard(isOpen ? { ...row, askerName: undefined } : row, answer, linkTo) } as const;
    for (const to of recipients) {
      await enqueue(tx, { key: dutyKey(row.id, to), delivery: { kind: "send", to, content }, priority: "normal" }, now());
    }
    return row;
  });
  if (opened) onEnqueued();
  return opened;
}

const DUTY_KEY = /^hand-over:(\d+)(?:\/[^:]+)?$/;

/** Of the card in the duty chat, and of each officer's who has it alone. */
export function dutyKey(handOverId: string, to: Recipient): string {
  return to.kind === "chat" ? `hand-over:${handOverId}` : `hand-over:${handOverId}/${to.openId}`;
}

/** The hand-over whose duty card was sent under this key of the outbox. */
export function handOverOfKey(key: string): string | undefined {
  return DUTY_KEY.exec(key)?.[1];
}
