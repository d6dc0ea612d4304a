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

/** What is to be reached by then is asked for: 「到2030年要达到什么水平」. */
const GOAL =
  /目标|(?:达到|达成|实现|到|成|变成|是|有)(?:一?个)?(?:什么|啥|哪种|怎样|何种)(?:样|水平|程度|地步|状态|效果|局面|面貌)|(?:达到|达成|实现)(?:什么|啥|哪些)/u;

/**
 * @returns `stated`: a certain year, so an answer must hold it or recur; `current`: 今年, which what holds at all times also answers;
 * `isGoal`: what is to be reached by such a year is asked for, so an answer must hold it
 */
export function yearsIn(plain: string, asOf: Day): { stated: number[]; current: number | undefined; isGoal?: boolean } {
  const stated = [...plain.replace(OF_DOCUMENT, " ").matchAll(YEAR)].map(([, year]) => Number(year));
  const thisYear = Number(asOf.slice(0, 4));
  const relative = RELATIVE.flatMap(([pattern, offset]) => (pattern.test(plain) ? [thisYear + offset] : []));
  const all = [...new Set([...stated, ...relative])];
  const current = CURRENT.test(plain) ? thisYear : undefined;
  const isGoal = (all.length > 0 || current !== undefined) && GOAL.test(plain);
  return { stated: all, current, ...(isGoal && { isGoal }) };
}
