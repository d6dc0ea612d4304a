import type { Clock, Day } from "../clock.ts";
import { isInForce, type PlanDocument } from "../knowledge/document.ts";
import { listDocuments, passagesOf } from "../knowledge/passages.ts";
import type { Models } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import { documentFact } from "./about-document.ts";
import { isAboutDocument } from "./asks.ts";
import { answered, cite, type Draft, notFound, pointsStatement, refused, type Statement, statementOf } from "./compose.ts";
import { corpusOf } from "./corpus.ts";
import { decide } from "./decide.ts";
import { districtsOf } from "./district.ts";
import { isStrict } from "./evidence.ts";
import { type Finding, find } from "./find.ts";
import { lexicon } from "./lexicon.ts";
import { enumerationIn, pointsAsked } from "./list.ts";
import { type Retrieved, retrieve } from "./retrieve.ts";
import { inScope } from "./scope.ts";
import { type Term, termOf } from "./terms.ts";
import { type Understood, understand } from "./understand.ts";
import { weightsOf } from "./weigh.ts";
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

type Asked = { understood: Understood; documents: readonly PlanDocument[]; asOf: Day };
type Drafted = { draft: Draft; withoutModel: boolean };

async function draftAnswer(needs: { db: Db; models: Models }, asked: Asked): Promise<Drafted> {
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
  return { draft: await draftFrom(needs, { ...asked, documents: scope }, found), withoutModel: found.withoutModel };
}

async function draftFrom(needs: { db: Db }, asked: Asked, found: Retrieved): Promise<Draft> {
  const { understood, documents, asOf } = asked;
  if (isAboutDocument(understood.ask)) return aboutDocuments(needs, asked);
  const terms = [...found.terms, ...yearTerms(understood, found)];
  const { weights } = weightsOf(terms, found.units, isStrict(understood.ask));
  const weighing = { understood, terms, weights };
  const findings = documents.map((document) => find(document, found.units, weighing));
  const lists = understood.ask === "list" || understood.ask === "how_many" ? await pointLists(needs, asked, findings, found) : [];
  const statements = findings.map(
    (finding) => lists.find(({ document }) => document.id === finding.document.id) ?? statementOf(finding, weighing, asOf),
  );
  const decision = decide(
    understood,
    findings.map((finding) => ({
      ...finding,
      answers: finding.answers || lists.some(({ document }) => document.id === finding.document.id),
      coverage: lists.some(({ document }) => document.id === finding.document.id) ? 1 : finding.coverage,
    })),
  );
  return said(decision, statements, findings, asked);
}

/** A year is looked for like a word; this year only where the documents know it. */
function yearTerms({ years: { stated, current } }: Understood, { units }: Retrieved): Term[] {
  const known = current !== undefined && units.some(({ plain }) => plain.includes(String(current))) ? [current] : [];
  return [...new Set([...stated, ...known])].map((year) => termOf(String(year), lexicon(), stated.includes(year) ? 1 : CURRENT_YEAR_SHARE));
}

const CURRENT_YEAR_SHARE = 0.5;

function said(
  decision: ReturnType<typeof decide>,
  statements: readonly Statement[],
  findings: readonly Finding[],
  { understood, asOf }: Asked,
): Draft {
  switch (decision.kind) {
    case "clarify":
      return {
        status: "clarify",
        text: texts.clarify({ districts: decision.districts }),
        citations: [],
        nearest: [],
        districts: decision.districts,
      };
    case "answer": {
      const chosen = statements.filter(({ document }) => decision.documents.includes(document.id));
      return answered(chosen, asOf, decision.apart);
    }
    default:
      return notFound(findings, understood, asOf);
  }
}

async function pointLists(
  needs: { db: Db },
  { understood, asOf }: Asked,
  findings: readonly Finding[],
  found: Retrieved,
): Promise<Statement[]> {
  const lists = await Promise.all(
    findings.map(async (finding) => {
      const points = pointsAsked(understood.plain, found.terms, await passagesOf(needs.db, finding.document.id));
      if (!points || (!points.isNamed && enumerates(finding))) return undefined;
      return pointsStatement(finding.document, points, asOf);
    }),
  );
  return lists.filter((list) => list !== undefined);
}

/** A sentence that lists what was asked for says more than headings that are merely like it. */
function enumerates({ answers, ranked: [best] }: Finding): boolean {
  return answers && best !== undefined && best.coverage >= ENUMERATION_COVERAGE && enumerationIn(best.unit) !== undefined;
}

const ENUMERATION_COVERAGE = 0.75;

/** Number, date, copies-to …: of the one document that is meant, or of each. */
async function aboutDocuments(needs: { db: Db }, { understood, documents, asOf }: Asked): Promise<Draft> {
  const facts = await Promise.all(
    documents.map(async (document) => {
      const lines = corpusOf(needs.db).units(await passagesOf(needs.db, document.id));
      return { document, fact: documentFact(understood.ask, document, lines) };
    }),
  );
  const known = facts.flatMap(({ document, fact }) => (fact ? [statementOfFact(understood, document, fact, asOf)] : []));
  const districts = districtsOf(documents);
  if (known.length === 0) return notFound(documents.map(emptyFinding), understood, asOf);
  if (districts.length > 1 && !understood.compares)
    return { status: "clarify", text: texts.clarify({ districts }), citations: [], nearest: [], districts };
  return answered(known, asOf, districts.length > 1);
}

function statementOfFact(
  understood: Understood,
  document: PlanDocument,
  fact: NonNullable<ReturnType<typeof documentFact>>,
  asOf: Day,
): Statement {
  const say = texts.documentFact;
  const lead = understood.ask in say ? say[understood.ask as keyof typeof say](fact.value) : fact.value;
  return { document, lead, citations: fact.unit ? [cite(fact.unit.passage, fact.unit.text, document, asOf)] : [] };
}

function emptyFinding(document: PlanDocument): Finding {
  return { document, answers: false, ranked: [], coverage: 0 };
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
