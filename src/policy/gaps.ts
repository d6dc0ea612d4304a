import type { Db } from "../storage/db.ts";
import type { Citation } from "./answer.ts";
import { type GivenAnswer, lackingAnswers } from "./answer-log.ts";
import { type HandOver, handOversOf } from "./hand-over.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { type Complaint, complaintsSince } from "./vote.ts";

/** What the documents lack, told by the questions that they did not answer, or not well. */
export type Gap = {
  /** As it was asked last. */
  question: string;
  /** How often it was asked. */
  count: number;
  /** Empty: nobody said which. */
  districts: readonly string[];
  /** The documents did not tell, or what they told was voted down. */
  because: "not_found" | "voted_down";
  /** The clause that came nearest, or that was quoted. */
  nearest: Citation | undefined;
  complaints: readonly Complaint[];
  /** What officers said to it: what a document might say. */
  replies: readonly string[];
  lastAskedAt: Date;
};

/** Every gap that showed since then, the one most asked for first. */
export async function knowledgeGaps(db: Db, since: Date): Promise<Gap[]> {
  const complaints = await complaintsSince(db, since);
  const answers = await lackingAnswers(db, { since, ids: [...new Set(complaints.map(({ answerId }) => answerId))] });
  const handOvers = await handOversOf(
    db,
    answers.map(({ id }) => id),
  );
  return gapsOf(answers, complaints, handOvers);
}

/** Those that concern one of `districts`, and those of which nobody knows whom they concern. */
export function gapsConcerning(gaps: readonly Gap[], concerns: (district: string) => boolean): Gap[] {
  return gaps.filter(({ districts }) => districts.length === 0 || districts.some(concerns));
}

/** One gap for each question and district. @param answers  oldest first */
function gapsOf(answers: readonly GivenAnswer[], complaints: readonly Complaint[], handOvers: readonly HandOver[]): Gap[] {
  const asked = new Map<string, GivenAnswer[]>();
  for (const answer of answers) {
    const key = [withoutMarks(plainOf(answer.question)), ...districtsOf(answer)].join("\n");
    asked.set(key, [...(asked.get(key) ?? []), answer]);
  }
  return [...asked.values()]
    .flatMap((same) => gapOf(same, complaints, handOvers) ?? [])
    .sort((one, other) => other.count - one.count || other.lastAskedAt.getTime() - one.lastAskedAt.getTime());
}

function gapOf(same: readonly GivenAnswer[], complaints: readonly Complaint[], handOvers: readonly HandOver[]): Gap | undefined {
  const last = same.at(-1);
  if (!last) return undefined;
  const ids = new Set(same.map(({ id }) => id));
  return {
    question: last.question,
    count: same.length,
    districts: districtsOf(last),
    because: last.status === "not_found" ? "not_found" : "voted_down",
    nearest: last.citations[0] ?? last.nearest[0],
    complaints: complaints.filter(({ answerId }) => ids.has(answerId)),
    replies: handOvers.flatMap(({ answerId, reply }) => (reply && ids.has(answerId) ? [reply.text] : [])),
    lastAskedAt: last.askedAt,
  };
}

function districtsOf({ about, chatDistrict }: GivenAnswer): readonly string[] {
  if (about.length > 0) return about;
  return chatDistrict === undefined ? [] : [chatDistrict];
}
