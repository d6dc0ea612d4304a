/**
 * Days, deadlines and phases as documents write them. What recurs (每年11月30日前) is no period. 「6月30日前」 and 「6月底前」 include
 * the day that they name, as offices mean it; 「2025年前」 and 「6月前」 end before the year or the month begins.
 */
import type { Day } from "../clock.ts";
import { type CalendarPoint, type Context, readBareDay, readBareYear, readPoint, shiftDay } from "./calendar-points.ts";
import type { Passage } from "./document.ts";
import { readMarker } from "./numbering.ts";
import { sentencesOf } from "./sentences.ts";

export type Period = {
  /** 2025年5月至10月, 2026年第四季度 · 2025年底前, 到2035年 · 2021年以后, 自2025年4月1日起 */
  kind: "during" | "until" | "since";
  from: Day | undefined;
  to: Day | undefined;
  /** Verbatim, with its offsets in the text that was read. */
  text: string;
  start: number;
  end: number;
};

/** 「2025年底前切实提升……水平」: what is to be reached, and by when. */
export type DatedGoal = { text: string; due: Day; start: number; end: number };

/** 「第二阶段：全面实施推进阶段（2019年4月—2020年6月底）」 */
export type Phase = { name: string; path: string; period: Period };

const STARTS =
  /\d{4}|[〇○零一二三四五六七八九]{4}(?=\s*年)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=\s*月)|第?[一二三四]季度|[上下]半年/gu;
const CONNECTOR = /\s*(?:[-—–－~～]{1,2}|至|到)\s*/uy;
const BEFORE = /\s*(?:之前|以前|前|为止|止)(?![期款列述])/uy;
const SINCE = /\s*(?:起|开始|以后|之后|以来|后)/uy;
const RECURRING = /每(?:个)?(?:年度?|月|季度?|周)?(?:的)?\s*$/u;
const UNTIL_PREFIX = /(?:截至|截止到?|到|至|最迟于?|不晚于)\s*$/u;
const SINCE_PREFIX = /(?:自|从)\s*$/u;
/** 〔2024〕, 2.5, 1—3 of something else. */
const NUMBER_BEFORE = /[\d〔[.．第]$/u;

/**
 * The periods that a text names, in their order.
 * @param options.year  of the document, for days that are written without one; without it such days are left out
 */
export function periodsIn(text: string, options: { year?: number } = {}): Period[] {
  const periods: Period[] = [];
  for (const { index } of text.matchAll(STARTS)) {
    if (index < (periods.at(-1)?.end ?? 0)) continue;
    const before = text.slice(0, index);
    if (NUMBER_BEFORE.test(before) || RECURRING.test(before)) continue;
    const period = readPeriod(text, index, { year: options.year });
    if (period) periods.push(period);
  }
  return periods;
}

/** The goals of a text that name their day. A comma before the next day ends a goal. */
export function datedGoalsIn(text: string, options: { year?: number } = {}): DatedGoal[] {
  return sentencesOf(text).flatMap((sentence) => {
    const periods = periodsIn(sentence.text, options);
    return periods.flatMap(({ kind, to, start, end }, index) => {
      const next = periods.slice(index + 1).find((period) => STAGE_BREAK.test(sentence.text.slice(0, period.start)));
      const goal = sentence.text.slice(start, next?.start ?? sentence.text.length).replace(GOAL_END, "");
      const isGoal = kind === "until" && start + goal.length - end >= GOAL_MIN;
      return isGoal && to ? [{ text: goal, due: to, start: sentence.start + start, end: sentence.start + start + goal.length }] : [];
    });
  });
}

/** Shorter, it is a date that stands for itself. */
const GOAL_MIN = 4;
const STAGE_BREAK = /[，,；;]\s*(?:到|于|在|截至)?\s*$/u;
const GOAL_END = /[，,；;。、\s]*(?:到|于|在|截至)?\s*$/u;
const PHASE_HEADING = /^([^（(。《]{1,40}?)[（(]([^（）()]{4,40})[）)]/u;
/** What may stand in the bracket beside the period itself. */
const PERIOD_ALONE = /^(?:自|从|到|至|截至|于)?\s*$/u;

/** The phases of a plan: points whose heading ends with its period in brackets. */
export function phasesOf(passages: readonly Pick<Passage, "kind" | "path" | "body">[], options: { year?: number } = {}): Phase[] {
  return passages.flatMap(({ kind, path, body }) => {
    const marker = kind === "clause" || kind === "heading" ? readMarker(body) : undefined;
    // 「第二阶段」 is a part of the name, 「（二）」 is not.
    const heading = marker?.kind === "phase" ? body : body.slice(marker?.length ?? 0);
    const [, name = "", bracket = ""] = PHASE_HEADING.exec(heading) ?? [];
    const [period] = periodsIn(bracket, options);
    if (!marker || !period || !PERIOD_ALONE.test(bracket.slice(0, period.start)) || bracket.slice(period.end).trim()) return [];
    const start = body.indexOf(bracket) + period.start;
    return [{ name, path, period: { ...period, start, end: start + period.text.length } }];
  });
}

function readPeriod(text: string, index: number, context: Context): Period | undefined {
  const first = readPoint(text, index, context) ?? readBareYear(text, index);
  if (!first) return undefined;
  const second = readSecond(text, first);
  // 「2024」 alone may be any number.
  if (!second && !readPoint(text, index, context)) return undefined;
  const last = second ?? first;
  const before = text.slice(0, index);
  const shape = (kind: Period["kind"], from: Day | undefined, to: Day | undefined, end: number): Period => ({
    kind,
    from,
    to,
    text: text.slice(index, end),
    start: index,
    end,
  });
  if (second) return shape("during", first.from, last.to, last.end);
  const beforeEnd = endOf(BEFORE, text, first.end);
  if (beforeEnd !== undefined) return shape("until", undefined, first.isExact ? first.to : shiftDay(first.from, -1), beforeEnd);
  const sinceEnd = endOf(SINCE, text, first.end);
  if (sinceEnd !== undefined || SINCE_PREFIX.test(before)) return shape("since", first.from, undefined, sinceEnd ?? first.end);
  if (UNTIL_PREFIX.test(before)) return shape("until", undefined, first.to, first.end);
  return shape("during", first.from, first.to, first.end);
}

/** The end of 「……至……」. It takes year and month from the beginning, and the next year where it would end before it begins. */
function readSecond(text: string, first: CalendarPoint): CalendarPoint | undefined {
  const at = endOf(CONNECTOR, text, first.end);
  if (at === undefined) return undefined;
  const second = readPoint(text, at, first) ?? readBareDay(text, at, first);
  if (!second || second.to >= first.from) return second;
  const later = readPoint(text, at, { year: first.year + 1 });
  return later && later.to >= first.from ? later : undefined;
}

function endOf(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
