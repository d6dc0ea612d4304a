/**
 * The shapes in which documents write a frequency: 每季度, 每年1月30日前, 每月最后一天, 半年一演练, 1次/季. A period without a day is due on
 * its last day, which is then inferred.
 */
import { numeralValue } from "../knowledge/numbering.ts";
import type { Inference } from "./duty.ts";

/** RFC 5545 rules, date-only, and what about their days was not written. */
export type RuleReading = { rules: readonly string[]; inferred: Inference | undefined };

type Named = Readonly<Record<string, string | undefined>>;
/** Undefined for a day that no calendar has. */
type Shape = { pattern: RegExp; read: (groups: Named) => RuleReading | undefined };

const NUMERAL = "(?:\\d{1,2}|[一二三四五六七八九十两]{1,3})";
const MONTH_DAY = `${NUMERAL}月(?:份)?(?:${NUMERAL}[日号]|[底末初]|[上中下]旬)?`;
const BEFORE = "(?:之前|以前|前|之内|以内|内)?";
const AT = "(?:[于在至]|不迟于|最迟)?";
const EACH = "(?:至少)?每(?:一)?个?";
/** The days of a month, as listed: 「15日、30日」, 「底」. */
const DAYS_IN = `(?:(?<days>${NUMERAL}[日号](?:[、和及与]${NUMERAL}[日号])*)|(?<edge>最后一[天日]|[底末初]|[上中下]旬))?`;
const THIRDS: Readonly<Record<string, string>> = { 初: "10", 上: "10", 中: "20" };
const LIST = /[、和及与]|以及/u;

const MONTHS_OF_QUARTER: Readonly<Record<string, string>> = {
  首: "1,4,7,10",
  第一: "1,4,7,10",
  第1: "1,4,7,10",
  第二: "2,5,8,11",
  第2: "2,5,8,11",
  第三: "3,6,9,12",
  第3: "3,6,9,12",
  末: "3,6,9,12",
  最后一: "3,6,9,12",
};
const WEEKDAYS: Readonly<Record<string, string>> = {
  一: "MO",
  二: "TU",
  三: "WE",
  四: "TH",
  五: "FR",
  六: "SA",
  日: "SU",
  天: "SU",
  末: "SU",
};
const CLOSES_YEAR = /[底末]/u;
/** How often, where a period stands before 「一次」 or 「一演练」. */
const ENDS: Readonly<Record<string, string>> = {
  年: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
  年度: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
  半年: "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
  季: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
  季度: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
  月: "FREQ=MONTHLY;BYMONTHDAY=-1",
  半月: "FREQ=MONTHLY;BYMONTHDAY=15,-1",
  旬: "FREQ=MONTHLY;BYMONTHDAY=10,20,-1",
  周: "FREQ=WEEKLY;BYDAY=SU",
  星期: "FREQ=WEEKLY;BYDAY=SU",
  日: "FREQ=DAILY",
  天: "FREQ=DAILY",
  工作日: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
};
const UNIT = "(?<unit>年|季度?|月|周|星期|日|天)";
const INTERVALS: Readonly<Record<string, readonly [string, number]>> = {
  年: ["FREQ=YEARLY;INTERVAL=#;BYMONTH=12;BYMONTHDAY=31", 1],
  季: ["FREQ=MONTHLY;INTERVAL=#;BYMONTHDAY=-1", 3],
  季度: ["FREQ=MONTHLY;INTERVAL=#;BYMONTHDAY=-1", 3],
  月: ["FREQ=MONTHLY;INTERVAL=#;BYMONTHDAY=-1", 1],
  周: ["FREQ=WEEKLY;INTERVAL=#;BYDAY=SU", 1],
  星期: ["FREQ=WEEKLY;INTERVAL=#;BYDAY=SU", 1],
  日: ["FREQ=DAILY;INTERVAL=#", 1],
  天: ["FREQ=DAILY;INTERVAL=#", 1],
};
/** Intervals that people call by another name. */
const SAME_AS: Readonly<Record<string, string>> = {
  "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
  "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
  "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
};
const DONE =
  "(?:次|回|检查|自查|排查|演练|调度|通报|巡查|抽查|考核|培训|报告|研判|总结|小结|报送|汇总|会商|评估|督导|督查|点评|讲评|清零|例会|体检|更新|[开报评清考练训测议])";

/** In the order in which they are tried: the more they state, the earlier. */
export const FREQUENCY_SHAPES: readonly Shape[] = [
  {
    pattern: new RegExp(`${AT}(?:${EACH}|[次翌])年度?的?(?<dates>${MONTH_DAY}(?:(?:、|和|及|与|以及)${MONTH_DAY})*)${BEFORE}`, "u"),
    read: ({ dates = "" }) => yearly(dates.split(LIST)),
  },
  {
    pattern: new RegExp(`${AT}${EACH}年度?的?第?(?<quarter>[一二三四1-4])季度(?<edge>[底末])?${BEFORE}`, "u"),
    read: ({ quarter = "", edge }) => ({
      rules: [`FREQ=YEARLY;BYMONTH=${numeralValue(quarter) * 3};BYMONTHDAY=-1`],
      inferred: edge ? undefined : "period_end",
    }),
  },
  {
    pattern: new RegExp(`${AT}${EACH}年度?的?(?<half>[上下])半年${BEFORE}`, "u"),
    read: ({ half }) => ({ rules: [`FREQ=YEARLY;BYMONTH=${half === FIRST ? 6 : 12};BYMONTHDAY=-1`], inferred: "period_end" }),
  },
  {
    pattern: new RegExp(`${AT}${EACH}年(?:度|年)?(?<edge>[底末初])${BEFORE}`, "u"),
    read: ({ edge = "" }) =>
      CLOSES_YEAR.test(edge)
        ? { rules: ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"], inferred: undefined }
        : { rules: ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"], inferred: "period_end" },
  },
  {
    pattern: new RegExp(`${AT}${EACH}季度?的?(?<which>首|末|最后一|第[一二三123])个?月的?${DAYS_IN}${BEFORE}`, "u"),
    read: ({ which = "", ...days }) => inMonths(`FREQ=YEARLY;BYMONTH=${MONTHS_OF_QUARTER[which]}`, days),
  },
  {
    pattern: new RegExp(`${AT}${EACH}季度?(?:的?(?:[底末]|最后一[天日]))${BEFORE}`, "u"),
    read: () => ({ rules: [ENDS[QUARTER] ?? ""], inferred: undefined }),
  },
  {
    pattern: new RegExp(`${AT}(?:${EACH}月(?:份)?的?|[次当]月的?)${DAYS_IN.replace(/\?$/u, "")}${BEFORE}`, "u"),
    read: (days) => inMonths("FREQ=MONTHLY", days),
  },
  {
    pattern: new RegExp(`${AT}${EACH}(?:周|星期|礼拜)(?<weekday>[一二三四五六日天末])${BEFORE}`, "u"),
    read: ({ weekday = "" }) => ({ rules: [`FREQ=WEEKLY;BYDAY=${WEEKDAYS[weekday]}`], inferred: undefined }),
  },
  {
    pattern: new RegExp(`每隔?(?<count>${NUMERAL})个?${UNIT}(?!内)`, "u"),
    read: ({ count = "", unit = "" }) => interval(count, unit),
  },
  { pattern: /隔(?<unit>周|月|年|日|天)(?=[一\p{Script=Han}]{0,6}(?:次|回|查|开展|组织))/u, read: ({ unit = "" }) => interval("2", unit) },
  {
    pattern:
      /(?:至少)?每(?:一)?个?(?<unit>半年度?|年度?(?![龄内])|季度?(?!节)|半个?月|月度?|旬|周(?![边围转期岁])|星期|工作日|日(?!常)|天(?!然))/u,
    read: ({ unit = "" }) => atEnd(unit.replace(/^(半年|季|月)度$/u, "$1").replace(/个/u, "")),
  },
  {
    pattern: new RegExp(
      `(?<![\\d一二三四五六七八九十])(?:一(?:个)?)?(?<unit>半年|年|季度|季|半月|月|旬|周|日|天)(?:至少|最少)?(?:一|1|两|2)${DONE}`,
      "u",
    ),
    read: ({ unit = "" }) => atEnd(unit),
  },
  {
    pattern: /(?<![\d一二三四五六七八九十上下本当次今明])(?<unit>半年|季度?|月|周)(?=调度|通报|研判|会商|例会|小结|讲评|点评)/u,
    read: ({ unit = "" }) => atEnd(unit),
  },
  { pattern: /(?:\d{1,2}|[一二两三四五])次[/／每](?<unit>半年|年|季度|季|月|周|天|日)/u, read: ({ unit = "" }) => atEnd(unit) },
];

const FIRST = "上";
const QUARTER = "季";
function atEnd(unit: string): RuleReading | undefined {
  const rule = ENDS[unit];
  if (rule === undefined) return undefined;
  const hasDay = rule === ENDS[EVERY_DAY] || rule === ENDS[WORKDAYS];
  return { rules: [rule], inferred: hasDay ? undefined : "period_end" };
}

const EVERY_DAY = "日";
const WORKDAYS = "工作日";

function interval(count: string, unit: string): RuleReading | undefined {
  const [shape, factor] = INTERVALS[unit] ?? [];
  const number = (count === TWO ? 2 : numeralValue(count)) * (factor ?? 1);
  if (!shape || number < 1) return undefined;
  if (number === 1) return atEnd(unit);
  const rule = shape.replace("#", String(number));
  return { rules: [SAME_AS[rule] ?? rule], inferred: "period_end" };
}

const TWO = "两";

function inMonths(head: string, { days, edge }: Named): RuleReading | undefined {
  if (days === undefined) {
    return { rules: [`${head};BYMONTHDAY=${edge ? edgeDay(edge) : "-1"}`], inferred: edge ? undefined : "period_end" };
  }
  const numbers = days.split(LIST).map((day) => numeralValue(day.slice(0, -1)));
  if (numbers.some((day) => day < 1 || day > 31)) return undefined;
  const usual = numbers.filter((day) => day <= SHORTEST_MONTH);
  const late = numbers.filter((day) => day > SHORTEST_MONTH).flatMap((day) => lateRules(head, day));
  return { rules: [...(usual.length > 0 ? [`${head};BYMONTHDAY=${usual.join(",")}`] : []), ...late], inferred: undefined };
}

const SHORTEST_MONTH = 28;

/** 「每月30日前」 is due in February as well: on the last day that the month has. */
function lateRules(head: string, day: number): string[] {
  const months = /BYMONTH=([\d,]+)/.exec(head)?.[1];
  const upTo = Array.from({ length: day - SHORTEST_MONTH + 1 }, (_, index) => SHORTEST_MONTH + index);
  if (months === undefined) return [`${head};BYMONTHDAY=${upTo.join(",")};BYSETPOS=-1`];
  // BYSETPOS would choose one day of the whole year.
  return months.split(",").map((month) => `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${Math.min(day, lastDayOf(Number(month)))}`);
}

function edgeDay(edge: string): string {
  return THIRDS[edge.charAt(0)] ?? "-1";
}

const DATE = new RegExp(`^(?<month>${NUMERAL})月(?:份)?(?:(?<day>${NUMERAL})[日号]|(?<edge>[底末初]|[上中下]旬))?$`, "u");

function yearly(dates: readonly string[]): RuleReading | undefined {
  const read = dates.map((date) => DATE.exec(date)?.groups ?? {});
  if (read.some(({ month = "", day }) => !isMonth(month) || (day !== undefined && !isDate(month, day)))) return undefined;
  const rules = read.map(({ month = "", day, edge }) => {
    const date = day === undefined ? edgeDay(edge ?? "") : String(numeralValue(day));
    return `FREQ=YEARLY;BYMONTH=${numeralValue(month)};BYMONTHDAY=${date}`;
  });
  return { rules, inferred: read.some(({ day, edge }) => !day && !edge) ? "period_end" : undefined };
}

function isMonth(numeral: string): boolean {
  return numeralValue(numeral) >= 1 && numeralValue(numeral) <= 12;
}

/** Whether every year has that day. */
function isDate(month: string, day: string): boolean {
  return numeralValue(day) >= 1 && numeralValue(day) <= lastDayOf(numeralValue(month));
}

function lastDayOf(month: number): number {
  return new Date(Date.UTC(COMMON_YEAR, month, 0)).getUTCDate();
}

const COMMON_YEAR = 2025;
