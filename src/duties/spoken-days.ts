/** Days as people say or type them, put as the grammar of schedules has them: 「明早九点」, 「12.15」, 「每月十五」, 「天天」. */
import { plainPhrase } from "./phrases.ts";

/** What stands in front of it names the days, what stands behind it is to be done, and stays as it was said. */
const REMINDS = /提醒|通知|告诉|催/u;
/** 「12.10前交台账」 */
const BY_WHEN = /之前|以前|前/u;
const NUMERAL = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})";
const WEEK = "(?:周|星期|礼拜)";
const WEEKDAY = "[一二三四五六日天]";
const DATE = `(?:(?:20\\d{2}|[今明后])年)?${NUMERAL}月${NUMERAL}[日号]`;
/** 「12.5公斤」 is no day. */
const AHEAD = "(?=[，,]|之?前|以前|[上下中]午|凌晨|清晨|早|傍?晚|\\d{1,2}[:：点]|[一二三四五六七八九十两]{1,3}点|到|至|起|记得|$)";

/** 「明天天气」, 「今年年底」 say nothing twice. */
const NOT_TWICE = "(?<![今明后前去来本这下上当每个半\\d一二三四五六七八九十])";

type Spoken = readonly (readonly [RegExp, string])[];

const ANYWHERE: Spoken = [
  [/(?<day>[今明后])儿个?(?=[早上中下晚傍\d一二三四五六七八九十提])/gu, "$<day>天"],
  [new RegExp(`(?<day>[今明后])(?<part>[早晚])上?(?=${NUMERAL}[点:：])`, "gu"), "$<day>天$<part>上"],
];
const IN_FRONT: Spoken = [
  [/(?<year>20\d{2})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})(?=\D|$)/gu, "$<year>年$<month>月$<date>日"],
  [new RegExp(`(?<![\\d.])(?<month>1[0-2]|0?[1-9])[./](?<date>3[01]|[12]\\d|0?[1-9])${AHEAD}`, "gu"), "$<month>月$<date>日"],
  [
    new RegExp(`(?<month>${NUMERAL}月份?|每个?月的?)(?<date>3[01]|[12]?\\d|三十一?|二?十[一二三四五六七八九]?)${AHEAD}`, "gu"),
    "$<month>$<date>日",
  ],
  [/廿(?=[一二三四五六七八九]?[日号])/gu, "二十"],
  [new RegExp(`${NOT_TWICE}(?<unit>[天月年])\\k<unit>(?!气)`, "gu"), "每$<unit>"],
  [new RegExp(`每(?<part>[早晚])上?(?=${NUMERAL}[点:：])`, "gu"), "每天$<part>上"],
  [/(?<!一个?)(?:每个?)?上班[日天](?:每天)?/gu, "每个工作日"],
  [new RegExp(`每?逢(?=${WEEK}${WEEKDAY}|[月年][底末])`, "gu"), "每"],
  [new RegExp(`每?逢(?=${NUMERAL}月${NUMERAL}[日号])`, "gu"), "每年"],
  [new RegExp(`(?:每个?月)?每?逢(?=${NUMERAL}[日号])`, "gu"), "每月"],
  [new RegExp(`(?<![每下本这])(?<days>${WEEK}${WEEKDAY}[到至-]${WEEK}?${WEEKDAY})的?每天`, "gu"), "每$<days>"],
  [new RegExp(`从?(?<from>${DATE})(?:到|至|[-~～—])(?<to>${DATE})(?=每)`, "gu"), "从$<from>起到$<to>为止"],
];

/** Without spaces, but for those between a date and a time in digits. */
export function plainOrder(words: string): string {
  return plainPhrase(words.replace(/(?<=\d)\s+(?=\d)/gu, APART));
}

const APART = "，";

/** @param order  without spaces */
export function asWritten(order: string): string {
  const text = written(order, ANYWHERE);
  const verb = text.search(REMINDS.test(text) ? REMINDS : BY_WHEN);
  return verb <= 0 ? text : `${written(text.slice(0, verb), IN_FRONT)}${text.slice(verb)}`;
}

function written(text: string, spoken: Spoken): string {
  return spoken.reduce((said, [pattern, words]) => said.replace(pattern, words), text);
}
