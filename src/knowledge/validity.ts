import type { Day } from "../clock.ts";
import { shiftDay } from "./calendar-points.ts";
import type { Passage } from "./document.ts";
import { numeralValue } from "./numbering.ts";
import { type Period, periodsIn } from "./periods.ts";

/** From when to when a document says that it holds. `basis`: the path of the clause, or the title. */
export type Validity = { from: Day | undefined; to: Day | undefined; basis: string | undefined };

/** 「本规定自2025年4月1日起施行」, not 「《条例》自……起施行」. */
const TAKES_EFFECT = /(?:本[\p{Script=Han}（）]{1,12}?自|(?:^|[。；（(\s　])自|^[（(])([^。；，]{2,30}?)起(?:试行|施行|实施|执行|生效)/u;
const AT_ONCE = /(?:发布|公布|印发|下发)之日/u;
const LASTS_UNTIL = /(?:有效期(?:限)?|试行期|执行期)?(?:截?至|到)([^。；，]{4,20})/u;
const TERM = /(?:有效期(?:限)?|试行期|试行)(?:为|：|:)?\s*([\d一二三四五六七八九十两]{1,2})\s*年/u;
const TERM_WORDS = /有效期|试行期|试行|执行期/u;

/**
 * What a plan itself tells of its validity: a clause on its taking effect, else the years in its title.
 * @param facts.issuedOn  where it takes effect on the day of its issue
 */
export function validityOf(
  passages: readonly Pick<Passage, "kind" | "path" | "body">[],
  facts: { title: string | undefined; titlePath: string; issuedOn: Day | undefined },
): Validity {
  // The rules on taking effect stand at the end.
  for (const { body, path } of passages.filter(({ kind }) => kind === "clause").toReversed()) {
    const stated = TAKES_EFFECT.exec(body)?.[1];
    if (stated === undefined) continue;
    const from = AT_ONCE.test(stated) ? facts.issuedOn : firstOf(stated)?.from;
    return { from, to: endOf(body, from), basis: path };
  }
  const years = periodsIn(facts.title ?? "").find(spansYears);
  return years ? { from: undefined, to: years.to, basis: facts.titlePath } : { from: undefined, to: undefined, basis: undefined };
}

function endOf(body: string, from: Day | undefined): Day | undefined {
  if (!TERM_WORDS.test(body)) return undefined;
  const stated = LASTS_UNTIL.exec(body)?.[1];
  const last = stated === undefined ? undefined : firstOf(stated)?.to;
  if (last) return last;
  const numeral = TERM.exec(body)?.[1];
  if (!numeral || !from) return undefined;
  const years = numeral === TWO ? 2 : numeralValue(numeral);
  return shiftDay(`${Number(from.slice(0, 4)) + years}${from.slice(4)}`, -1);
}

const TWO = "两";

/** 「三年行动方案（2024—2026年）」; one year alone names the plan of that year, which may well go on. */
function spansYears({ kind, from, to }: Period): boolean {
  return kind === "during" && from !== undefined && to !== undefined && from.slice(0, 4) < to.slice(0, 4);
}

function firstOf(text: string): Period | undefined {
  return periodsIn(text)[0];
}
