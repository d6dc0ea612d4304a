import type { Day } from "../clock.ts";
import { isInForce } from "../knowledge/document.ts";
import { listDocuments, passagesOf } from "../knowledge/passages.ts";
import { tasksOf } from "../knowledge/task-store.ts";
import type { Db } from "../storage/db.ts";
import { deriveQuestions } from "./quiz-derive.ts";
import { type OwnQuestions, ownQuestions } from "./quiz-file.ts";
import type { PlanTexts } from "./quiz-gaps.ts";
import type { QuizQuestion } from "./quiz-question.ts";

/** Everything that can be asked. `topics`: ids of documents with their titles, and the names of people's own sets. */
export type QuizBank = {
  questions: readonly QuizQuestion[];
  topics: readonly { topic: string; name: string; count: number }[];
  /** People's own whose quotes stand in no document in force. */
  unproven: readonly string[];
};

/** @param concerns  whether a document of this district may be asked about; undefined: it is of no one district */
export async function quizBank(
  db: Db,
  own: readonly OwnQuestions[],
  { day, concerns }: { day: Day; concerns: (district: string | undefined) => boolean },
): Promise<QuizBank> {
  const plans: PlanTexts[] = [];
  for (const document of await listDocuments(db)) {
    if (!isInForce(document, day) || !concerns(document.district)) continue;
    plans.push({ document, passages: await passagesOf(db, document.id), tasks: await tasksOf(db, document.id) });
  }
  const { questions: theirs, unproven } = ownQuestions(own, plans);
  const questions = [...deriveQuestions(plans), ...theirs];
  const names = new Map(plans.map(({ document }) => [document.id, document.title]));
  const topics = [...Map.groupBy(questions, ({ topic }) => topic)].map(([topic, { length: count }]) => ({
    topic,
    name: names.get(topic) ?? topic,
    count,
  }));
  return { questions, topics, unproven };
}
