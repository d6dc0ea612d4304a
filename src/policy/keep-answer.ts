import type { Measures } from "../measures.ts";
import type { Db } from "../storage/db.ts";
import { type AnswerEntry, recordAnswer, wayOf } from "./answer-log.ts";

/** Writes down an answer that is about to be said, and lets it be counted. @returns its id in the log */
export async function keepAnswer({ db, measures }: { db: Db; measures?: Measures | undefined }, entry: AnswerEntry): Promise<string> {
  const { answer } = entry;
  const { way } = wayOf(answer);
  measures?.answered({ status: answer.status, way, seconds: answer.elapsedMs / 1000, withoutMeaning: answer.withoutModel });
  return recordAnswer(db, entry);
}
