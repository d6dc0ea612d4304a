/** Whether, and how often, a text says that something returns. What returns without a date or a period (每年汛期前, 定期) has no frequency. */
import { FREQUENCY_SHAPES, type RuleReading } from "./frequency-shapes.ts";

/** `stated`: as written, with its offsets in the text that was read. */
export type Frequency = RuleReading & { stated: string; start: number; end: number };

/** First days, for plans of the period to come. */
const STARTS: Readonly<Record<string, string>> = {
  "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
  "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1": "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1",
  "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
  "FREQ=MONTHLY;BYMONTHDAY=-1": "FREQ=MONTHLY;BYMONTHDAY=1",
  "FREQ=WEEKLY;BYDAY=SU": "FREQ=WEEKLY;BYDAY=MO",
};
/** 「每年汛期前」 returns, but nobody wrote on which day. */
const NO_DATE = /^的?(?:进?入?汛|台风|[春夏秋冬]季|入[夏冬春秋]|春节|元旦|清明|五一|端午|中秋|国庆|重大|节假日|旺季|开学|暑|寒)/u;
/** 「每年因火灾死亡……」 tells what happens, not what is to be done. */
const NARRATES = /^[^，]{0,6}?(?:因|造成|发生|约有|平均|增长|下降|达到?\d)/u;
/** Plans are made before their period. */
const PLANS =
  /(?:列|制定|制订|编制|拟定|拟订|排定|安排|下达|确定|报送?|印发|提出)[好出]?[^，。；]{0,10}计划(?![^，。；]{0,4}(?:完成|执行|落实|进展)?情况)/u;

/** 「必要时每日调度」, 「汛期每天巡查」: how often only while something lasts that has no dates. */
const WHILE = /必要时|视情|根据需要|(?!^)期间|汛期|旺季|[夏冬]季|高温|节假日|应急响应/u;

/** All frequencies of a phrase: 「分别按照每季度、每月、每周」, 「月调度、季通报」. */
export function frequenciesIn(text: string): Frequency[] {
  const found: Frequency[] = [];
  for (let rest = text; ; ) {
    const frequency = frequencyIn(rest);
    if (!frequency) return found;
    found.push(frequency);
    // What was read is blanked, so that offsets stay.
    rest = rest.slice(0, frequency.start) + BLANK.repeat(frequency.end - frequency.start) + rest.slice(frequency.end);
  }
}

const BLANK = "　";

/** The frequency that `text` states; undefined where it states none. */
export function frequencyIn(text: string): Frequency | undefined {
  for (const { pattern, read } of FREQUENCY_SHAPES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const reading = read(match.groups ?? {});
    // A day that no calendar has is no frequency, and 「每年」 alone would be a guess.
    if (!reading) return undefined;
    const end = match.index + match[0].length;
    const after = text.slice(end);
    if (NO_DATE.test(after) || NARRATES.test(after) || WHILE.test(text.slice(0, match.index))) return undefined;
    return { ...forPlans(reading, text), stated: match[0], start: match.index, end };
  }
  return undefined;
}

function forPlans(reading: RuleReading, text: string): RuleReading {
  const [rule = ""] = reading.rules;
  const start = STARTS[rule];
  return reading.inferred && start && PLANS.test(text) ? { rules: [start], inferred: "period_start" } : reading;
}
