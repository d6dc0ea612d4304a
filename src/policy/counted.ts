import { numeralValue } from "../knowledge/numbering.ts";
import { plainOf } from "./normalise.ts";
import type { Unit } from "./units.ts";

/**
 * 「几楼」, 「多少处」, 「几块牌」: a question for a number of something is answered by a number of just that. What a list
 * answers as well (几项, 几类), and what has a kind of its own (几次, 几天), is judged elsewhere.
 */
const COUNT = "(?:\\d+|[一二两三四五六七八九十百千]+)";
const AND_MORE = "(?:多|余)?个?";
const MEASURE =
  "楼|层|块(?=\\p{Script=Han})|起|处(?!室|理)|所|级|分(?!为|成|几|别|管|工)|座|间|台|辆|部|本|张|册|页|字|组|队|班|场|届|期|吨|斤|桌|只|箱|瓶|具|把|支|节|门|根|平|米";
const ASKED = new RegExp(`(?<![哪这那好第十])(?:几|多少)个?(${MEASURE})`, "u");
/** 「发几条」, 「挂几张」: what is done so many times is no list. */
const THINGS = "条|份|张|篇|块|个|幅|面|件|批|处|项|套";
const DONE = new RegExp(`[发挂贴播登推装派抽放买印刊刷摆留报交招请](?:了)?(?:几|多少)(${THINGS})`, "u");

/** 「列了多少条」, 「共有几项」: how many of what a list has. */
const MEMBERS = /(?<!哪)(?:几|多少)个?(条|项|类|种|点|款)/u;

/** A sentence answers it by a number of just that; a list that is counted is judged elsewhere. */
export function tellsMembers(plain: string, unit: Unit): boolean {
  const measure = MEMBERS.exec(plain)?.[1];
  return measure === undefined || new RegExp(`${COUNT}${SIZE}${measure}`, "u").test(plainOf(unit.text));
}

/** 「73项措施逐条是什么」: a list of a few is not the one that is asked for. */
export function isLongEnough(plain: string, members: number): boolean {
  const count = LONG_LIST.exec(plain)?.[1];
  return count === undefined || members * 2 >= numeralValue(count);
}

const SIZE = "(?:大|小)?";
const LONG_LIST = /(\d{2,3}|(?<=哪)[一二三四五六七八九]?十[一二三四五六七八九]?)(?:条|项|类|种|点|款|个|家)/u;

export function holdsCount(plain: string, unit: Unit): boolean {
  const measure = ASKED.exec(plain)?.[1] ?? DONE.exec(plain)?.[1];
  return measure === undefined || new RegExp(`${COUNT}${AND_MORE}${measure}`, "u").test(plainOf(unit.text));
}
