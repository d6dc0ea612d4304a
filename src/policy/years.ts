import type { Day } from "../clock.ts";

/** Years that a question speaks of, 今年 and 明年 counted from the day of asking. */
/** 「2019年的那份方案」: its year says which document is meant. */
const OF_DOCUMENT =
  /(?<!\d)(?:19|20)\d{2}年?(?:印发|发布|出台|制定|下发|发|出|搞|定)?的?(?:那个|那份|这个|这份|老|旧|版)*(?:方案|文件|通知|规定|办法|规划)/gu;
const YEAR = /(?<!\d)((?:19|20)\d{2})(?!\d)(?!号)(?!〕|\])/g;
const CURRENT = /今年|本年度|本年(?!末)|当年/u;
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/明年|来年|下一年|下年度/u, 1],
  [/后年/u, 2],
  [/去年|上年度(?!工作)|上一年/u, -1],
  [/前年/u, -2],
];

/** @returns `stated`: a certain year, so an answer must hold it or recur; `current`: 今年, which what holds at all times also answers */
export function yearsIn(plain: string, asOf: Day): { stated: number[]; current: number | undefined } {
  const stated = [...plain.replace(OF_DOCUMENT, " ").matchAll(YEAR)].map(([, year]) => Number(year));
  const thisYear = Number(asOf.slice(0, 4));
  const relative = RELATIVE.flatMap(([pattern, offset]) => (pattern.test(plain) ? [thisYear + offset] : []));
  return { stated: [...new Set([...stated, ...relative])], current: CURRENT.test(plain) ? thisYear : undefined };
}
