import { numeralValue } from "../knowledge/numbering.ts";

/**
 * How often something returns, as people and documents say it: 「每季度」, 「一年两次」, 「三个月一回」. Two ways of saying the same
 * are one cadence, and 「定期」 is none.
 */
const NUMBER = "(\\d{1,2}|[一二两三四五六七八九十]{1,3})";
const SPAN = "(半年|年|季度?|月|旬|周|星期|礼拜|天|日)";
const TIMES = "(\\d{1,2}|[一二两三四五六七八九十]{1,2})(?:次|回|趟|遍|轮)";
const EVERY = new RegExp(`每(?:隔)?(?:${NUMBER})?个?${SPAN}(?:[^,，。;；]{0,6}?${TIMES})?`, "gu");
/** 「一年两次」, 「半年搞一回」; 「一年内」 and 「一个月后」 are spans, not cadences. */
const PER = new RegExp(`(?<![\\d第每])(?:${NUMBER}个?|(?=半年))${SPAN}(?![内后前底之])[^,，。;；每]{0,6}?${TIMES}`, "gu");
const PAIR = "两";
const TWO = "二";
const A_YEAR: Readonly<Record<string, number>> = {
  年: 1,
  半年: 2,
  季: 4,
  季度: 4,
  月: 12,
  旬: 36,
  周: 52,
  星期: 52,
  礼拜: 52,
  天: 365,
  日: 365,
};

/** Times a year, one for each cadence that `plain` states. */
export function cadencesIn(plain: string): number[] {
  return cadenceSpans(plain).map(({ timesAYear }) => timesAYear);
}

/** The same with the words that state it. */
export function cadenceSpans(plain: string): { timesAYear: number; text: string }[] {
  return [EVERY, PER].flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(([text, spans, span, times]) => ({ timesAYear: timesAYear({ spans, span, times }), text })),
  );
}

function timesAYear({ spans, span, times }: { spans: string | undefined; span: string | undefined; times: string | undefined }): number {
  const countOf = (numeral: string | undefined) => (numeral === undefined ? 1 : numeralValue(numeral.replace(PAIR, TWO)));
  return ((A_YEAR[span ?? ""] ?? 1) * countOf(times)) / countOf(spans);
}

/** What a question says of how often: it names no thing. 「每季度」 stays, documents say it too. */
export function withoutCadences(plain: string): string {
  return plain.replace(PER, " ").replace(SOME_TIMES, " ");
}

const SOME_TIMES = new RegExp(TIMES, "gu");

/** 「定期」: it recurs, and nobody says how often. 「不定期」 says that nobody fixed it. */
export const REGULARLY = /(?<!不)定期|经常性|适时|(?<!非)常态化/u;
export const IRREGULARLY = /不定期|随时/u;
