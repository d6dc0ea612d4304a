import type { PlanDocument } from "../knowledge/document.ts";
import { heldPassagesOf } from "../knowledge/held-index.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";

/** As a heading that is asked for; what is longer is a sentence. */
const TOPIC_MAX = 24;

/** `count` questions of every manner about topics from all over the documents: asked ahead, they spare the first people the wait. */
export async function rehearsalQuestions(db: Db, documents: readonly PlanDocument[], count: number): Promise<string[]> {
  const passages = (await Promise.all(documents.map(({ id }) => heldPassagesOf(db, id)))).flat();
  const topics = [...new Set(passages.map(({ body }) => body.replace(/\s+/g, "").slice(0, TOPIC_MAX)))];
  const step = topics.length / count;
  return Array.from({ length: Math.min(count, topics.length) }, (_, index) => {
    const topic = topics[Math.floor(index * Math.max(1, step))] ?? "";
    const ask = texts.rehearsals[index % texts.rehearsals.length];
    return ask ? ask({ topic }) : topic;
  });
}
