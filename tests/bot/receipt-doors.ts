import { randomUUID } from "node:crypto";
import { issueNotice } from "../../src/notices/issue.ts";
import { NOBODY } from "../../src/notices/notice.ts";
import { drawQuizNumber, findQuiz, insertQuiz } from "../../src/notices/quizzes.ts";
import { texts } from "../../src/texts/acknowledgement.ts";
import type { Door } from "./rights-door.ts";
import { type Attempt, HOME, type Stage } from "./rights-stage.ts";

/** How 「收到」, the lists of it and quizzes are used in chat. */

const atHome = () => ({ district: HOME });
const TITLE = "用气安全";

/** A notice of the home district, on its way to this chat and this person. */
async function noticeTo(stage: Stage, { chatId, openId, eventId, where }: Attempt): Promise<{ id: string; number: string }> {
  const isPrivate = where.kind === "private";
  const draft = {
    ...({
      kind: "risk",
      district: undefined,
      innerOnly: false,
      title: TITLE,
      paragraphs: ["请检查。"],
      sources: [],
      attachments: [],
    } as const),
    audience: { ...NOBODY, chatIds: isPrivate ? [] : [chatId], people: isPrivate ? [openId] : [] },
    acknowledgement: { wanted: true, urge: false },
    urgent: true,
    sendAt: undefined,
  };
  const issue = { origin: { kind: "duty", ref: `${eventId}/${randomUUID()}` }, confirmedBy: "ou_writer", dutyChatIds: [] } as const;
  const issued = await issueNotice(stage.db, draft, issue, stage.clock.now());
  if (issued === "issued already") throw new TypeError("the notice was sent before");
  await stage.empty("outbox");
  await stage.db.query("update notices set district = $2 where id = $1", [issued.id, HOME]);
  return issued;
}

export const RECEIPT_DOORS: readonly Door[] = [
  {
    action: "acknowledge_notice",
    by: "presses 收到",
    concerns: atHome,
    async had(stage, attempt) {
      const { id } = await noticeTo(stage, attempt);
      await stage.press(attempt, { do: "acknowledge", noticeId: id });
      return (await stage.rowsOf(`acknowledgements where notice_id = '${id}' and open_id = '${attempt.openId}'`)) === 1;
    },
  },
  {
    action: "see_receipts",
    by: "asks who is missing",
    concerns: atHome,
    async had(stage, attempt) {
      const { number } = await noticeTo(stage, attempt);
      await stage.say(attempt, `${number} 谁还没收到`);
      return (await stage.said()).includes(texts.receipts.titles.state({ title: TITLE }));
    },
  },
  {
    action: "see_receipts",
    by: "presses for the list as a file",
    concerns: atHome,
    async had(stage, attempt) {
      const { id } = await noticeTo(stage, attempt);
      await stage.press(attempt, { do: "send_receipts", noticeId: id });
      return (await stage.rowsOf("outgoing_files")) === 1;
    },
  },
  {
    action: "send_notice",
    by: "presses to send a quiz",
    concerns: atHome,
    async had(stage, attempt) {
      const id = await draftedQuiz(stage, attempt);
      await stage.press(attempt, { do: "send_quiz", quizId: id });
      return (await findQuiz(stage.db, id))?.state === "sent";
    },
  },
  {
    action: "see_receipts",
    by: "presses for the scores of a quiz",
    concerns: atHome,
    async had(stage, attempt) {
      const quizId = await draftedQuiz(stage, attempt);
      await stage.press(attempt, { do: "send_quiz_results", quizId });
      return (await stage.rowsOf("outgoing_files")) === 1;
    },
  },
];

async function draftedQuiz({ db, clock }: Stage, { openId, chatId }: Attempt): Promise<string> {
  const id = randomUUID();
  const source = { title: "方案", clause: "一", quote: "每季度检查一次。" };
  const question = {
    id: "q",
    kind: "frequency",
    topic: "luojiang",
    stem: "多久一次？",
    options: ["每月", "每季度", "每年"],
    right: 1,
    source,
  } as const;
  const quiz = {
    ...({
      id,
      state: "draft",
      title: "岗位安全小测",
      district: HOME,
      questions: [question],
      composedBy: openId,
      composedIn: chatId,
    } as const),
    dueAt: clock.now(),
    createdAt: clock.now(),
    sentAt: undefined,
  };
  await db.inTransaction(async (tx) => {
    const number = await drawQuizNumber(tx, "2026-11-21");
    await insertQuiz(tx, { ...quiz, number }, [
      { quizId: id, recipient: "oc_enterprises", kind: "enterprise", name: "群", key: `quiz/${id}` },
    ]);
  });
  return id;
}
