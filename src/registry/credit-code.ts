/**
 * 统一社会信用代码, GB 32100—2015: eighteen signs without I, O, S, V and Z. The last one checks the seventeen before it:
 * each sign's number times 3 to the power of its place, summed modulo 31, and what is missing to 31.
 */

const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;
const FULL_WIDTH = /[！-～]/gu;
const FULL_WIDTH_SHIFT = 0xfee0;

type CreditCodeProblem = "length" | "sign" | "check_digit";
export type CreditCodeReading = { code: string } | { problem: CreditCodeProblem };

/** Reads a code as people type it: in small letters, with blanks, in full width. */
export function readCreditCode(text: string): CreditCodeReading {
  const code = text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/[\s-]/gu, "")
    .toUpperCase();
  if (code.length !== LENGTH) return { problem: "length" };
  if ([...code].some((sign) => !SIGNS.includes(sign))) return { problem: "sign" };
  return checkSign(code.slice(0, -1)) === code.at(-1) ? { code } : { problem: "check_digit" };
}

/** The eighteenth sign for the seventeen before it. */
export function checkSign(body: string): string {
  let weight = 1;
  let sum = 0;
  for (const sign of body) {
    sum += SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % SIGNS.length;
  }
  return SIGNS.charAt((SIGNS.length - (sum % SIGNS.length)) % SIGNS.length);
}
