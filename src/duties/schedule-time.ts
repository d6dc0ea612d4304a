/** The time of day as people say it: 「上午9点」, 「下午3点半」, 「14:30」, 「晚上八点一刻」. */
import { numeralValue } from "../knowledge/numbering.ts";

/** Minutes after midnight in Shanghai; a `question` where the words leave it open, or name no time that a day has. */
export type TimeReading =
  | { kind: "time"; minutes: number; stated: string }
  | { kind: "none" }
  | { kind: "question"; about: "which_half_of_day" | "impossible_time"; stated: string };

const NUMERAL = "(?:\\d{1,2}|[零一二三四五六七八九十两]{1,3})";
const PART = "(?<part>凌晨|清晨|清早|一早|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜里|(?<![最不别])[早晚])?";
const TIMES: readonly RegExp[] = [
  new RegExp(`${PART}(?<hour>\\d{1,2})[:：](?<minute>\\d{2})(?!\\d)`, "u"),
  new RegExp(`${PART}(?<hour>${NUMERAL})(?:点钟?|时(?!限|候|间|段))(?:(?<half>半)|(?<quarter>[一三])刻|(?<minute>${NUMERAL})分?|整)?`, "u"),
];
const AFTERNOON = /下午|午后|晚|夜里/u;
const NOON = "中午";
const TWO = "两";
/** An office that says 「9点」 means the morning; 「3点」 may be either. */
const WORK_BEGINS = 8;
const HOURS = 24;
const MINUTES = 60;

export function timeIn(text: string): TimeReading {
  for (const pattern of TIMES) {
    const match = pattern.exec(text);
    if (match) return readTime(match[0], match.groups ?? {});
  }
  return { kind: "none" };
}

function readTime(stated: string, groups: Readonly<Record<string, string | undefined>>): TimeReading {
  const { part, hour: spoken = "", half, quarter } = groups;
  const hour = numberOf(spoken);
  const minute = minuteOf(groups.minute, half, quarter);
  if (hour > HOURS || minute >= MINUTES || (hour === HOURS && minute > 0)) return { kind: "question", about: "impossible_time", stated };
  if (part === undefined && hour > 0 && hour < WORK_BEGINS && spoken.charAt(0) !== "0") {
    return { kind: "question", about: "which_half_of_day", stated };
  }
  const isLater = part !== undefined && hour < 12 && (AFTERNOON.test(part) || (part === NOON && hour < 3));
  return { kind: "time", minutes: (hour + (isLater ? 12 : 0)) * MINUTES + minute, stated };
}

function minuteOf(minute: string | undefined, half: string | undefined, quarter: string | undefined): number {
  if (half) return 30;
  if (quarter) return numeralValue(quarter) * 15;
  return minute === undefined ? 0 : numberOf(minute);
}

function numberOf(numeral: string): number {
  return numeral === TWO ? 2 : numeralValue(numeral);
}
