/** Whether two wordings say the same of days and times, in whatever words, and neither more nor less. */
import type { Sign } from "./schedule-sign-shapes.ts";
import { ofDays } from "./schedule-signs.ts";

type Slot = Sign["slot"];
type Signs = readonly Sign[];

/** Two of one kind have to stand in one order: 「下周三……周五」 is not 「下周五……周三」. */
export function sayTheSame(one: Signs, other: Signs): boolean {
  const [first, second] = [senseOf(one), senseOf(other)];
  return first !== undefined && second !== undefined && first.join() === second.join();
}

/** The same for all wordings of one meaning; undefined where two times are said. */
function senseOf(signs: Signs): string[] | undefined {
  const time = timeOf(signs);
  if (time === undefined) return undefined;
  const days = STEPS.reduce((said, step) => step(said), ofDays(signs));
  const slots = days.map(({ slot }) => slot);
  const isOrdered = new Set(slots).size < slots.length || has(days, "since", "until");
  const every = days.filter(({ slot }) => slot === "every");
  const said = [...every, ...days.filter(({ slot }) => slot !== "every")].map(({ slot, value }) => `${slot} ${value}`);
  return [...(isOrdered ? said : said.toSorted()), ...time, ...countOf(signs)];
}

/** 「下午三点」 is 15:00; 「三点」 alone stays open. */
function timeOf(signs: Signs): string[] | undefined {
  const [clock, ...clocks] = signs.filter(({ slot }) => slot === "clock");
  const [part, ...parts] = signs.filter(({ slot }) => slot === "part");
  if (clocks.length + parts.length > 0) return undefined;
  if (!clock) return part ? [`part ${part.value}`] : [];
  const [spoken = "", minute] = clock.value.split(":");
  const hour = Number(spoken);
  const isOpen = !part && hour > 0 && hour < WORK_BEGINS && !spoken.startsWith("0");
  const isLater = hour < NOON && (part?.value === "afternoon" || (part?.value === "noon" && hour < EARLY));
  return [`${isOpen ? "open " : ""}${isLater ? hour + NOON : hour}:${minute}`];
}

/** As the grammar of times has them. */
const WORK_BEGINS = 8;
const NOON = 12;
const EARLY = 3;

/** 「一年两次，6月30日和12月31日」: two are named. Once is what every schedule says. */
function countOf(signs: Signs): string[] {
  const named = signs.filter(({ slot }) => slot === "date" || slot === "weekday").length;
  return signs.flatMap(({ slot, value }) => (slot === "times" && value !== "1" && Number(value) !== named ? [`times ${value}`] : []));
}

/** What brings the wordings of one meaning to one. */
const STEPS: readonly ((signs: Signs) => Sign[])[] = [
  eachByItsUnit,
  everyWorkday,
  twiceAYear,
  unitsNamed,
  endsNamed,
  dateOfThisMonth,
  withoutRepeats,
];

/** 「逢周五」 is every week, 「逢15号」 every month. */
function eachByItsUnit(signs: Signs): Sign[] {
  if (has(signs, "every")) return signs.filter(({ slot }) => slot !== "each");
  const unit = signs.find(({ slot }) => slot === "unit")?.value ?? unitOfDays(signs);
  return unit === undefined ? [...signs] : signs.map((sign) => (sign.slot === "each" ? { slot: "every", value: unit } : sign));
}

function unitOfDays(signs: Signs): string | undefined {
  if (has(signs, "weekday")) return "week";
  if (has(signs, "workday")) return "workday";
  if (!has(signs, "date")) return undefined;
  return has(signs, "month") ? "year" : "month";
}

/** 「工作日每天」 */
function everyWorkday(signs: Signs): Sign[] {
  if (!has(signs, "every") || !has(signs, "workday")) return [...signs];
  const isDaily = is(signs, "every", "day") || is(signs, "every", "workday");
  return isDaily ? signs.filter(({ slot }) => slot !== "workday").map((sign) => (isEvery(sign, "day") ? EVERY_WORKDAY : sign)) : [...signs];
}

/** 「半年一次，6月20日和12月20日」 */
function twiceAYear(signs: Signs): Sign[] {
  const months = signs.filter(({ slot }) => slot === "month").map(({ value }) => Number(value));
  const [first = 0, second = 0] = months;
  const isTwice = is(signs, "every", "half") && months.length === 2 && Math.abs(first - second) === HALF_YEAR;
  return isTwice ? signs.map((sign) => (isEvery(sign, "half") ? EVERY_YEAR : sign)) : [...signs];
}

function isEvery({ slot, value }: Sign, unit: string): boolean {
  return slot === "every" && value === unit;
}

const HALF_YEAR = 6;
const EVERY_YEAR: Sign = { slot: "every", value: "year" };
const EVERY_WORKDAY: Sign = { slot: "every", value: "workday" };

/** 「月底」 that of this month, 「逢月底」 of every one. */
function unitsNamed(signs: Signs): Sign[] {
  return signs.flatMap((sign): Sign[] => {
    if (sign.slot !== "unit") return [sign];
    if (has(signs, "every") || (sign.value === "year" && has(signs, "years_on", "year"))) return [];
    const on = BARE_UNITS[sign.value];
    return on ? [{ slot: on, value: "0" }] : [sign];
  });
}

const BARE_UNITS: Readonly<Record<string, Slot>> = { month: "months_on", year: "years_on" };

/** 「月底最后一个工作日」, and 「每季末15号」: of the month in which the quarter ends. What stands apart from it is another day. */
function endsNamed(signs: Signs): Sign[] {
  return signs.flatMap((sign, at): Sign[] => {
    const next = signs[at + 1];
    if (sign.slot !== "end") return [sign];
    if (sign.value === PERIOD && next && ENDED.includes(next.slot) && next.value === LAST_MONTH.value) return [];
    if (sign.value === PERIOD && next?.slot === "date" && is(signs, "every", "quarter")) return [LAST_MONTH];
    return [END];
  });
}

const PERIOD = "period";
const ENDED: readonly Slot[] = ["workday_of", "month_of"];
const END: Sign = { slot: "end", value: "" };
const LAST_MONTH: Sign = { slot: "month_of", value: "last" };

/** As the grammar of days has it. */
function dateOfThisMonth(signs: Signs): Sign[] {
  const isBare = has(signs, "date") && !has(signs, "month", "every", "each", "months_on", "month_of");
  return isBare ? [{ slot: "months_on", value: "0" }, ...signs] : [...signs];
}

/** 「月底最后一天」, 「每个月……每个月都要」 */
function withoutRepeats(signs: Signs): Sign[] {
  const isFirst = ({ slot, value }: Sign, at: number) => signs.findIndex((one) => one.slot === slot && one.value === value) === at;
  return signs.filter((sign, at) => !REPEATED.includes(sign.slot) || isFirst(sign, at));
}

const REPEATED: readonly Slot[] = ["every", "end", "months_on"];

function has(signs: Signs, ...slots: readonly Slot[]): boolean {
  return signs.some(({ slot }) => slots.includes(slot));
}

function is(signs: Signs, wanted: Slot, named: string): boolean {
  return signs.some(({ slot, value }) => slot === wanted && value === named);
}
