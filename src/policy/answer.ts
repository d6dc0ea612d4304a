import type { Clock, Day } from "../clock.ts";
import { isInForce, type PlanDocument } from "../knowledge/document.ts";
import { listDocuments } from "../knowledge/passages.ts";
import type { Models } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import { isAboutDocument } from "./asks.ts";
import { type Draft, refused } from "./compose.ts";
import { districtsOf } from "./district.ts";
import { fromClauses } from "./from-clauses.ts";
import { fromFormalLines } from "./from-formal-lines.ts";
import { lexicon } from "./lexicon.ts";
import { retrieve } from "./retrieve.ts";
import { inScope } from "./scope.ts";
import { type Understood, understand } from "./understand.ts";
import { dictionary } from "./words.ts";

export type Question = { text: string; district?: string; asOf: Day; history: readonly { role: "user" | "bot"; text: string }[] };
export type AnswerStatus = "answered" | "clarify" | "not_found" | "declined" | "smalltalk";
export type Citation = {
  documentId: string;
  title: string;
  number: string | undefined;
  path: string;
  /** Verbatim: a substring of the passage's body. */
  quote: string;
  passageId: string;
  /** On the day as of which was asked. */
  inForce: boolean;
};
export type Answer = {
  /** As it was asked, for asking again. */
  question: string;
  status: AnswerStatus;
  text: string;
  citations: readonly Citation[];
  /** Clauses that come nearest to what the documents do not tell. */
  nearest: readonly Citation[];
  /** To choose from, with status clarify. */
  districts?: readonly string[];
  understood: Understood;
  /** The embedding endpoint is configured and did not answer: worth a line in the log. */
  withoutModel: boolean;
  elapsedMs: number;
};

/** Answers from the documents alone: quoted verbatim, or not at all. */
export async function answerQuestion(needs: { db: Db; models: Models; now: Clock }, question: Question): Promise<Answer> {
  const started = performance.now();
  const documents = await listDocuments(needs.db);
  const understood = understand({ lexicon: lexicon(), dictionary, documents }, question);
  const { draft, withoutModel } = await draftAnswer(needs, { understood, documents, asOf: question.asOf });
  return { question: question.text, ...draft, understood, withoutModel, elapsedMs: Math.round(performance.now() - started) };
}

/** What was asked, and of which documents. */
export type Inquiry = { understood: Understood; documents: readonly PlanDocument[]; asOf: Day };
type Drafted = { draft: Draft; withoutModel: boolean };

async function draftAnswer(needs: { db: Db; models: Models }, asked: Inquiry): Promise<Drafted> {
  const { understood, documents } = asked;
  const alone = (draft: Draft): Drafted => ({ draft, withoutModel: false });
  const { manner } = understood;
  if (manner.kind === "smalltalk") return alone({ status: "smalltalk", text: texts.smallTalk[manner.about], citations: [], nearest: [] });
  if (manner.kind === "declined") return alone({ status: "declined", text: texts.declined[manner.because], citations: [], nearest: [] });
  if (documents.length === 0) return alone(refused(texts.noDocuments));
  if (understood.elsewhere && understood.districts.length === 0) {
    return alone(refused(texts.elsewhere({ place: understood.elsewhere, districts: districtsOf(documents) })));
  }
  const candidates = inForceFirst(ofDistricts(documents, understood.districts), asked.asOf);
  const found = await retrieve(needs, understood, candidates);
  const scope = inScope(understood, candidates, found.units);
  const draft = isAboutDocument(understood.ask)
    ? await fromFormalLines(needs, { ...asked, documents: scope })
    : await fromClauses(needs, { ...asked, documents: scope }, found);
  return { draft, withoutModel: found.withoutModel };
}

function ofDistricts(documents: readonly PlanDocument[], districts: readonly string[]): readonly PlanDocument[] {
  return districts.length === 0 ? documents : documents.filter(({ district }) => district !== undefined && districts.includes(district));
}

/** What is in force answers; only where nothing is, what was in force does, and says so. */
function inForceFirst(documents: readonly PlanDocument[], asOf: Day): readonly PlanDocument[] {
  const valid = documents.filter((document) => isInForce(document, asOf));
  const covered = new Set(valid.map(({ district }) => district));
  return documents.filter((document) => valid.includes(document) || !covered.has(document.district));
}
