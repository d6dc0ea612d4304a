/** Counts in a sentence, each in one way of writing it: 一千 = 1000, 5万元 = 50000元. */

export const HAN_NUMBER = "[〇零一二两三四五六七八九十百千万亿]{1,9}";
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
/** Where each count stands; a word that merely holds a numeral is none. @param plain  full-width forms folded */
export function countsIn(plain: string): { text: string; figure: string; at: number }[] {
  return [...plain.matchAll(NUMBER)].flatMap(({ 0: text, 1: number = "", 2: unit, index: at }) => {
    const figure = countOf(number, unit);
    return figure === undefined ? [] : [{ text, figure, at }];
  });
}

/** Undefined: a word that merely holds a numeral, like 统一 or 一个. */
export function countOf(number: string, unit: string | undefined): string | undefined {
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
export function amountOf(numeral: string): number {
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
