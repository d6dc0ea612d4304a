import type { Passage } from "../knowledge/document.ts";
import { numeralValue } from "../knowledge/numbering.ts";
import { headingTitle, partsOf } from "./list.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import type { Term } from "./terms.ts";
import { isIn } from "./weigh.ts";

/** Questions for how a part of a plan is worded: 「指导思想那段怎么写的」, 「第三部分写的什么」, 「……的原文复制给我」. */

const COPYING =
  /[,，]?(?:请|麻烦|帮忙|帮我|给我|直接|原样|原封不动)*(?:照抄|复制|抄写|抄录|抄|粘贴|贴|摘录|摘|念|读|背|发|拷贝|拷|copy)(?:一下|一份|一遍|出来|下来|过来|上来)*(?:给|到)?(?:我们|我|群里|他们)?(?:看看|看|听听|听|用)?[呗吧哈下]?[。?？!！]*$/u;
const BEFORE_COPYING = /^(?:把|将)/u;
const PART = "(?:(?:那|这)一?|的一?|一)?(?:段|部分|条|节|章|块)(?:话|内容|文字)?";
const TOLD = "(?:是|都|里|上|具体|到底|究竟)*(?:怎么|如何)?(?:写|说|讲|表述|是什么)";
const ASKED = new RegExp(`${PART}${TOLD}|${PART}的?(?:原文|原话|全文)|原文|原话|全文|逐字|${PART}$`, "u");
const NTH_PART = /第([一二三四五六七八九十\d]{1,3})个?大?(?:部分|章|板块|大块)/u;
const NAME_MIN = 3;

/** 「……原文复制给我」: what is to be done with the words says nothing of which. */
export function withoutCopying(plain: string): string {
  const rest = plain.replace(COPYING, "");
  return rest !== plain && ASKED.test(rest) ? rest.replace(BEFORE_COPYING, "") : plain;
}

export function asksForWording(plain: string): boolean {
  return ASKED.test(plain);
}

/** 「第三部分」: its number among the parts of the plan. */
export function partNumber(plain: string): number | undefined {
  const number = NTH_PART.exec(plain)?.[1];
  return number === undefined ? undefined : numeralValue(number);
}

export function nthPart(passages: readonly Passage[], n: number): string | undefined {
  return partsOf(passages)[n - 1]?.title;
}

/** The longest heading that stands in the question and says all of it: 「强化科技支撑那条里瓶改管怎么写」 asks for less than that point. */
export function headingNamed(passages: readonly Passage[], plain: string, terms: readonly Term[]): string | undefined {
  const bare = withoutMarks(plain);
  const headings = [...new Set(passages.filter(({ kind }) => kind !== "row").flatMap(({ trail }) => trail))];
  const named = headings
    .map((heading) => ({ heading, title: withoutMarks(plainOf(headingTitle(heading))) }))
    .filter(({ title }) => title.length >= NAME_MIN && bare.includes(title) && terms.every((term) => term.share < 1 || isIn(term, title)))
    .sort((one, other) => other.title.length - one.title.length);
  return named[0]?.heading;
}
