import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import type { NoticeFromAnswer } from "../notices/press.ts";
import { texts } from "../texts/notices.ts";
import { openNotice } from "./compose-notice.ts";
import type { BotNeeds } from "./needs.ts";
import { answerInChat } from "./shown-answer.ts";
import { toast } from "./toast.ts";
import type { LookUp } from "./who.ts";

const TITLE_QUESTION_MAX = 30;

/** 「据此发通知」: the form of a notice that carries what the answer cited, word for word; the answer's card stays. */
export async function noticeFromAnswer(
  press: InboundPress,
  { answerId }: NoticeFromAnswer,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const answer = await answerInChat(needs.db, answerId, press.chatId);
  if (!answer) return toast("warning", texts.chat.unknown);
  // What holds no longer is nothing to be told to many.
  const cited = answer.citations.filter(({ inForce }) => inForce);
  if (cited.length === 0) return toast("warning", texts.chat.notInForce);
  const opened = await openNotice(needs, await lookUp(), {
    kind: "risk",
    title: texts.chat.fromAnswer({ question: answer.question.slice(0, TITLE_QUESTION_MAX).toWellFormed() }),
    paragraphs: [texts.chat.fromAnswerText],
    sources: cited.map(({ title, path, quote }) => ({ document: title, clause: path, quote })),
    districts: answer.about,
    origin: { kind: "answer", ref: answerId },
  });
  if ("refused" in opened) return toast("warning", opened.refused);
  const content = { kind: "card", card: opened.card } as const;
  const delivery = { kind: "send", to: { kind: "chat", chatId: press.chatId }, content } as const;
  await enqueue(needs.db, { key: `${press.eventId}:notice`, delivery, priority: "answer" }, needs.now());
  needs.onEnqueued();
  return toast("success", texts.chat.formBelow);
}
