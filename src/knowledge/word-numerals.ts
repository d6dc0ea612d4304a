/** Numbers as Word counts lists. */
const HAN = "零一二三四五六七八九";
const LEGAL = "零壹贰叁肆伍陆柒捌玖";
const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const HAN_UNITS = { tens: "十", hundreds: "百" };
const LEGAL_UNITS = { tens: "拾", hundreds: "佰" };
const ROMAN: readonly (readonly [number, string])[] = [
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

const COUNTED = (value: number) => counted(value, HAN, HAN_UNITS).replace(/^一十/u, "十");
const DIGITS = (value: number) => [...String(value)].map((digit) => HAN.charAt(Number(digit))).join("");
const LETTERS = (value: number) => String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, "0"),
  decimalFullWidth: (value) => String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  decimalFullWidth2: (value) => String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  decimalHalfWidth: String,
  decimalEnclosedCircle: (value) => CIRCLED.charAt(value - 1) || String(value),
  decimalEnclosedCircleChinese: (value) => CIRCLED.charAt(value - 1) || String(value),
  decimalEnclosedFullstop: (value) => `${value}.`,
  decimalEnclosedParen: (value) => `（${value}）`,
  chineseCounting: COUNTED,
  chineseCountingThousand: COUNTED,
  japaneseCounting: COUNTED,
  taiwaneseCounting: COUNTED,
  taiwaneseCountingThousand: COUNTED,
  ideographDigital: DIGITS,
  japaneseDigitalTenThousand: DIGITS,
  taiwaneseDigital: DIGITS,
  ideographEnclosedCircle: (value) => CIRCLED.charAt(value - 1) || String(value),
  chineseLegalSimplified: (value) => counted(value, LEGAL, LEGAL_UNITS),
  ideographLegalTraditional: (value) => counted(value, LEGAL, LEGAL_UNITS),
  ideographTraditional: (value) => STEMS.charAt(value - 1) || String(value),
  ideographZodiac: (value) => BRANCHES.charAt(value - 1) || String(value),
  lowerLetter: LETTERS,
  upperLetter: (value) => LETTERS(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
};

/** @returns undefined for a format that is not known */
export function formatNumeral(format: string, value: number): string | undefined {
  return value > 0 && value < 1_000 ? FORMATS[format]?.(value) : FORMATS[format] && String(value);
}

function counted(value: number, digits: string, units: typeof HAN_UNITS): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const zero = digits.charAt(0);
  const high = hundreds > 0 ? digits.charAt(hundreds) + units.hundreds : "";
  const middle = tens > 0 ? digits.charAt(tens) + units.tens : "";
  const low = ones > 0 ? digits.charAt(ones) : "";
  return high + (high && !middle && low ? zero : "") + middle + low;
}

function roman(value: number): string {
  let [rest, written] = [value, ""];
  for (const [size, letters] of ROMAN) {
    while (rest >= size) {
      written += letters;
      rest -= size;
    }
  }
  return written;
}
