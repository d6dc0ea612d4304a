import { texts } from "../texts/policy.ts";
import { cadencesIn, REGULARLY } from "./cadence.ts";
import { evidencePattern, isFrequency } from "./evidence.ts";
import type { Asked, Ranked } from "./find.ts";
import { focusTerms } from "./focus.ts";
import { namesYears, saidOfYears } from "./in-year.ts";
import { lexicon } from "./lexicon.ts";
import { enumerationAsked } from "./list.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { piecesOf, withoutEnd } from "./pieces.ts";
import { conditionOf } from "./stretch.ts";
import type { Unit } from "./units.ts";
import { isIn, speaking } from "./weigh.ts";
import { cutWords } from "./words.ts";

/** The first sentence of an answer: what was asked, in words of the document, and a false premise put right. */
export type Lead = {
  text: string;
  /** What we say of it, whoever words it. */
  remark: string;
  /** Nothing of what the question takes for granted had to be put right. */
  isPlain: boolean;
};

export function leadOf(unit: Unit, asked: Asked, ranked: readonly Ranked[]): Lead {
  const [lead, remark] = [plainLead(unit, asked, ranked), vagueness(unit, asked)];
  const putRight = (text: string): Lead => ({ text, remark: "", isPlain: false });
  const word = softWordIn(unit, asked);
  if (word) return putRight(texts.notBinding({ word, lead: lead + remark }));
  const isOtherwise = presumesOther(unit, asked) || presumesOfOtherYear(unit, asked) || presumesOtherOffice(unit, asked);
  return isOtherwise ? putRight(texts.notSo({ lead: lead + remark })) : { text: lead, remark, isPlain: true };
}

/** 「定期」 is all that the document says: nobody shall take it for a number. */
function vagueness({ plain }: Unit, { understood: { ask } }: Asked): string {
  const word = REGULARLY.exec(plain)?.[0];
  return ask === "how_often" && word && cadencesIn(plain).length === 0 ? texts.onlyRegularly({ word }) : "";
}

function plainLead(first: Unit, asked: Asked, ranked: readonly Ranked[]): string {
  const { ask } = asked.understood;
  if ((ask === "who" || ask === "responsible") && first.row?.responsible) return texts.responsible({ responsible: first.row.responsible });
  if ((ask === "when" || ask === "which_day") && first.row?.deadline) return texts.deadline({ deadline: first.row.deadline });
  const enumeration = ask === "list" || ask === "how_many" ? enumerationAsked(first, asked) : undefined;
  if (enumeration) return texts.enumeration(enumeration);
  // Several dates or members of one passage answer together: 「到 2020 年 …；到 2035 年 …」.
  const together =
    ask === "when" || ask === "which_day" || ask === "list" ? ranked.filter(({ unit }) => unit.passage.id === first.passage.id) : [];
  const { stated } = asked.understood.years;
  if (stated.length > 1)
    return texts.sentence([...new Set(ranked.map(({ unit }) => withoutEnd(saidOfYears(unit.text, stated))))].join("；"));
  const units = together.length > 1 ? together.map(({ unit }) => unit) : [first];
  return texts.sentence(units.map((unit) => point(unit, asked)).join("；"));
}

/** More than any few words weigh: the evidence is what was asked for. */
const EVIDENCE_WEIGHT = 100;
const WHOLE_MAX = 90;
const POINT_MIN = 12;

/** The stretch of a sentence that speaks most of what was asked and holds the evidence; all of a short sentence. */
function point(unit: Unit, asked: Asked): string {
  const whole = unit.row ? [...unit.row.tasks, unit.row.deadline ?? ""].join("\n") : unit.text;
  const text = saidOfYears(whole, asked.understood.years.stated);
  const pieces = piecesOf(text);
  const pattern = evidencePattern(asked.understood.ask);
  if (!pattern && !unit.row && text.length <= WHOLE_MAX) return withoutEnd(text);
  const told = predicateShares(pieces, asked);
  const at = best(
    pattern
      ? pieces.map((piece, index) => speaking(piece, asked) + evidenceIn(piece, pattern, asked) + (told[index] ?? 0))
      : pairs(pieces, asked).map((score, index) => score + (told[index] ?? 0)),
  );
  const from = CONTINUES.test(pieces[at] ?? "") ? Math.max(0, at - 1) : at;
  const first = pieces.slice(from, at + 1).join("") || text;
  const isEnough = (pattern || from < at) && withoutEnd(first).length >= POINT_MIN;
  const to = isEnough || !OPEN.test(first.trim()) ? at : at + 1;
  return withoutEnd(first + wholeAfter(pieces, at + 1, to));
}

/** What is added never ends with a condition alone: 「对于……的问题，」 goes with what is to be done then, or not at all. */
function wholeAfter(pieces: readonly string[], from: number, to: number): string {
  const added = pieces.slice(from, to + 1);
  return added.some((piece) => conditionOf(plainOf(piece)) !== undefined) ? "" : added.join("");
}

/** 「，并落实……」 says little without what stands before it. */
const CONTINUES = /^\s*(?:并|且|以及|同时)/u;
const OPEN = /[，,：:]$/u;

/** 「什么时候实现常态化」: of two stretches with a day the one that tells of 实现常态化 answers. One number for each piece. */
function predicateShares(pieces: readonly string[], { understood: { plain, ask } }: Asked): number[] {
  const words = cutWords(PREDICATE.exec(plain)?.[1] ?? "").filter((word) => word.length > 1);
  // Whoever does it stands before what is done.
  const from = ask === "who" ? WHO_MIN : 0;
  const share = (piece: string) => words.filter((word) => plainOf(piece).indexOf(word) >= from).length / Math.max(1, words.length);
  return pieces.map((piece) => (ask === "who" ? WHO_WEIGHT : PREDICATE_WEIGHT) * share(piece));
}

/** What stands behind the word that asks. */
const PREDICATE =
  /(?:谁|什么时[候间]|何时|啥时候?|几时|哪一?[天年日]|几月|多久|多长时间)(?:要|该|应|得|去|来|负责|才|能|之?前){0,2}(\p{Script=Han}{2,12}?)(?:一次)?[吗呢啊呀的了]?[?？,，。]?$/u;
const WHO_MIN = 2;
/** That somebody is named at all is weaker evidence than that it is they who do it. */
const WHO_WEIGHT = 2 * EVIDENCE_WEIGHT;
/** More than words that the stretches share, less than the evidence itself. */
const PREDICATE_WEIGHT = 10;

function best(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

/** Two stretches are said together, so two are weighed together; the first of them should speak of it. */
function pairs(pieces: readonly string[], asked: Asked): number[] {
  return pieces.map((piece, index) => speaking(piece + (pieces[index + 1] ?? ""), asked) + FIRST_SHARE * speaking(piece, asked));
}

const FIRST_SHARE = 0.2;

function evidenceIn(piece: string, pattern: RegExp, { understood: { ask } }: Asked): number {
  return (pattern.test(plainOf(piece)) ? EVIDENCE_WEIGHT : 0) + (isFrequency(ask, piece) ? 1 : 0);
}

/** 「每三年一次，对吗」: the question presumes a cadence that the sentence does not state. */
function presumesOther(unit: Unit, { understood: { plain, whether, ask, presumedYears } }: Asked): boolean {
  if (presumedYears.length > 0 && namesYears(unit)) return !presumedYears.some((year) => unit.plain.includes(String(year)));
  const presumed = cadencesIn(plain);
  const stated = cadencesIn(unit.plain);
  const tells = stated.length > 0 || REGULARLY.test(unit.plain);
  return (whether || ask === "content") && presumed.length > 0 && tells && !presumed.some((cadence) => stated.includes(cadence));
}

/** 「2026年是不是搞……」, when the passage says that of another year. */
function presumesOfOtherYear(unit: Unit, { understood: { plain, whether, years }, terms }: Asked): boolean {
  const isOfYear = whether && years.stated.some((year) => unit.plain.includes(String(year)));
  const focus = isOfYear ? focusTerms(plain, terms) : [];
  const said = withoutMarks(plainOf(saidOfYears(unit.text, years.stated)));
  return focus.length > 0 && !focus.some((term) => isIn(term, said)) && focus.every((term) => isIn(term, unit.around));
}

/** 「是不是某某股的活」, when the row names another. */
function presumesOtherOffice({ row }: Unit, { understood: { plain, whether, ask } }: Asked): boolean {
  const [office, ...others] = whether && ask === "responsible" ? [...plain.matchAll(OFFICE)] : [];
  const name = office?.[1];
  return name !== undefined && others.length === 0 && row?.responsible !== undefined && !row.responsible.includes(name);
}

const OFFICE = /(\p{Script=Han}{2})[股科](?!技|学|目|室)/gu;

/** 「是硬性要求吗」 about a sentence that says 鼓励: the document's own word answers. */
function softWordIn(unit: Unit, { understood: { plain }, terms }: Asked): string | undefined {
  const { asksDuty, soft } = lexicon().strength;
  if (!asksDuty.test(plain)) return undefined;
  const piece = piecesOf(unit.plain).find((part) => terms.some((term) => isIn(term, withoutMarks(part)))) ?? unit.plain;
  return soft.find((word) => piece.includes(word));
}
