import { periodsIn } from "../knowledge/periods.ts";
import { amountOf, countOf, countsIn, HAN_NUMBER } from "./amounts.ts";
import { cadenceSpans, IRREGULARLY, REGULARLY } from "./cadence.ts";

/**
 * The figures of a sentence, each in one way of writing it: how often, from when to when, how many of what, which share, which
 * number in a row. Two sentences that tell the same figure give the same text: 每季度 = 一季度一次 = 每三个月一次, 一千 = 1000.
 */
export type SaidFigures = {
  /** They belong to what stands in the same stretch, and may not be taken from elsewhere. */
  tied: readonly string[];
  /** Counts and ordinals, which headings may state as well. */
  loose: readonly string[];
  /** What is left of the text without them. */
  rest: string;
};

/** 「2026年年底」 */
const DOUBLED_YEAR = /年年(?=[初底末])/gu;
const YEAR = "年";
/** 「二〇二六年」 */
export const YEAR_IN_HAN = /[一二][〇零一二三四五六七八九]{3}(?=年)/gu;
const EARLIER = /(?:之前|以前)$/u;
const BEFORE = "前";
const ORDINAL_MARK = /^第/u;
const YEARLY_DAY = /每个?年的?(\d{1,2})月(\d{1,2})[日号](之?前|以前)?/gu;
const POINT = /(?:当年|次年|本)?(年|季度?|月)(初|底|末|中旬|上旬|下旬)(前|之前|以前)?|[上下]半年|第?[一二三四1-4]季度(?!一)/gu;
const PERCENT =
  /(\d+(?:\.\d+)?)%|百分之([〇零一二三四五六七八九十百]+|\d+(?:\.\d+)?)|([一二三四五六七八九])成(?![立为员果效分])|(一半|半数)/gu;
const ORDINAL = /第([一二三四五六七八九十百\d]{1,4})(条|行|项|款|章|节|阶段|步|届|批|类|档)/gu;
/** A span is no cadence: 「半年内」 is not 「每半年」. */
const WITHIN = new RegExp(
  `(?:(半年)|(\\d+(?:\\.\\d+)?|${HAN_NUMBER})(个(?:月|小时|星期|工作日|季度)|工作日|小时|分钟|[天日周年]))(?:之|以)?内`,
  "gu",
);
const VAGUE: readonly (readonly [string, RegExp])[] = [
  ["regularly", REGULARLY],
  ["irregularly", IRREGULARLY],
];

type Found = { text: string; figure: string };

/** Dates before cadences before bare numbers: what one has read, the next does not see. */
const READERS: readonly { kind: "tied" | "loose"; read: (plain: string) => Found[] }[] = [
  {
    kind: "tied",
    read: (plain) =>
      [...plain.matchAll(YEARLY_DAY)].map(([text, month, day, before]) => ({
        text,
        figure: `yearly ${Number(month)}-${Number(day)}${before ? " before" : ""}`,
      })),
  },
  {
    kind: "tied",
    read: (plain) =>
      periodsIn(plain).map(({ text, kind, from, to }) => ({
        text,
        figure: kind === "during" ? `during ${from} ${to}` : `${kind} ${kind === "until" ? to : from}`,
      })),
  },
  {
    kind: "tied",
    read: (plain) =>
      [...plain.matchAll(WITHIN)].map(([text, half, number = "", unit = ""]) => ({
        text,
        figure: half ? "within half a year" : `within ${countOf(number, unit)}`,
      })),
  },
  { kind: "tied", read: (plain) => cadenceSpans(plain).map(({ text, timesAYear }) => ({ text, figure: `cadence ${timesAYear}` })) },
  { kind: "tied", read: (plain) => [...plain.matchAll(POINT)].map(([text]) => ({ text, figure: `point ${pointOf(text)}` })) },
  {
    kind: "tied",
    read: (plain) =>
      [...plain.matchAll(PERCENT)].map(([text, figure, inWords, tenths]) => ({
        text,
        figure: `percent ${percentOf({ figure, inWords, tenths })}`,
      })),
  },
  {
    kind: "loose",
    read: (plain) =>
      [...plain.matchAll(ORDINAL)].map(([text, number = "", unit]) => ({ text, figure: `ordinal ${amountOf(number)}${unit}` })),
  },
  {
    kind: "loose",
    read: countsIn,
  },
];

/** @param plain  without white space, full-width forms folded */
export function saidFigures(plain: string): SaidFigures {
  const figures = { tied: VAGUE.flatMap(([name, pattern]) => (pattern.test(plain) ? [name] : [])), loose: [] as string[] };
  let rest = plain.replace(DOUBLED_YEAR, YEAR).replace(YEAR_IN_HAN, yearInDigits);
  for (const { kind, read } of READERS) {
    for (const { text, figure } of read(rest)) {
      figures[kind].push(figure);
      rest = rest.replace(text, " ");
    }
  }
  return { ...figures, rest };
}

function pointOf(text: string): string {
  return text.replace(EARLIER, BEFORE).replace(ORDINAL_MARK, "");
}

function percentOf({ figure, inWords, tenths }: { figure: string | undefined; inWords: string | undefined; tenths: string | undefined }) {
  if (figure !== undefined) return Number(figure);
  if (inWords !== undefined) return amountOf(inWords);
  return tenths === undefined ? 50 : amountOf(tenths) * 10;
}

/** 二〇二六 → 2026 */
export function yearInDigits(year: string): string {
  return String(amountOf(year));
}
