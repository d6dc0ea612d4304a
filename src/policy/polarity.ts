import { paraphrase, writtenAs } from "./paraphrase.ts";
import { piecesOf } from "./pieces.ts";
import { cutWords } from "./words.ts";

/** What a sentence denies, forbids or wards off. What is denied there must be denied here, and the other way round. */

/** They hold a 不 or 无 that denies nothing. */
const WHOLE_WORDS =
  /不断|不仅|不但|不只|不同|不定期|不少于|不低于|不超过|不得超过|不高于|不多于|不论|不管|无论|不限于|无障碍|未来|非星级|非法|不可逾越|不可或缺|有无|是否|能否|有没有|是不是|能不能|会不会|要不要|可不可以|不特定|不可抗力|无人机|除外/gu;
const DENIAL = /不得|不准|不许|不允许|不能|不可|不应|不再|不予|不给予|未能|未经|未|尚未|没有|没|不|无|严禁|禁止|免于|免除|豁免/gu;
/** Verbs that take back or ward off what stands behind them; said passively they stand elsewhere. */
const WARDING = /拒绝|拒不|暂停|停止|取消|撤销|限制|避免|防止|防范|杜绝|遏制|严防/gu;
/** A word or two after a denial are what it denies. */
const DENIED_AFTER = 2;

/** Whether the two say no to the same things. @param around  more of the source, in which a denied word may stand undenied as well */
export function deniesTheSame(said: string, source: string): boolean {
  const [ours, theirs] = [deniedIn(said), deniedIn(source)];
  const isInvented = ours.nearest.some((word) => !holds(theirs.scope, word));
  if (isInvented || (ours.nearest.length > 0 && theirs.nearest.length === 0)) return false;
  if (!wardsOffTheSame(said, source) || !deniesNoDenial(said, source)) return false;
  const free = wordsOutside(said, ours.scope);
  const freeThere = wordsOutside(source, theirs.nearest);
  return !theirs.nearest.some((word) => !holds(freeThere, word) && holds(free, word));
}

/** What the source wards off is not told as if it were wanted. */
function wardsOffTheSame(said: string, source: string): boolean {
  return piecesOf(source).every((piece) =>
    [...piece.matchAll(WARDING)].every(({ index, 0: mark }) => {
      const warded = contentOf(piece.slice(index + mark.length)).slice(0, DENIED_AFTER);
      const keepsIt = [...said.matchAll(WARDING)].some(([ours]) => writtenAs(ours).includes(mark) || writtenAs(mark).includes(ours));
      return keepsIt || !warded.some((word) => holds(contentOf(said), word));
    }),
  );
}

/** 「并非不得」 takes back what it denies: only what the clause itself says in this way is said so. */
function deniesNoDenial(said: string, source: string): boolean {
  const taken = said.replace(WHOLE_WORDS, " ").matchAll(TAKEN_BACK);
  return [...taken].every(([words]) => source.includes(words));
}

const TAKEN_BACK = /并非|并不是?|绝非|决非|不是|未必|不一定|不见得|不等于|不意味着?|谈不上|算不上|不无|无不|莫不|没有不|不会不/gu;

/** `nearest`: the word right after each denial; `scope`: all that stands behind it in its stretch. */
function deniedIn(plain: string): { nearest: string[]; scope: string[] } {
  const [nearest, scope]: [string[], string[]] = [[], []];
  for (const piece of piecesOf(plain.replace(WHOLE_WORDS, " "))) {
    const marks = [...piece.matchAll(DENIAL)];
    for (const { index, 0: mark } of marks) {
      const words = contentOf(piece.slice(index + mark.length));
      nearest.push(...words.slice(0, DENIED_AFTER));
      scope.push(...words);
    }
  }
  return { nearest, scope };
}

function wordsOutside(plain: string, denied: readonly string[]): string[] {
  return contentOf(plain.replace(WHOLE_WORDS, " ").replace(DENIAL, " ")).filter((word) => !holds(denied, word));
}

function contentOf(text: string): string[] {
  return cutWords(text).filter((word) => word.length > 1 && !paraphrase().neutral.has(word));
}

function holds(words: readonly string[], word: string): boolean {
  const meant = writtenAs(word);
  return words.some((one) => meant.some((other) => one.includes(other) || other.includes(one)) || writtenAs(one).includes(word));
}
