import type { Day } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";

/** Questions for what is to be done about now: they name a time, and nothing else. */

export const PRESENT = /现在|目前|当前|眼下|如今|今年|今天|这会儿|现阶段|走到|进行到|处在|处于|轮到/u;
/** 「最近这几个月」, 「眼下」, 「下个月起」 */
const ABOUT_NOW =
  /(?:最近|近来|近期|这阵子|这阵|这段时间|这段日子|这会儿|这(?:几|两)个?(?:月|周|星期)|近(?:几|两)个?月|[本这]个?(?:月|季度|周|星期)|接下来|往后|[上下]一?个?(?:月|季度)|下一步)/u;
/** 「该干嘛」, 「的活是什么」, 「推进到哪」 */
const WHAT_TO_DO =
  /(?:干|做|忙|搞|弄|办|抓|忙活|进行|推进|开展|落实|完成)(?:些|点|了|的)*(?:嘛|什么|啥|哪些|哪一?[块步样])|(?:的|有|重点)?(?:活|任务|工作|重点|事)(?:都|主要)?(?:是|有)(?:些)?(?:什么|啥|哪些)|到哪(?:一?步|个?阶段|里|儿|了)?|在哪(?:一?步|个?阶段)/u;
const NEXT = /下一?个?(?:月|季度)|接下来|往后|下一步/u;
const BEFORE = /上一?个?(?:月|季度)/u;
const QUARTER = /季度/u;
const MONTH_DAYS = 30;
const QUARTER_DAYS = 91;

/** 「最近这几个月该干嘛」: it names nothing but the time, so the phase of that time is meant. */
export function asksWhatNow({ plain, isBare = false }: { plain: string; isBare?: boolean }): boolean {
  return isBare && (ABOUT_NOW.test(plain) || PRESENT.test(plain)) && WHAT_TO_DO.test(plain);
}

/** 「下个月」 counts from the day of asking. */
export function dayMeant(plain: string, asOf: Day): Day {
  const days = QUARTER.test(plain) ? QUARTER_DAYS : MONTH_DAYS;
  if (BEFORE.test(plain)) return shiftDay(asOf, -days);
  return NEXT.test(plain) ? shiftDay(asOf, days) : asOf;
}
