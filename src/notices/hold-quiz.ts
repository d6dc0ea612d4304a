import { randomUUID } from "node:crypto";
import { type Clock, DAY_MS, dayOf } from "../clock.ts";
import { enqueue, enqueueAll } from "../mailroom/outbox.ts";
import type { Directory } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { membersOf } from "../registry/chat-members.ts";
import { listChats } from "../registry/groups.ts";
import type { Database } from "../storage/db.ts";
import { texts } from "../texts/quiz.ts";
import { recipientOf } from "./dispatch.ts";
import { findQuizAnswer, insertQuizAnswer, type QuizAnswer } from "./quiz-answers.ts";
import type { QuizPlaces } from "./quiz-audience.ts";
import type { QuizBank } from "./quiz-bank.ts";
import { answeredCard, closedCard, fitsOnCards, quizCard } from "./quiz-cards.ts";
import { pickQuestions, scoreOf } from "./quiz-pick.ts";
import { EVERYTHING, type QuizWish } from "./quiz-press.ts";
import { quizResults, resultsCard } from "./quiz-results.ts";
import {
  drawQuizNumber,
  findQuiz,
  insertQuiz,
  markQuizReported,
  markQuizSent,
  type Quiz,
  type QuizTarget,
  quizzesToReport,
  targetsOfQuiz,
} from "./quizzes.ts";
import { sendingTime } from "./sending-time.ts";

/** A quiz from its making to its report. */

type Tools = { db: Database; now: Clock };

type Making = { wish: QuizWish; bank: QuizBank; places: QuizPlaces; composedBy: string; composedIn: string };

/** Writes a quiz down for its composer to look at. Undefined: there is nothing to ask, or nobody to ask. */
export async function draftQuiz({ db, now }: Tools, making: Making): Promise<{ quiz: Quiz; targets: QuizTarget[] } | undefined> {
  const { wish, bank, places, composedBy, composedIn } = making;
  const at = now();
  const topic = wish.topic === EVERYTHING ? undefined : wish.topic;
  return db.inTransaction(async (tx) => {
    const number = await drawQuizNumber(tx, dayOf(at));
    const name = bank.topics.find((one) => one.topic === topic)?.name ?? texts.mixed;
    const quiz: Quiz = {
      id: randomUUID(),
      number,
      state: "draft",
      title: texts.title({ topic: name }),
      district: places.district,
      questions: pickQuestions(bank.questions, { topic, count: wish.count, seed: number }),
      composedBy,
      composedIn,
      dueAt: new Date(at.getTime() + wish.days * DAY_MS),
      createdAt: at,
      sentAt: undefined,
    };
    const fitting = shortened(quiz);
    const targets = places.destinations.map(({ recipient, kind, name: place }) => ({
      ...{ quizId: quiz.id, recipient, kind, name: place },
      key: `quiz/${quiz.id}/${recipient}`,
    }));
    if (fitting.questions.length === 0 || targets.length === 0) return undefined;
    await insertQuiz(tx, fitting, targets);
    return { quiz: fitting, targets };
  });
}

/** A card holds only so much. */
function shortened(quiz: Quiz): Quiz {
  let fitting = quiz;
  while (fitting.questions.length > 0 && !fitsOnCards(fitting)) fitting = { ...fitting, questions: fitting.questions.slice(0, -1) };
  return fitting;
}

/** Sends it, in the transaction that marks it as sent. Undefined: it was sent before. @returns to how many places */
export async function sendQuiz({ db, now }: Tools, quiz: Quiz, by: { openId: string; chatId: string }): Promise<number | undefined> {
  const at = now();
  return db.inTransaction(async (tx) => {
    if (!(await markQuizSent(tx, quiz.id, at))) return undefined;
    const targets = await targetsOfQuiz(tx, quiz.id);
    const quiet = new Map((await listChats(tx)).map(({ chatId, settings }) => [chatId, settings.quietHours]));
    const content = { kind: "card", card: quizCard(quiz) } as const;
    const drafts = targets.map(({ recipient, kind, key }) => {
      const notBefore = sendingTime({ at, urgent: false, quietHours: quiet.get(recipient), key });
      return {
        key,
        delivery: { kind: "send", to: recipientOf(kind, recipient), content } as const,
        priority: "broadcast" as const,
        notBefore,
      };
    });
    await enqueueAll(tx, drafts, at);
    const entry = { actor: by.openId, action: "quiz_sent", subject: { kind: "quiz", id: quiz.number }, chatId: by.chatId };
    await audit(tx, { ...entry, after: { places: targets.length, questions: quiz.questions.length } }, at);
    return targets.length;
  });
}

export type QuizOutcome =
  | { kind: "scored" | "before"; answer: QuizAnswer; quiz: Quiz }
  | { kind: "closed" | "not_yours" | "unknown" }
  | { kind: "incomplete"; open: number };

type Answering = { quizId: string; openId: string; chatId: string; name: string | undefined; chosenOf: (quiz: Quiz) => readonly number[] };

/** One attempt each; what was right, and where it stands, is told to this person alone. */
export async function answerQuiz({ db, now }: Tools, { quizId, openId, chatId, name, chosenOf }: Answering): Promise<QuizOutcome> {
  const at = now();
  const quiz = await findQuiz(db, quizId);
  if (!quiz || quiz.state === "draft") return { kind: "unknown" };
  const before = await findQuizAnswer(db, quizId, openId);
  if (before) return { kind: "before", answer: before, quiz };
  if (quiz.state !== "sent" || at > quiz.dueAt) return { kind: "closed" };
  const targets = await targetsOfQuiz(db, quizId);
  if (!targets.some(({ recipient }) => recipient === chatId || recipient === openId)) return { kind: "not_yours" };
  const chosen = chosenOf(quiz);
  const open = chosen.filter((one) => one < 0).length;
  if (open > 0) return { kind: "incomplete", open };
  const answer: QuizAnswer = { quizId, openId, name, chosen, score: scoreOf(quiz.questions, chosen), at };
  const isFirst = await db.inTransaction(async (tx) => {
    if (!(await insertQuizAnswer(tx, answer))) return false;
    const content = { kind: "card", card: answeredCard(quiz, answer) } as const;
    const delivery = { kind: "send", to: { kind: "person", openId }, content } as const;
    await enqueue(tx, { key: `quiz/${quizId}/answered/${openId}`, delivery, priority: "answer" }, at);
    return true;
  });
  const stands = isFirst ? answer : await findQuizAnswer(db, quizId, openId);
  return { kind: isFirst ? "scored" : "before", answer: stands ?? answer, quiz };
}

/** Tells the composer how a quiz went whose time is up, and shuts its cards. Each once. */
export async function reportQuizzes(needs: Tools & { messenger: Pick<Directory, "members"> }): Promise<void> {
  const { db, now } = needs;
  for (const quiz of await quizzesToReport(db, now())) {
    const targets = await targetsOfQuiz(db, quiz.id);
    for (const { recipient, kind } of targets) if (kind !== "person") await membersOf(needs, recipient);
    const results = await quizResults(db, quiz);
    const at = now();
    await db.inTransaction(async (tx) => {
      if (!(await markQuizReported(tx, quiz.id))) return;
      const report = { kind: "card", card: resultsCard(results, at) } as const;
      const toComposer = { kind: "send", to: { kind: "person", openId: quiz.composedBy }, content: report } as const;
      await enqueue(tx, { key: `quiz/${quiz.id}/report`, delivery: toComposer, priority: "normal" }, at);
      const card = closedCard(quiz, results.answers.length);
      for (const { recipient, kind, key } of targets) {
        const delivery = { kind: "amend", of: key, to: recipientOf(kind, recipient), card } as const;
        // Behind the card itself, should that still wait.
        await enqueue(tx, { key: `${key}/closed`, delivery, priority: "broadcast" }, at);
      }
    });
  }
}
