import { dayOf } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import type { QuizFile } from "../notices/quiz-press.ts";
import { quizRequest } from "../notices/quiz-requests.ts";
import { quizResults, resultsCard, resultsSheet } from "../notices/quiz-results.ts";
import { findQuiz, findQuizByNumber, type Quiz, recentQuizzes, targetsOfQuiz } from "../notices/quizzes.ts";
import { audit } from "../registry/audit.ts";
import { membersOf } from "../registry/chat-members.ts";
import { writeWorkbookFile } from "../registry/workbook-file.ts";
import { texts } from "../texts/quiz.ts";
import type { AnxunContext } from "./context.ts";
import { offerQuiz } from "./hold-quiz.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

/** 「发小测」, 「小测成绩」: who has answered, how well, and who has not, for the office. */

export function isAboutQuiz({ message }: AnxunContext): boolean {
  return message.attachments.length === 0 && quizRequest(message.text) !== undefined;
}

export async function handleQuiz(context: AnxunContext): Promise<void> {
  const request = quizRequest(context.message.text);
  if (request?.kind === "hold") return offerQuiz(context);
  const standing = await context.standing();
  const refused = refusalOf(standing, "see_receipts");
  if (refused !== undefined) return context.sendText(refused);
  const { needs } = context;
  const quiz = await quizAskedFor(needs, standing, request?.number);
  if (!quiz) return context.sendText(texts.result.none);
  for (const { recipient, kind } of await targetsOfQuiz(needs.db, quiz.id)) if (kind !== "person") await membersOf(needs, recipient);
  await context.say({ kind: "card", card: resultsCard(await quizResults(needs.db, quiz), needs.now()) });
}

/** Every score as a file, into the chat in which it was asked for. */
export async function sendQuizResults(
  press: InboundPress,
  { quizId }: QuizFile,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const { db, now, onEnqueued } = needs;
  const quiz = await findQuiz(db, quizId);
  if (!quiz) return undefined;
  const refused = await refusedPress(lookUp, "see_receipts", { district: quiz.district });
  if (refused) return refused;
  const { number } = quiz;
  const bytes = await writeWorkbookFile([resultsSheet(await quizResults(db, quiz))]);
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, { name: texts.result.fileName({ number, day: dayOf(now()) }), bytes }, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: press.chatId }, fileId } as const;
    await enqueue(tx, { key: `${press.eventId}:quiz`, delivery, priority: "answer" }, now());
    const entry = { actor: press.presser, action: "quiz_results_exported", subject: { kind: "quiz", id: number }, chatId: press.chatId };
    await audit(tx, entry, now());
  });
  onEnqueued();
  return toast("success", texts.result.sending({ number }));
}

/** By its number, else the last one that this person may look at here. */
async function quizAskedFor({ db }: BotNeeds, standing: Standing, number: string | undefined): Promise<Quiz | undefined> {
  const mayLook = ({ district }: Quiz) => refusalOf(standing, "see_receipts", { district }) === undefined;
  const found = number === undefined ? await recentQuizzes(db, RECENT_MAX) : [await findQuizByNumber(db, number)];
  return found.find((quiz) => quiz !== undefined && mayLook(quiz));
}

const RECENT_MAX = 50;
