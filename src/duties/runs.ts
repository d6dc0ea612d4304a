/** Which phrases of a sentence belong to one duty: those from a cue to the next one. */
import { type Cue, cuesOf, isOnlyDate } from "./cues.ts";
import type { Phrase, PhrasedSentence } from "./phrases.ts";

/** `at`: the phrase of the run that holds the cue. */
export type Run = {
  cue: Cue /** Further frequencies of the same phrase. */;
  more: readonly Cue[];
  phrases: readonly Phrase[];
  at: number;
  delayYears: number;
};

/** Such a phrase begins something of its own. */
const BEGINS_ANEW =
  /^(?:要|应|须|对|完善|落实|加强|强化|推动|推进|督促|指导|建立|健全|提升|提高|规范|开展|组织|严格|深入|积极|充分|加大|切实|做好|实行|实现|鼓励|支持|发现|通过|利用|全面|认真|成立|设立|及时|并?(?:依法|严肃)|鼓励|引导|营造|形成|确保|让|使|防止|便于)/u;
const AFTER_TERM = /期满|届满|满[一二两三\d]+年后/u;
const TERM_YEARS = /满([一二两三四五\d]+)年/u;

export function runsOf({ phrases }: PhrasedSentence, options: { year: number | undefined }): Run[] {
  const runs: { cue: Cue; first: number; last: number; at: number }[] = [];
  const all = phrases.map(({ plain }) => cuesOf(plain, options));
  const cues = all.map(([cue]) => cue);
  phrases.forEach((phrase, index) => {
    const cue = cues[index];
    const open = runs.at(-1);
    const isNext = open?.last === index - 1;
    if (open && isNext && joins(open.cue, cue, phrase, isDateOf(phrases[open.last], open.cue))) {
      open.last = index;
      return;
    }
    // 「节假日前10天，下发节前检查通知」 is one occasion, named twice.
    if (open && isNext && cue?.recurrence.kind === "event" && isCondition(open, phrases)) {
      open.last = index;
      return;
    }
    if (!cue) return;
    if (open && isNext && isLeftOver(open, phrases, cue)) runs.pop();
    const first = open && !runs.includes(open) ? open.first : firstOf(phrases, index, cue, runs.at(-1)?.last ?? -1);
    runs.push({ cue, first, last: index, at: index });
  });
  return runs
    .filter((run) => !isCondition(run, phrases))
    .map(({ cue, first, last, at }) => ({
      cue,
      more: all[at]?.slice(1) ?? [],
      phrases: phrases.slice(first, last + 1),
      at: at - first,
      delayYears: yearsOf(phrases[first]?.plain ?? ""),
    }));
}

type Open = { cue: Cue; first: number; last: number };

/**
 * Whether the run before a dated phrase has no sense of its own: a condition (「使用燃气的，于6月30日前全部安装」), or what the
 * date is of (「负责制定年度计划，于1月20日前印发」).
 */
function isLeftOver(open: Open, phrases: readonly Phrase[], cue: Cue): boolean {
  if (cue.recurrence.kind !== "dated" && cue.recurrence.kind !== "periodic") return false;
  const dated = phrases[open.last + 1]?.plain ?? "";
  // 「2026年至2028年，每年评选」: the span is no day of its own.
  if (open.cue.recurrence.kind === "dated" && cue.recurrence.kind === "periodic") return isDateOf(phrases[open.last], open.cue);
  return isCondition(open, phrases) || (isActivity(open.cue) && dated.length - cue.stated.length < SAYS_LITTLE);
}

const SAYS_LITTLE = 6;

/** Whether nothing but what may happen is told, and not what is to be done then. */
function isCondition({ cue, first, last }: Open, phrases: readonly Phrase[]): boolean {
  const { recurrence } = cue;
  if (recurrence.kind !== "event" || cue.isManner || first !== last) return false;
  const plain = phrases[first]?.plain ?? "";
  return !recurrence.isLaunch && CONDITION.test(plain);
}

const CONDITION =
  /(?:的(?:\p{Script=Han}{0,6}(?:场所|企业|单位|人员|隐患|项目|问题|展会))?|[时后前中]|期间|情况下|前\d{1,3}(?:个?工作日|天|日|小时))$/u;

function joins(open: Cue, cue: Cue | undefined, phrase: Phrase, isDate: boolean): boolean {
  const { kind } = open.recurrence;
  const isWeak = cue === undefined || isActivity(cue) || (kind === "event" && cue.isManner === true);
  if (!isWeak) return false;
  if (kind === "dated" || kind === "event" || isActivity(open) || isDate) return true;
  return cue === undefined && !BEGINS_ANEW.test(phrase.plain);
}

function isDateOf(phrase: Phrase | undefined, cue: Cue): boolean {
  return phrase !== undefined && isOnlyDate(phrase.plain, cue);
}

function isActivity({ recurrence }: Cue): boolean {
  return recurrence.kind === "unspecified" && recurrence.word === undefined;
}

/** A date that closes its sentence (「建立清册，2025年6月底前完成」) belongs to what stands before it. */
function firstOf(phrases: readonly Phrase[], index: number, cue: Cue, taken: number): number {
  const phrase = phrases[index];
  const before = phrases[index - 1];
  if (before && index - 1 > taken && AFTER_TERM.test(before.plain)) return index - 1;
  const isClosing = index === phrases.length - 1 && phrase !== undefined && isOnlyDate(phrase.plain, cue);
  return isClosing ? Math.min(index, taken + 1) : index;
}

function yearsOf(plain: string): number {
  const numeral = TERM_YEARS.exec(plain)?.[1];
  if (!numeral || !AFTER_TERM.test(plain)) return 0;
  return YEARS[numeral] ?? Number(numeral);
}

const YEARS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 };
