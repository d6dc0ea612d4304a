/**
 * What stands in a cell, as people and office programs write it. Decides alone: a text, or what is wrong with it.
 */

/** A cell that must not be read: its problem is told. */
export type CellProblem = "formula" | "merged" | "error" | "long_number";

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/gu;
/** No name holds them, and no database keeps all of them; lines are kept. */
const CONTROL = /[\p{Cc}\u3000\u00a0]+/gu;
const FULL_WIDTH = /[！-～]/gu;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Excel keeps fifteen digits of a number: longer ones are not what was typed. */
const EXACT_BELOW = 1e15;

/** Its lines without blanks around them, and without what cannot be seen. */
export function tidyCell(text: string): string {
  const lines = text
    .toWellFormed()
    .replace(INVISIBLE, "")
    .split(/\r\n?|\n/u);
  return lines
    .map((line) => line.replace(CONTROL, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/** 「１３８」 → 「138」, also letters and signs. */
export function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_SHIFT));
}

/** A number as it was typed; undefined: it has lost digits. */
export function printNumber(value: number): string | undefined {
  if (!Number.isFinite(value) || Math.abs(value) >= EXACT_BELOW) return undefined;
  return String(Number(value.toPrecision(15)));
}

const LIST_BREAK = /[、;；\n]+/u;

/** 「甲、乙」; what stands twice counts once. */
export function readList(text: string): string[] {
  return [...new Set(text.split(LIST_BREAK).map((item) => item.trim()))].filter(Boolean);
}

const LIST_SIGN = "、";

export function printList(items: readonly string[]): string {
  return items.join(LIST_SIGN);
}

const PHONE_BREAK = /[、，,;；/\n]+/u;
const MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;
/** An area code, the number, an extension. */
const LANDLINE = /^\(?(0\d{2,3})\)?-?(\d{7,8})(?:[-转](\d{1,6}))?$/;
const SERVICE = /^(?:[48]00-?\d{3}-?\d{4}|\d{5,8})$/;
const WITHOUT_ZERO = /^[2-9]\d{9,10}$/;

export type PhoneReading = { phone: string } | { problem: "phone" | "phone_without_zero" };

/** One or several numbers of the telephone, as text. */
export function readPhone(text: string): PhoneReading {
  const parts = halfWidth(text)
    .split(PHONE_BREAK)
    .filter((part) => part.trim() !== "");
  // Blanks stand inside a number as well as between two.
  const numbers = parts.flatMap(
    (part) =>
      readNumber(part) ??
      part
        .trim()
        .split(/\s+/u)
        .map((piece) => readNumber(piece)),
  );
  if (numbers.length === 0 || numbers.includes(undefined)) {
    return { problem: parts.some((part) => WITHOUT_ZERO.test(part.trim())) ? "phone_without_zero" : "phone" };
  }
  return { phone: [...new Set(numbers)].join(LIST_SIGN) };
}

function readNumber(part: string): string | undefined {
  const compact = part.replace(/^\s*'|\s/gu, "");
  const mobile = MOBILE.exec(compact.replaceAll("-", ""));
  if (mobile) return mobile[1];
  const landline = LANDLINE.exec(compact);
  if (landline) return landline.slice(1).filter(Boolean).join("-");
  return SERVICE.test(compact) ? compact : undefined;
}
