import { periodsIn } from "../knowledge/periods.ts";
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
const EARLIER = /(?:之前|以前)$/u;
const BEFORE = "前";
const ORDINAL_MARK = /^第/u;
const YEARLY_DAY = /每个?年的?(\d{1,2})月(\d{1,2})[日号](之?前|以前)?/gu;
const POINT = /(?:当年|次年|本)?(年|季度?|月)(初|底|末|中旬|上旬|下旬)(前|之前|以前)?|[上下]半年|第?[一二三四1-4]季度(?!一)/gu;
const PERCENT =
  /(\d+(?:\.\d+)?)%|百分之([〇零一二三四五六七八九十百]+|\d+(?:\.\d+)?)|([一二三四五六七八九])成(?![立为员果效分])|(一半|半数)/gu;
const ORDINAL = /第([一二三四五六七八九十百\d]{1,4})(条|行|项|款|章|节|阶段|步|届|批|类|档)/gu;
const HAN_NUMBER = "[〇零一二两三四五六七八九十百千万亿]{1,9}";
const UNIT =
  "(?:个(?:月|小时|星期|工作日|季度)|工作日|平方米|公里|厘米|毫米|学时|课时|小时|分钟|万元|亿元|[次回遍趟场]|[名人位]|[天日]|[个项条款份种类级倍米吨元家户起件批台具套处张篇期届周年月度秒岁折成])";
const NUMBER = new RegExp(`(?<![a-z第])(\\d+(?:\\.\\d+)?[万千百亿]{0,2}|${HAN_NUMBER})(?:余|多|来)?(${UNIT})?`, "gu");
/** 「一个」, 「一些」 say no number. */
const NO_COUNT = /^(?:个|项|种|条|份|位|名|套|处|类|件|家|场|批|期|级|度|起|成|款|倍)$/u;
const SAME_UNIT: Readonly<Record<string, string>> = {
  回: "次",
  遍: "次",
  趟: "次",
  场: "次",
  名: "人",
  位: "人",
  日: "天",
  个月: "月",
  家: "家",
  户: "家",
};
const SCALED_UNIT: Readonly<Record<string, { scale: number; name: string }>> = {
  万元: { scale: 10_000, name: "元" },
  亿元: { scale: 100_000_000, name: "元" },
};
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
    read: (plain) =>
      [...plain.matchAll(NUMBER)].flatMap(([text, number = "", unit]) => {
        const figure = countOf(number, unit);
        return figure === undefined ? [] : [{ text, figure }];
      }),
  },
];

/** @param plain  without white space, full-width forms folded */
export function saidFigures(plain: string): SaidFigures {
  const figures = { tied: VAGUE.flatMap(([name, pattern]) => (pattern.test(plain) ? [name] : [])), loose: [] as string[] };
  let rest = plain.replace(DOUBLED_YEAR, YEAR);
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

/** Undefined: a word that merely holds a numeral, like 统一 or 一个. */
function countOf(number: string, unit: string | undefined): string | undefined {
  const isDigits = /^\d/.test(number);
  if (!isDigits && unit === undefined) return undefined;
  const amount = amountOf(number);
  if (!isDigits && amount === 1 && unit !== undefined && NO_COUNT.test(unit)) return undefined;
  const { scale, name } = SCALED_UNIT[unit ?? ""] ?? { scale: 1, name: unit ?? "" };
  return `count ${amount * scale}${SAME_UNIT[name] ?? name}`;
}

const DIGITS: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** 一千二百 → 1200, 5万 → 50000, 二〇二六 → 2026 */
function amountOf(numeral: string): number {
  const [, digits, scales = ""] = /^(\d+(?:\.\d+)?)(.*)$/u.exec(numeral) ?? [];
  if (digits !== undefined) return [...scales].reduce((value, scale) => value * (SCALES[scale] ?? 1), Number(digits));
  if ([...numeral].every((character) => character in DIGITS) && numeral.length > 1) {
    return Number([...numeral].map((character) => DIGITS[character]).join(""));
  }
  let [total, section, digit] = [0, 0, 0];
  for (const character of numeral) {
    const scale = SCALES[character];
    if (scale === undefined) digit = DIGITS[character] ?? 0;
    else if (scale < 10_000) {
      section += (digit || 1) * scale;
      digit = 0;
    } else {
      total += (section + digit || 1) * scale;
      [section, digit] = [0, 0];
    }
  }
  return total + section + digit;
}
