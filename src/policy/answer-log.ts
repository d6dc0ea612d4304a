import type { Db } from "../storage/db.ts";
import type { Answer, Question } from "./answer.ts";

/** Every question with what was answered and what it rested on: the office must be able to prove it. */
export type AnswerEntry = {
  /** Of the message that asked: a message that is handled once more is recorded once. */
  eventId: string;
  chatId: string;
  /** open_id */
  asker: string;
  question: Question;
  answer: Answer;
  askedAt: Date;
};

/** False when this event was recorded before. */
export async function recordAnswer(db: Db, { eventId, chatId, asker, question, answer, askedAt }: AnswerEntry): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into answers (event_id, chat_id, asker, question, district, as_of, status, answer, understood, citations, nearest, elapsed_ms, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (event_id) do nothing`,
    [
      eventId,
      chatId,
      asker,
      question.text,
      question.district ?? null,
      question.asOf,
      answer.status,
      answer.text,
      JSON.stringify(answer.understood),
      JSON.stringify(answer.citations),
      JSON.stringify(answer.nearest),
      answer.elapsedMs,
      askedAt,
    ],
  );
  return rowCount === 1;
}
