import { type Clock, type Day, dayOf } from "../clock.ts";
import { isInForce, type PlanDocument } from "../knowledge/document.ts";
import { createHomophones } from "../knowledge/homophones.ts";
import { listDocuments } from "../knowledge/passages.ts";
import type { ModelCall, Models } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import { isAboutDocument } from "./asks.ts";
import { type Draft, notFound, refused, silent } from "./compose.ts";
import { corpusOf } from "./corpus.ts";
import { districtsOf, shortName } from "./district.ts";
import { fromCited } from "./from-cited.ts";
import { fromClauses } from "./from-clauses.ts";
import { fromFormalLines } from "./from-formal-lines.ts";
import { fromNoPaper } from "./from-no-paper.ts";
import { fromOtherPapers } from "./from-other-papers.ts";
import { fromPhases } from "./from-phases.ts";
import { fromWording } from "./from-wording.ts";
import { asksWhatHappened } from "./happened.ts";
import { lexicon } from "./lexicon.ts";
import { lookingLike } from "./lookalikes.ts";
import { normaliseQuestion } from "./normalise.ts";
import { rehearsalQuestions } from "./rehearsal.ts";
import { type Retrieved, retrieve } from "./retrieve.ts";
import { type Fallback, type OnDraft, reword } from "./reword.ts";
import { rewritten } from "./rewrite.ts";
import { inScope } from "./scope.ts";
import { type UnderstandNeeds, type Understood, understand } from "./understand.ts";
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
  /** The last day on which it held, when that day has passed. */
  expiredAfter?: Day;
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
  /** What models had to do with it; undefined when none was asked. */
  model?: {
    /** Its words are said, each held against the clause. */
    isWorded: boolean;
    /** Sentences that did not stand. */
    dropped: number;
    /** What it used, and with which prompts. */
    calls: readonly ModelCall[];
    /** Why its words are not said, though it was asked for them. */
    fallback?: Fallback;
  };
  elapsedMs: number;
};

export type AnswerNeeds = { db: Db; models: Models; now: Clock };

/**
 * Answers from the documents alone: quoted verbatim, in a model's words that the clauses hold, or not at all. Whether there is an
 * answer is decided before the model is asked, and without it.
 * @param onDraft  hears the checked sentences of the model while they come
 */
export async function answerQuestion(needs: AnswerNeeds, question: Question, onDraft?: OnDraft): Promise<Answer> {
  const started = performance.now();
  const documents = await listDocuments(needs.db);
  const understood = understand(await readingNeeds(needs.db, documents), question);
  const earlier = question.history.map(({ text }) => normaliseQuestion(text));
  const { chat } = needs.models;
  const signal = chat ? AbortSignal.timeout(chat.patienceMs) : NEVER;
  const again = await rewritten(chat, { question, understood }, signal);
  const inquiry = { understood, documents, asOf: question.asOf, earlier };
  const { draft: composed, withoutModel, found } = await draftAnswer(needs, inquiry, again?.text);
  const asking = { question: question.text, ask: understood.ask, asOf: question.asOf, found, signal, onDraft };
  const worded = chat && (await reword(chat, composed, asking));
  const { parts: _, reranked: __, ...draft } = worded?.draft ?? composed;
  const { reranked } = composed;
  const calls = [...(again ? [again.call] : []), ...(reranked ? [reranked] : []), ...(worded?.calls ?? [])];
  const fallback = worded?.fallback;
  const isAsked = calls.length > 0 || fallback !== undefined;
  const model = isAsked && { isWorded: worded?.isWorded ?? false, dropped: worded?.dropped ?? 0, calls, ...(fallback && { fallback }) };
  const elapsedMs = Math.round(performance.now() - started);
  return { question: question.text, ...draft, understood, withoutModel, ...(model && { model }), elapsedMs };
}

const NEVER = new AbortController().signal;

/** Reads dictionaries and documents ahead and answers `rehearsals` questions, so that the first who asks need not wait for it. */
export async function warmUp(needs: { db: Db; now: Clock }, rehearsals: number): Promise<void> {
  const documents = await listDocuments(needs.db);
  for (const text of await rehearsalQuestions(needs.db, documents, rehearsals)) {
    await answerQuestion({ ...needs, models: {} }, { text, asOf: dayOf(needs.now()), history: [] });
  }
}

async function readingNeeds(db: Db, documents: readonly PlanDocument[]): Promise<UnderstandNeeds> {
  const corpus = corpusOf(db);
  await corpus.warm(documents);
  const districts = createHomophones();
  districts.add(districtsOf(documents).map(shortName));
  const words = lexicon();
  // A pair of characters has so many neighbours by sound that only the documents' own words are meant.
  const soundsLike = (text: string) => [...(text.length > 2 ? words.sounds.of(text) : []), ...corpus.homophones.of(text)];
  const isKnown = (word: string) => words.synonyms.has(word) || corpus.homophones.has(word);
  const looksLike = (text: string) => lookingLike(text, words.lookalikes, isKnown);
  return { lexicon: words, dictionary, documents, soundsLike, districtsLike: districts.of, looksLike };
}

/** What was asked, and of which documents. */
export type Inquiry = {
  understood: Understood;
  documents: readonly PlanDocument[];
  asOf: Day;
  /** What was said before, the latest last. */
  earlier: readonly string[];
};
type Drafted = { draft: Draft; withoutModel: boolean; found: Retrieved["units"] };

async function draftAnswer(needs: { db: Db; models: Models }, asked: Inquiry, inOtherWords: string | undefined): Promise<Drafted> {
  const { understood, documents } = asked;
  const alone = (draft: Draft): Drafted => ({ draft, withoutModel: false, found: [] });
  const { manner } = understood;
  if (manner.kind === "smalltalk") return alone({ status: "smalltalk", text: texts.smallTalk[manner.about], citations: [], nearest: [] });
  if (manner.kind === "declined") return alone({ status: "declined", text: texts.declined[manner.because], citations: [], nearest: [] });
  if (documents.length === 0) return alone(refused(texts.noDocuments));
  if (understood.elsewhere && understood.districts.length === 0) {
    return alone(refused(texts.elsewhere({ place: understood.elsewhere, districts: districtsOf(documents) })));
  }
  const other = await fromOtherPapers(needs, asked);
  if (other) return alone(other);
  const candidates = candidatesFor(documents, understood.districts, asked.asOf);
  const found = await retrieve(needs, { understood, inOtherWords }, candidates);
  const scope = inScope(understood, candidates, found.units);
  const draft = await draftFrom(needs, { ...asked, documents: scope }, found);
  return { draft, withoutModel: found.withoutModel, found: found.units };
}

/** The most certain reading first: what is asked of the document itself, of what it cites, of its phases; then clauses and rows. */
async function draftFrom(needs: { db: Db; models: Models }, inquiry: Inquiry, found: Retrieved): Promise<Draft> {
  const cited = (await fromNoPaper(needs, inquiry)) ?? (await fromCited(needs, inquiry));
  if (cited) return cited;
  if (isAboutDocument(inquiry.understood.ask)) return fromFormalLines(needs, inquiry);
  if (asksWhatHappened(inquiry.understood.plain)) return notFound(inquiry.documents.map(silent), inquiry.understood, inquiry.asOf);
  const certain = (await fromWording(needs, inquiry, found)) ?? (await fromPhases(needs, inquiry));
  const drafted = certain ?? (await fromClauses(needs, inquiry, found));
  const byWhatItSays = drafted.status === "not_found" && inquiry.documents.length === 1;
  return (byWhatItSays ? await fromPhases(needs, inquiry, found.terms) : undefined) ?? drafted;
}

/** The documents of `districts`, of all when none is meant, in which an answer is looked for on `asOf`. */
export function candidatesFor(documents: readonly PlanDocument[], districts: readonly string[], asOf: Day): readonly PlanDocument[] {
  return inForceFirst(ofDistricts(documents, districts), asOf);
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
