/** What a phrase tells about when something is to be done: a frequency, a date, a word without a frequency, an event, or only an activity. */
import { type Period, periodsIn } from "../knowledge/periods.ts";
import type { Inference, Recurrence } from "./duty.ts";
import { eventIn } from "./event-cues.ts";
import { type Frequency, frequenciesIn } from "./frequency.ts";

export type Cue = {
  recurrence: Recurrence;
  inferred: readonly Inference[];
  /** The words that tell it; empty when the whole phrase does. */
  stated: string;
  /** It tells how fast, and nothing of when: 及时, 7日内. */
  isManner?: boolean;
};

/** 不定期 before 定期, which it contains; 固定期限 contains it by accident. */
const UNSET =
  /不定期|(?<![固规限约指特法确])定期(?!限|间|货|存)|经常性?|时常|适时|周期性|分期分批|随时|长期坚持|常态化?(?=开展|推进|组织|进行|排查|检查|巡查|抽查|落实|实施|管理)|持续(?:开展|推进|组织|实施)|每学期/u;
/** What an office would want to be reminded of, and about what it does so. */
const ACTIVITY =
  /(?:开展|组织|进行|加强|加大|实施|举办|落实|建立|健全|完善|制定|细化|规范|强化|编制|召开|报送|上报|报|做好|明确|推动|督促|指导|将)[^，。；]{0,36}(?:培训|演练|检查|巡查|抽查|督导|督查|台账|清单|通报表扬|通报|备案|评审|竞赛|评估|会议|汇报|报告|考核|方案|预案|年度目标|计划|宣传|排查|自查|讲座|检测|清零)/u;
/** Weeks and months that the whole country keeps; the day on which each begins. General knowledge, not of any plan. */
const CAMPAIGNS: readonly (readonly [RegExp, string])[] = [
  [/安全生产月/u, "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1"],
  [/消防(?:安全)?(?:宣传)?月|119”?消防/u, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1"],
  [/防灾减灾(?:日|宣传周)/u, "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12"],
  [/(?:《?职业病防治法》?)宣传周/u, "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25"],
  [/宪法宣传周|国家宪法日/u, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4"],
  [/国家安全教育日/u, "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15"],
];
/** Past and circumstance, not what is to be done: 「截至2025年底共有」, 「2024年5月召开的会议」. */
const NARRATES = /^[^，。；]{0,12}?(?:以来|同比|共(?:发生|计)|召开的|印发的|下发的|发布的|共有|累计|已经?|全国和全省|期间发生|发生的)/u;
/** 「截至2025年底，共有……」 */
const COUNTS = /^截[至止]/u;
const DEMANDS = /前|完成|报送|上报|达到|实现/u;
const TERM = /施行|实施之日|有效期|生效|印发之日|废止|解释/u;

export function cueOf(plain: string, options: { year: number | undefined }): Cue | undefined {
  return cuesOf(plain, options)[0];
}

/** Several where a phrase states several frequencies, else one or none. */
export function cuesOf(plain: string, options: { year: number | undefined }): Cue[] {
  const frequencies = frequenciesIn(plain);
  if (frequencies.length > 0) return frequencies.map((frequency) => frequencyCue(frequency, plain));
  const cue = otherCue(plain, options);
  return cue ? [cue] : [];
}

function frequencyCue({ rules, inferred, stated }: Frequency, plain: string): Cue {
  const campaign = rules[0] === EVERY_YEAR ? campaignCue(plain) : undefined;
  return campaign ? { ...campaign, stated } : { recurrence: { kind: "periodic", rules }, inferred: inferred ? [inferred] : [], stated };
}

const EVERY_YEAR = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31";

function otherCue(plain: string, options: { year: number | undefined }): Cue | undefined {
  return datedCue(plain, options.year) ?? campaignCue(plain) ?? unsetCue(plain) ?? eventCue(plain) ?? activityCue(plain);
}

/** @param year  of the document's issue, for a day that is written without one */
function datedCue(plain: string, year: number | undefined): Cue | undefined {
  if (TERM.test(plain) || (COUNTS.test(plain) && !DEMANDS.test(plain))) return undefined;
  const periods = periodsIn(plain, year === undefined ? {} : { year });
  const period = periods.find((one) => one.kind === "until" || (one.kind === "during" && leads(plain, one)));
  if (!period?.to || NARRATES.test(plain.slice(period.end))) return undefined;
  // What a plan says of a year before its own is what happened.
  if (period.kind === "during" && year !== undefined && Number(period.to.slice(0, 4)) < year) return undefined;
  return {
    recurrence: { kind: "dated", days: [period.to] },
    inferred: inferredOf(period.text, period.kind),
    stated: plain.slice(PREPOSITION.exec(plain.slice(0, period.start))?.index ?? period.start, period.end),
  };
}

const PREPOSITION = /(?:于|在|到|至|截至|截止|最迟于?|力争|确保)+$/u;
/** 「2024年，重点开展……」, 「2026年第四季度组织验收」: the period says when, it does not tell of something. */
const ADVERB = /^(?:于|在|到|自|从|其中)?$/u;
const NOT_ADVERBIAL = /^(?:[、为是的]|度(?:的|目标|计划|工作)|版|级|召开|全[国省市])/u;

function leads(plain: string, { start, end }: Period): boolean {
  return ADVERB.test(plain.slice(0, start)) && !NOT_ADVERBIAL.test(plain.slice(end));
}

const EXACT = /(?:[底末初日号旬]|\d)(?:之前|以前|前|为止|止|内|以内)?$/u;
const HAS_YEAR = /\d{4}|[〇○零一二三四五六七八九]{4}年/u;
const YEAR_ALONE = /年(?:度)?$/u;

export function inferredOf(text: string, kind: Period["kind"]): Inference[] {
  const byYear: Inference[] = HAS_YEAR.test(text) ? [] : ["year_of_issue"];
  // 「2025年前」 and 「到2035年」 say an end; 「2025年」 and 「2025年4月」 a span that ends somewhere.
  if (kind === "until" || EXACT.test(text)) return byYear;
  return [...byYear, YEAR_ALONE.test(text) ? "year_end" : "span_end"];
}

function campaignCue(plain: string): Cue | undefined {
  const rules = CAMPAIGNS.filter(([name]) => name.test(plain)).map(([, rule]) => rule);
  return rules.length === 0 ? undefined : { recurrence: { kind: "periodic", rules }, inferred: ["campaign"], stated: "" };
}

function unsetCue(plain: string): Cue | undefined {
  const [word] = UNSET.exec(plain) ?? [];
  return word === undefined ? undefined : { recurrence: { kind: "unspecified", word }, inferred: [], stated: "" };
}

function eventCue(plain: string): Cue | undefined {
  const event = eventIn(plain);
  if (!event) return undefined;
  const { trigger, isLaunch, isManner } = event;
  return { recurrence: { kind: "event", trigger, isLaunch }, inferred: [], stated: "", isManner };
}

function activityCue(plain: string): Cue | undefined {
  return plain.length >= ACTIVITY_MIN && ACTIVITY.test(plain)
    ? { recurrence: { kind: "unspecified", word: undefined }, inferred: [], stated: "" }
    : undefined;
}

/** Shorter, it names something in passing: 「制定方案」. */
const ACTIVITY_MIN = 8;

/** The day by which a phrase or cell is due, where it says nothing but that: 「2025年6月30日前」. */
export function isOnlyDate(plain: string, cue: Cue): boolean {
  return cue.stated !== "" && plain.replace(cue.stated, "").replace(SAYS_NOTHING, "").length < REST_MIN;
}

const REST_MIN = 3;
const SAYS_NOTHING = /完成|落实|到位|全面|[（）()]/gu;
