/**
 * Spoken forms, put back into the form that is written: 「安怎」 → 「怎么」, 「支不支持」 → 「是否支持」, 「开一次会」 → 「开会一次」,
 * 「走走形式」 → 「走形式」.
 */
const MEASURE = "(?:了|过|个|了个|[一几两三四五][次回趟遍场]|多少[次回趟遍场])";
const SPLIT = new RegExp(`(\\p{Script=Han})(${MEASURE})(\\p{Script=Han})`, "gu");
const LED_BY = "$1$2的";
/** 「谁牵的头」 */
const LED = /(牵|带|领|挑)的(头|队)/gu;
const DOUBLED = /(\p{Script=Han})\1(\p{Script=Han}{1,2})/gu;
/** 「支不支持」, 「抄没抄送」: a verb and its denial ask for yes or no. */
const OR_NOT = /(\p{Script=Han})[不没]\1/gu;
/** These are words of asking themselves. */
const ASKING_VERBS = "是有要能会可该用对行好算得够需应";
/** 「不归我们商务管」, 「不是咱局里的事」, whoever says it of whomever. */
const NOT_OURS =
  /(?:不(?:归|属于|属|是|该)|轮不到)(?:(?:我们|我|咱们?)(?:商务(?:局|部门)?|局里?|股里?|这边|这里)?|商务(?:局|部门|系统)?|局里)(?:的)?(?:来)?(?:管|负责|处理|监管|职责|的?事)(?:范围)?/gu;
const NOT_OF_COMMERCE = "不归商务管";
/** 「归我们商务管的」, 「属于咱局里负责的」 */
const OURS = /(?<!不)(?:归|属于|属)(?:我们|咱们?)?(?:商务(?:局|部门|系统)?|局里)(?:来)?(?:管|负责|处理|监管|职责)(?:范围)?/gu;
const OF_COMMERCE = "归商务管";
/** 「今年年底」, 「2024年年初」: not 「年年」. */
const YEAR_TWICE = /(?<=[\d今明去前后每本当来])年年(?=[底初末中关尾])/gu;
const YEAR = "年";
/** 「别的行业先不查」 leaves a part out of what may have to be covered as a whole. */
const LEFT_OUT =
  /(?:别的|其他|其它|其余|剩下|余下)(?:的)?(行业|企业|乡镇|街道|镇|单位|人|店)(?:们)?(?:先|就|都|暂时|可以|一律|以后|就先)*(?:不|没|缓|放)(?:用|必|再|去)*(检查|排查|培训|演练|覆盖|安排|查|管|排|去|叫|请|列|写|来)/gu;
/** 「企业办光查超市，餐饮不查」 */
const ONLY_SOME =
  /(?<=(?:企业办|乡镇|街道|镇里|计划).{0,10})(?:光|只|就|单|单单)(?:想|要)?(?:查|排|检查|排查)[^,，]{1,10}?[,，]?[^,，]{1,14}?(?:先|就|都|暂时)*(?:不|没)(?:用|去|再)?(?:查|排|检查|排查)/gu;
const ONLY_SOME_CHECKED = "检查行业不全覆盖";
const CHECKED = /查|排$/u;
const CHECK = "检查";
const NOT_ALL = "不全覆盖";
const WHETHER = "是否";
/** 「有讲……冇」, 「……没有」: a denial at the end asks too. */
const ENDING_DENIAL = /(\p{Script=Han}{2})(?:没有|没|不|否)(?=[?？]*$)/u;
const YES_OR_NO = "$1吗";

/** 「是消防管的」: not commerce's own. */
const OTHERS =
  /(?:是|归|属于?|该)(?:消防|住建|公安|应急|市监|市场监管|交通|城管|燃气办|环保|生态|卫健|质监|别人|人家|其他部门|别的部门)(?:部门|救援部门|大队|救援大队|局|队|那边)?(?:来|去)?(?:管|负责)(?:的)?/gu;
const OF_OTHERS = "涉及其他部门的";

export function ofOthers(plain: string): string {
  return plain.replace(OTHERS, OF_OTHERS);
}

/** Where the written form of `DOUBLED` or `SPLIT` is a known word. */
export function asWritten(plain: string, isKnown: (word: string) => boolean): string {
  return plain
    .replace(LED, LED_BY)
    .replace(OR_NOT, (spoken, verb: string) => (ASKING_VERBS.includes(verb) ? spoken : `${WHETHER}${verb}`))
    .replace(DOUBLED, (spoken, verb: string, object: string) => (isKnown(verb + object) ? verb + object : spoken))
    .replace(SPLIT, (spoken, verb: string, measure: string, object: string) =>
      isKnown(verb + object) ? `${verb}${object}${measure}` : spoken,
    );
}

/** Words of a dialect, and wrongly spelt ones, in their common form; the longest first. */
export function inCommonWords(plain: string, words: ReadonlyMap<string, string>): string {
  const pattern = patternOf(words);
  const common = plain.replace(YEAR_TWICE, YEAR).replace(pattern, (said) => words.get(said) ?? said);
  return common
    .replace(NOT_OURS, NOT_OF_COMMERCE)
    .replace(OURS, OF_COMMERCE)
    .replace(LEFT_OUT, leftOut)
    .replace(ONLY_SOME, ONLY_SOME_CHECKED)
    .replace(ENDING_DENIAL, YES_OR_NO);
}

function leftOut(_: string, parts: string, verb: string): string {
  return `${CHECKED.test(verb) ? CHECK : verb}${parts}${NOT_ALL}`;
}

/** The lexicon is read once, so its pattern is built once. */
const patterns = new WeakMap<ReadonlyMap<string, string>, RegExp>();

function patternOf(words: ReadonlyMap<string, string>): RegExp {
  const known = patterns.get(words);
  if (known) return known;
  const longestFirst = [...words.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(longestFirst.length > 0 ? longestFirst.join("|") : "(?!)", "gu");
  patterns.set(words, pattern);
  return pattern;
}
