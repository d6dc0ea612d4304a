/**
 * The numbering grammar of Chinese official documents: 一、 → （一） → 1. → （1） → ①, chapters and articles,
 * phases, decimal numbering (4.2.1) and Markdown headings. Reads the marker at the start of a paragraph.
 */
export type MarkerKind =
  | "part"
  | "chapter"
  | "section"
  | "article"
  | "han"
  | "hanBracket"
  | "phase"
  | "decimal"
  | "arabic"
  | "arabicBracket"
  | "circled"
  | "heading";

export type Marker = {
  kind: MarkerKind;
  /** Lower ranks contain higher ones. A phase has none of its own: it stands below whatever holds it. */
  rank: number;
  /** Its place among its siblings, from 1; 0 for a heading without a number. */
  value: number;
  /** As a path cites it: 「一、」, 「（五）」, 「7」, 「第三条」; empty for a heading without a number. */
  label: string;
  /** Characters before the text that the marker numbers. */
  length: number;
};

const HAN = "[〇零一二三四五六七八九十百]{1,5}";
const DIGITS = "[0-9０-９]{1,3}";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
/** Emphasis and list signs that Markdown puts before a number. */
const DRESS = /^(?:\*\*|__)?/;

const UNIT = "[万亿千百元吨米度个倍年月日时分秒公平立名人次项条家户类种级天周]";

type Rule = { kind: MarkerKind; rank: number; pattern: RegExp; label: (number: string) => string };

/** In the order in which they are tried. Group 1 is the number. */
const RULES: readonly Rule[] = [
  { kind: "part", rank: 1, pattern: new RegExp(`^第(${HAN}|${DIGITS})编[\\s　：:]*`), label: (n) => `第${n}编` },
  { kind: "chapter", rank: 2, pattern: new RegExp(`^第(${HAN}|${DIGITS})章[\\s　：:]*`), label: (n) => `第${n}章` },
  { kind: "section", rank: 3, pattern: new RegExp(`^第(${HAN}|${DIGITS})节[\\s　：:]*`), label: (n) => `第${n}节` },
  {
    kind: "article",
    rank: 20,
    pattern: new RegExp(`^第(${HAN}|${DIGITS})条(?:之[一二三四五六七八九十])?[\\s　：:]*`),
    label: (n) => `第${n}条`,
  },
  {
    kind: "phase",
    rank: Number.NaN,
    pattern: new RegExp(`^第(${HAN}|${DIGITS})(?:阶段|步)[\\s　]*[：:、，（(]?`),
    label: (n) => `第${n}阶段`,
  },
  { kind: "han", rank: 30, pattern: new RegExp(`^(${HAN})[\\s　]*[、．.][\\s　]*`), label: (n) => `${n}、` },
  { kind: "hanBracket", rank: 40, pattern: new RegExp(`^[（(][\\s　]*(${HAN})[\\s　]*[）)][\\s　、．.]*`), label: (n) => `（${n}）` },
  // 「2 职责」 is a heading of a decimal plan, 「2 个工作日内」 the rest of a torn sentence.
  {
    kind: "decimal",
    rank: 50,
    pattern: new RegExp(`^(\\d{1,2})[\\s　]+(?!${UNIT})(?=[\\p{Script=Han}、（）]{2,20}$)`, "u"),
    label: (n) => n,
  },
  // 2.5 万元 is a figure, so a decimal number wants a space or a word after it that is no unit.
  {
    kind: "decimal",
    rank: 50,
    pattern: /^(\d{1,2}(?:\.\d{1,2}){1,4})(?:[\s　]+|(?=[\p{Script=Han}“《])(?![万亿千百元吨米度个倍年月日时分秒公平立]))/u,
    label: (n) => n,
  },
  { kind: "arabic", rank: 60, pattern: new RegExp(`^(${DIGITS})[\\s　]*[.．、](?![0-9０-９])[\\s　]*`), label: (n) => n },
  {
    kind: "arabicBracket",
    rank: 70,
    pattern: new RegExp(`^(?:[（(][\\s　]*(${DIGITS})[\\s　]*[）)])[\\s　、．.]*`),
    label: (n) => `（${n}）`,
  },
  { kind: "arabicBracket", rank: 70, pattern: new RegExp(`^(${DIGITS})[）)][\\s　、．.]*`), label: (n) => `（${n}）` },
  { kind: "circled", rank: 80, pattern: new RegExp(`^([${CIRCLED}])[\\s　、．.]*`), label: (n) => n },
];

/** The marker at the start of `text`, undefined when it starts without one. */
export function readMarker(text: string): Marker | undefined {
  const heading = /^(#{1,6})[\s　]+/.exec(text);
  const sign = heading?.[0].length ?? 0;
  const dress = sign + (DRESS.exec(text.slice(sign))?.[0].length ?? 0);
  const numbered = readNumber(text.slice(dress));
  if (numbered) return { ...numbered, length: numbered.length + dress };
  const level = heading?.[1]?.length;
  // Between chapters and 一、: what a heading holds may be numbered in any of the ways below.
  return level ? { kind: "heading", rank: 10 + level, value: 0, label: "", length: sign } : undefined;
}

function readNumber(text: string): Marker | undefined {
  for (const { kind, rank, pattern, label } of RULES) {
    const match = pattern.exec(text);
    const number = match?.[1];
    if (!match || number === undefined) continue;
    const depth = kind === "decimal" ? number.split(".").length : 0;
    return { kind, rank: rank + depth, value: numeralValue(number), label: label(halfWidth(number)), length: match[0].length };
  }
  return undefined;
}

/** The number that a Chinese, full-width, circled or decimal (last part) numeral writes; 0 when it writes none. */
export function numeralValue(numeral: string): number {
  const circled = CIRCLED.indexOf(numeral);
  if (circled >= 0) return circled + 1;
  const last = halfWidth(numeral).split(".").at(-1) ?? "";
  return /^\d+$/.test(last) ? Number(last) : hanValue(last);
}

const HAN_DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  "○": 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100 };

function hanValue(numeral: string): number {
  let total = 0;
  let digit = 0;
  for (const character of numeral) {
    const unit = HAN_UNITS[character];
    if (unit) {
      total += (digit || 1) * unit;
      digit = 0;
    }
    if (!unit) digit = HAN_DIGITS[character] ?? 0;
  }
  return total + digit;
}

/** 二〇二四 is written digit by digit, unlike 二十四; the zero may be a typed circle. */
export function yearValue(numeral: string): number {
  return Number([...halfWidth(numeral)].map((character) => HAN_DIGITS[character] ?? character).join(""));
}

function halfWidth(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
