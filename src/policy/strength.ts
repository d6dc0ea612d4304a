/** How binding a sentence is: a duty, a permission, a wish. An answer makes nothing stronger or weaker than the clause. */

const DUTY = /必须|务必|应当|应该|应(?![急用对有])|须|需要?(?!求)|一律|(?<![重主需首])要(?![求点素件])|得(?=在|向|由|有)|严格/u;
const STRONG = /必须|务必|一律|强制|硬性|绝对|严禁|坚决|立即|立刻|马上/gu;
const PERMISSION = /可以|(?<![许认])可(?![能燃靠视行持])|允许|准许|有权|自愿|自行决定|无需|无须|不必|不用|不需要|免于|酌情|视情况?|原则上/u;
const WISH =
  /鼓励|倡导|提倡|引导|推荐|建议|探索|力争|争取|尽量|尽可能|支持(?=[\p{Script=Han}]{0,12}(?:通过|更新|使用|采用|开展|促进|及时|创建|参与))/u;
const BAN = /不得|严禁|禁止|不准|不许|不允许|不可|不能|不应/u;
/** Of the same force, though not the same word. */
const FORCES: readonly (readonly string[])[] = [
  ["必须", "务必", "一律", "强制", "硬性", "绝对"],
  ["坚决", "绝对"],
  ["严禁", "禁止"],
  ["立即", "立刻", "马上", "立行立改"],
];

/** @param source  the stretch; @param before  what stands before it in its sentence: 「鼓励有条件的单位，……」 */
export function bindsAlike(said: string, { source, before }: { source: string; before: string }): boolean {
  const near = before + source;
  if (PERMISSION.test(said) && !PERMISSION.test(near)) return false;
  if (WISH.test(said) && !WISH.test(near)) return false;
  if (WISH.test(source) && !WISH.test(said)) return false;
  if (PERMISSION.test(source) && !PERMISSION.test(said)) return false;
  if (BAN.test(said) && !(BAN.test(near) || NO_LONGER.test(near))) return false;
  if (DUTY.test(said) && WISH.test(near) && !WISH.test(said)) return false;
  return [...said.matchAll(STRONG)].every(([word]) => isAsStrong(word, near));
}

const NO_LONGER = /不再|不予/u;

/** 「必须」 is how one says 「要」; 「一律」, 「立即」 and 「严禁」 are said of what the clause says them. */
function isAsStrong(word: string, near: string): boolean {
  if (word === MUST) return DUTY.test(near) || !WISH.test(near);
  return FORCES.filter((force) => force.includes(word)).some((force) => force.some((other) => near.includes(other)));
}

const MUST = "必须";
