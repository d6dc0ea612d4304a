/** How far a sentence reaches: at least, at most, all, only, the important ones. */

const BOUNDS: readonly (readonly [string, RegExp])[] = [
  ["at least", /至少|最少|不少于|不低于|起码|以上|及以上|≥|>=|达到|达(?=\d)/u],
  ["at most", /至多|最多|不超过|不得超过|不高于|不多于|以下|以内|之内|≤|<=|封顶/u],
  ["more", /超过|大于|多于|高于|逾(?!期)|(?<![≥<>=])>(?!=)/u],
  ["less", /不足|小于|少于|低于|不满|未满|(?<!=)<(?![=])/u],
  ["about", /左右|大约|约(?=\d)|将近|近(?=\d)|上下(?=$|[,，。])/u],
];
/** A threshold that is left out makes another one of the figure. 「至少一次」 is kept by doing it once. */
const THRESHOLD = /(?:\d|[一二三四五六七八九十百千万]|较大|重大|一般)[\p{Script=Han}]{0,4}(?:及以上|以上|以下|以内|之内)/u;
const THRESHOLD_END = /(?:及以上|以上|以下|以内|之内)$/u;
/** 「不超过」 is at most. */
const UPWARDS = /超过|高于|多于/u;
const NEGATED = /不超过|不得超过|不少于|不低于|不高于|不多于/gu;

const EXTENTS: readonly (readonly [RegExp, RegExp])[] = [
  [/全部|所有|一切|任何|全体/u, /全部|所有|一切|任何|全体|各|凡|一律|全覆盖|全员|全面|均应|都/u],
  [/(?<!不)仅(?!仅)|只(?!要|有)|只有|唯一|除外|除了/u, /仅|只|唯一|除/u],
  [/部分|少数|多数|大多|个别|若干|某些|有的/u, /部分|少数|多数|大多|个别|若干|某些|有的/u],
];
/** Words that make the group smaller; without them the sentence speaks of more than the clause does. */
const NARROWING =
  /(重点|有条件的|大型|小微|高危|涉外|重大|特种|新入场|相关|未覆盖到的)(?!是|为|在|开展|配合|推进|推动|加强|检查|整治|排查|支持|打造|建设|围绕|做好|抓)(?:有关|相关|各类?|本)*(\p{Script=Han}{2})/gu;
const RELATED = "相关";

export function reachesAlike(saidAsWritten: string, sourceAsWritten: string): boolean {
  const [said, source] = [saidAsWritten.replace(WITHIN, PLAINLY_WITHIN), sourceAsWritten.replace(WITHIN, PLAINLY_WITHIN)];
  return bounds(said).every((bound) => bounds(source).includes(bound)) && keepsThresholds(said, source) && keepsGroups(said, source);
}

/** A span of time is a figure of its own, however its end is written. */
const PLAINLY_WITHIN = "$1内";
const WITHIN = /([天日月年周]|小时|分钟|工作日|星期)[之以]内/gu;

function bounds(text: string): string[] {
  const plain = text.replace(NEGATED, " ");
  const negated = [...text.matchAll(NEGATED)].map(([word]) => (UPWARDS.test(word) ? "at most" : "at least"));
  return [...new Set([...negated, ...BOUNDS.flatMap(([name, pattern]) => (pattern.test(plain) ? [name] : []))])];
}

function keepsThresholds(said: string, source: string): boolean {
  const [threshold] = THRESHOLD.exec(source) ?? [];
  const figure = threshold?.replace(THRESHOLD_END, "");
  return figure === undefined || !said.includes(figure) || bounds(said).length > 0;
}

function keepsGroups(said: string, source: string): boolean {
  return keepsGroupsAsWritten(said.replace(NOT_YET, NOT), source);
}

/** 「没有覆盖到的」 */
const NOT_YET = /(?:还|尚)?没有?|尚未/gu;
const NOT = "未";

function keepsGroupsAsWritten(said: string, source: string): boolean {
  if (EXTENTS.some(([ours, theirs]) => ours.test(said) && !theirs.test(source))) return false;
  const isNarrowedThere = ([, narrowing = "", noun = ""]: RegExpMatchArray) => narrowing === RELATED || isNarrowed(source, narrowing, noun);
  if (![...said.matchAll(NARROWING)].every(isNarrowedThere)) return false;
  return [...source.matchAll(NARROWING)].every(([whole, narrowing, noun = ""]) => {
    if (narrowing === RELATED || !said.includes(noun) || isNarrowed(said, narrowing, noun)) return true;
    return source.replaceAll(whole, " ").includes(noun);
  });
}

function isNarrowed(text: string, narrowing = "", noun = ""): boolean {
  return new RegExp(`${narrowing}[^,，;；]{0,6}${noun}`, "u").test(text);
}
