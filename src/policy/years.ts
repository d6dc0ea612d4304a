import type { Day } from "../clock.ts";

/** Years that a question speaks of, 今年 and 明年 counted from the day of asking. */
const YEAR = /(?<!\d)((?:19|20)\d{2})(?!\d)(?!号)(?!〕|\])/g;
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/今年|本年度|本年(?!末)|当年/u, 0],
  [/明年|来年|下一年|下年度/u, 1],
  [/后年/u, 2],
  [/去年|上年度(?!工作)|上一年/u, -1],
  [/前年/u, -2],
];

/** @returns `stated`: written as a number, so an answer must hold it; `relative`: meant by 今年 …, which 每年 also answers */
export function yearsIn(plain: string, asOf: Day): { stated: number[]; relative: number[] } {
  const stated = [...plain.matchAll(YEAR)].map(([, year]) => Number(year));
  const thisYear = Number(asOf.slice(0, 4));
  const relative = RELATIVE.flatMap(([pattern, offset]) => (pattern.test(plain) ? [thisYear + offset] : []));
  return { stated: [...new Set(stated)], relative };
}
