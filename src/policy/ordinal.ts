import { numeralValue } from "../knowledge/numbering.ts";

/** Which one of several a question means: by its number, as the last, or beside the one spoken of before. */
export type Ordinal = { kind: "nth"; n: number } | { kind: "last" } | { kind: "beside"; step: 1 | -1 };

const NUMBER = "[一二三四五六七八九十\\d]{1,3}";
const NTH = new RegExp(
  `第(${NUMBER})(?:个|大|小)?(?:条|点|项|款|步|阶段|方面|类|种|样|块|件)|^第(${NUMBER})个?(?:呢|是|讲|说|干|要|做|$)`,
  "u",
);
const LAST = /最后(?:一)?(?:个|条|点|项|步)?(?:阶段|步|条|点|项)?/u;
const PHASE_END = /阶段$/u;
const PHASE_ALONE = " 阶段 ";
const FIRST = /(?:头|首)(?:一)?个(?:阶段|步)?|首先(?:一)?步/u;
const NEXT =
  /(?:下|后)(?:一)?(?:个|条|点|项|步)(?:阶段|步)?(?!月|季|星期|周|半年)|下(?:一)?阶段|接下来(?:的|那)?(?:一)?(?:个|条|步)?(?:阶段|步)?/u;
const PREVIOUS = /(?:上|前)(?:一)(?:个|条|点|项|步)?(?:阶段|步)?|上(?:一)?(?:个|条|步)(?:阶段)?(?!月|季|星期|周|半年)/u;
const ANY = new RegExp([NTH, LAST, FIRST, NEXT, PREVIOUS].map(({ source }) => source).join("|"), "gu");

export function ordinalIn(plain: string): Ordinal | undefined {
  const nth = NTH.exec(plain);
  const number = nth?.[1] ?? nth?.[2];
  if (number) return { kind: "nth", n: numeralValue(number) };
  if (FIRST.test(plain)) return { kind: "nth", n: 1 };
  if (LAST.test(plain)) return { kind: "last" };
  if (NEXT.test(plain)) return { kind: "beside", step: 1 };
  return PREVIOUS.test(plain) ? { kind: "beside", step: -1 } : undefined;
}

/** The words of an ordinal say which, not what. */
export function withoutOrdinals(plain: string): string {
  return plain.replace(ANY, (found) => (PHASE_END.test(found) ? PHASE_ALONE : " "));
}

/** The index that the latest of the turns before named: 「第二条」 → 1. */
export function indexSpokenOf(earlier: readonly string[]): number | undefined {
  const ordinals = earlier.map(ordinalIn).filter((ordinal) => ordinal?.kind === "nth");
  const last = ordinals.at(-1);
  return last && last.n - 1;
}

/** @param at  index of the one spoken of before */
export function pick<Item>(ordinal: Ordinal, items: readonly Item[], at: number | undefined): Item | undefined {
  if (ordinal.kind === "nth") return items[ordinal.n - 1];
  if (ordinal.kind === "last") return items.at(-1);
  return at === undefined ? undefined : items[at + ordinal.step];
}
