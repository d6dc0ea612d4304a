import type { PlanDocument } from "../knowledge/document.ts";
import { type Ask, isAboutDocument } from "./asks.ts";
import { cadencesIn } from "./cadence.ts";
import { holdsCount, isLongEnough, tellsMembers } from "./counted.ts";
import { belongsTogether, hasFrequency, holds, isStrict, namesOffice } from "./evidence.ts";
import { focusIn, focusTerms } from "./focus.ts";
import { answersYears, namesYears } from "./in-year.ts";
import { enumerationAsked, type Points } from "./list.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import type { Term } from "./terms.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";
import { isIn, type Weighed, type Weights, weigh } from "./weigh.ts";

/**
 * What one document says to a question: the sentences that answer, or, when the evidence is too thin, those that come
 * nearest. A document is judged on its own; which one is meant is decided elsewhere.
 */
export type Finding = {
  document: PlanDocument;
  answers: boolean;
  /** Best first. Of a document that answers: what to quote. */
  ranked: readonly Ranked[];
  /** Of the best, 0 … 1. */
  coverage: number;
  /** The points below the heading that was asked for. */
  points: Points | undefined;
};

export type Asked = { understood: Understood; terms: readonly Term[]; weights: Weights };

export type Ranked = Weighed & { score: number; onFocus: number | undefined };

/** Below this a sentence speaks of something else. Measured on the questions in tests/golden. */
const COVERAGE_MIN = 0.5;
const COMPARED_COVERAGE_MIN = 0.3;
const FOCUSED_COVERAGE_MIN = 0.35;
const FOCUS_MIN = 0.5;
const OFF_FOCUS_COVERAGE_MIN = 0.7;
const FOCUS_BONUS = 0.2;
/** A sentence with the evidence must be nearly as much on the topic as the best one without it. */
const TOPIC_SHARE = 0.7;
/** A word that stands everywhere is no topic. */
const TOPIC_WEIGHT_MIN = 0.5;
const QUOTES_MAX = 3;
const LISTED_MAX = 6;
const QUOTE_SHARE = 0.88;

export function find(document: PlanDocument, units: readonly Unit[], asked: Asked): Finding {
  const { understood, weights } = asked;
  const terms = beyondTitle(asked.terms, document);
  const focus = understood.whether ? focusTerms(understood.plain, terms) : [];
  const about = focus.length > 0 ? focus : terms.filter(({ kind, share }) => kind === "thing" && share === 1);
  const weighed = units
    .filter(({ passage }) => passage.documentId === document.id)
    .filter((unit) => !unit.isHeading || (isStrict(understood.ask) && holds(understood.ask, unit)))
    .map((unit) => {
      const found = weigh(unit, terms, weights);
      const onFocus = focusIn(unit, focus, weights);
      return { ...found, onFocus, score: scoreOf(found, asked) + FOCUS_BONUS * (onFocus ?? 0) };
    })
    .sort((one, other) => other.score - one.score);
  const topic = Math.max(0, ...weighed.map(({ coverage }) => coverage));
  const fitting = weighed.filter(
    (found) => fits(found, asked, document) && found.coverage >= leastCoverage(found, { understood, topic, about }),
  );
  const [best] = fitting;
  const tells = (year: number) => fitting.some(({ unit }) => answersYears(unit, { stated: [year], current: undefined }, document));
  if (!best || !understood.years.stated.every(tells))
    return { document, answers: false, ranked: byCoverage(weighed), coverage: topic, points: undefined };
  const share = best.score * QUOTE_SHARE;
  const ranked = fitting
    .filter(({ score, own }) => score >= share && own >= best.own * QUOTE_SHARE)
    .slice(0, understood.ask === "list" ? LISTED_MAX : QUOTES_MAX);
  return { document, answers: true, ranked, coverage: best.coverage, points: undefined };
}

/** Words of the title say which document is meant, and nothing about where in it. */
function beyondTitle(terms: readonly Term[], { title }: PlanDocument): readonly Term[] {
  const bare = withoutMarks(plainOf(title));
  const beyond = terms.filter(({ text }) => !bare.includes(text));
  return beyond.length > 0 ? beyond : terms;
}

/** A sentence that holds what a yes-or-no question turns on need not tell of the circumstances; one without it must tell much. */
function leastCoverage(
  { onFocus, unit }: Ranked,
  { understood, topic, about }: { understood: Understood; topic: number; about: readonly Term[] },
): number {
  if (onFocus !== undefined && onFocus >= FOCUS_MIN) return FOCUSED_COVERAGE_MIN;
  // 「2026年是不是搞……」: what the document says of that year answers, also when it says something else.
  const isOfYear = understood.years.stated.some((year) => unit.plain.includes(String(year)));
  const isNear = about.length === 0 || about.some((term) => isIn(term, unit.around) || isIn(term, unit.heading));
  // The year alone is no topic: 「2025年演练还要搞吗」.
  if (isOfYear) return isNear ? FOCUSED_COVERAGE_MIN : OFF_FOCUS_COVERAGE_MIN;
  if (onFocus === 0) return Math.max(OFF_FOCUS_COVERAGE_MIN, topic * TOPIC_SHARE);
  return Math.max(coverageMin(understood), topic * TOPIC_SHARE);
}

/** What is compared may stand on one side only: each side need not speak of all of it. */
function coverageMin({ compares }: Understood): number {
  return compares ? COMPARED_COVERAGE_MIN : COVERAGE_MIN;
}

function byCoverage(weighed: readonly Ranked[]): Ranked[] {
  return weighed
    .filter(({ coverage, unit }) => coverage > 0 && unit.kind !== "meta")
    .sort((one, other) => other.coverage - one.coverage || other.score - one.score)
    .slice(0, 2);
}

function fits({ unit }: Weighed, { understood, terms, weights }: Asked, document: PlanDocument): boolean {
  if (!answersYears(unit, understood.years, document) || !holdsCount(understood.plain, unit) || !namesOffice(understood.plain, unit))
    return false;
  const isListAsked = understood.ask === "list" || understood.ask === "how_many";
  if (isListAsked && !tellsMembers(understood.plain, unit) && !enumerationAsked(unit, { terms, weights })) return false;
  if (isListAsked && !isLongEnough(understood.plain, enumerationAsked(unit, { terms, weights })?.members ?? 0)) return false;
  const speaksOfTopic = (bare: string) => terms.some((term) => (weights.get(term.text) ?? 0) >= TOPIC_WEIGHT_MIN && isIn(term, bare));
  if (!speaksOfAThing(unit, { terms, understood })) return false;
  if (NAMED_OFFICE.test(understood.plain) && !unit.row?.responsible && !OFFICE.test(unit.plain)) return false;
  if (asksHowOftenExactly(understood) && !hasFrequency(unit)) return false;
  return !isStrict(understood.ask) || (holds(understood.ask, unit) && belongsTogether(understood.ask, unit, speaksOfTopic));
}

/** A figure belongs to the things that were asked about, not to what was done with them: 「演练要几个人参加」. */
function speaksOfAThing(unit: Unit, { terms, understood: { ask } }: { terms: readonly Term[]; understood: Understood }): boolean {
  const things = terms.filter(({ kind, share }) => kind === "thing" && share === 1);
  return !FIGURES.includes(ask) || things.length === 0 || things.some((thing) => isIn(thing, unit.bare) || isIn(thing, unit.heading));
}

const FIGURES: readonly Ask[] = ["headcount", "quantity", "amount", "percent", "measure", "hours", "how_long", "how_many_times"];
/** 「归哪个科」 is answered by a sentence that names one, or by a row with its unit. */
const NAMED_OFFICE = /[哪那](?:一)?个?(?:股|科)室?/u;
const OFFICE = /[股科]|成员单位/u;

/** 「几个月一次」 wants a number; to 「多久一次」 「定期」 is an answer too, if a vague one. */
function asksHowOftenExactly({ ask, plain }: Understood): boolean {
  return ask === "how_often" && (NUMBER_ASKED.test(plain) || cadencesIn(plain).length > 0);
}

const NUMBER_ASKED = /(?:几|多少)个?(?:天|日|周|星期|礼拜|月|季|年)|(?:具体|固定|硬性|准确)[^,，]{0,12}多久/u;

const EVIDENCE_BONUS = 0.15;
const YEAR_BONUS = 0.2;
const PRESUMED_YEAR_BONUS = 0.4;
const ROW_BONUS = 0.15;
const TABLE_BONUS = 0.3;
const ROW_MALUS = 0.15;
const META_MALUS = 0.3;

function scoreOf(found: Weighed, asked: Asked): number {
  const { understood } = asked;
  const { ask, years } = understood;
  const { unit } = found;
  let score = 0.6 * found.own + 0.4 * found.coverage;
  if (ask !== "content" && ask !== "list" && holds(ask, unit)) score += EVIDENCE_BONUS;
  if (ask === "how_often" && hasFrequency(unit)) score += EVIDENCE_BONUS;
  const wanted = [...years.stated, ...understood.presumedYears, ...(years.current === undefined ? [] : [years.current])];
  if (wanted.length > 0) score += yearScore(unit, wanted, understood.whether && years.stated.length > 0);
  if (unit.kind === "row") score += rowScore(understood);
  if (ask === "list" && !unit.row && enumerationAsked(unit, asked)) score += EVIDENCE_BONUS;
  const wantedThing = WANTED.exec(understood.plain)?.[1];
  if (wantedThing && unit.plain.includes(wantedThing)) score += WANTED_BONUS;
  if (unit.kind === "meta" && !isAboutDocument(ask)) score -= META_MALUS;
  return score;
}

/** 「弘扬什么精神」: the sentence should hold the word that it asks for. */
const WANTED = /(?:什么|哪些|哪种|哪几种|啥)(\p{Script=Han}{2})/u;
const WANTED_BONUS = 0.1;

function yearScore(unit: Unit, wanted: readonly number[], whether: boolean): number {
  if (whether) return wanted.some((year) => unit.plain.includes(String(year))) ? PRESUMED_YEAR_BONUS : -PRESUMED_YEAR_BONUS;
  if (wanted.some((year) => unit.plain.includes(String(year)))) return YEAR_BONUS;
  return namesYears(unit) ? -YEAR_BONUS : 0;
}

function rowScore({ ask, speaksOfTable }: Understood): number {
  if (speaksOfTable) return TABLE_BONUS;
  return ask === "responsible" ? ROW_BONUS : -ROW_MALUS;
}
