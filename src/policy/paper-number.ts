import { plainOf } from "./normalise.ts";

/** Numbers of papers as people say them: 「泉洛安委8号文」, 「那个43号文」. */

/** By the letters of its number, or by the number itself, where that is not the document's own. */
export function isNumbered(plain: string, number: string, own: string): boolean {
  const count = COUNT_OF.exec(plainOf(number))?.[0];
  const isOwn = prefixOf(number) === prefixOf(own);
  if (plain.includes(prefixOf(number)) && !isOwn) return true;
  const isCalled = count !== undefined && new RegExp(`(?<!\\d)${count}${OF_DOCUMENT}`, "u").test(plain);
  return isCalled && COUNT_OF.exec(plainOf(own))?.[0] !== count;
}

const OF_DOCUMENT = "(?:文|通知|意见|方案)";
const COUNT_OF = /\d+号$/u;

const YEAR_OF = "[〔(\\[【]?(?:\\d{4})?年?[〕)\\]】]?第?";

/** Where `number` is spoken of, by as much of it as is said. */
export function numberIn(plain: string, number: string): { start: number; end: number } | undefined {
  const count = COUNT_OF.exec(plainOf(number))?.[0] ?? "";
  const [full, short] = [`${prefixOf(number)}${YEAR_OF}(?:${count})?`, `(?<!\\d)${count}(?=${OF_DOCUMENT})`];
  const found = new RegExp(full, "u").exec(plain) ?? new RegExp(short, "u").exec(plain);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** 「闽委办发」 of 「闽委办发〔2018〕11号」, in plain form. */
function prefixOf(number: string): string {
  return plainOf(number).split(/[〔[(（]/u, 1)[0] ?? "";
}
