import type { NameWords } from "./enterprise-name.ts";
import type { EnterpriseWords } from "./lexicon.ts";
import { townIn, withoutTown } from "./place.ts";

/** Leftwards from where a name ends to where it begins: past its trade and its proper name, to the word that no name holds. */

/** `whole` with the town before it, `bare` without. */
type Run = { whole: string; bare: string };

const RUN_MAX = 9;
const HAN_OR_LATIN = /^[\p{Script=Han}A-Za-z0-9·&]+$/u;
const FLOOR_END = /(?:负?[一二三四五六七八九十两\d]{1,2}(?:楼|层|栋)|门口|[里内])$/u;
const TOWN_SUFFIX = /^(?:街道|[街镇乡区])(?=.{2})/u;
const GUARD = "◆";

/** The whole name, or none when only a trade stands there. */
export function properName(before: string, ending: string, words: NameWords): string | undefined {
  const { whole, bare } = runBefore(before, words);
  const brand = withoutKind(withoutTrades(bare, words.names), words.names);
  if (brand.length >= minimumFor(ending, bare, words.names) && HAN_OR_LATIN.test(brand)) return bare + ending;
  // 「双阳加油站」, 「河市农贸市场」: called after its town.
  const afterTown = withoutTown(whole, words.places);
  const isTownName = afterTown !== whole && withoutTrades(afterTown, words.names) === "" && words.names.townNamed.has(ending);
  return isTownName ? whole + ending : undefined;
}

/** What stands before a name's ending and can belong to it. */
export function runBefore(before: string, words: NameWords): Run {
  const { names, places } = words;
  const guarded = names.kept.reduce((rest, name) => rest.replaceAll(name, GUARD.repeat(name.length)), before);
  const stop = Math.max(endOfOther(guarded), ...names.stops.map((word) => endOfLast(guarded, word)));
  const run = fromTown(before.slice(stop), words);
  if (FLOOR_END.test(run) || names.closers.some((word) => run.endsWith(word))) return { whole: "", bare: "" };
  const bare = withoutOpeners(withoutTown(run, places).replace(TOWN_SUFFIX, ""), names);
  return bare.length > RUN_MAX ? { whole: "", bare: "" } : { whole: run, bare };
}

/** 「加油站便利店」 is a shop of some petrol station: a kind in front of a kind is nobody yet. */
function withoutKind(text: string, names: EnterpriseWords): string {
  const kind = names.endings.find((word) => word.length > 1 && text.endsWith(word));
  return kind && withoutTrades(text.slice(0, -kind.length), names) === "" ? "" : text;
}

/** Trades at the end of `text` are no proper name: 「阿强牛肉」 → 「阿强」, 「牛肉」 → 「」. */
export function withoutTrades(text: string, { trades }: EnterpriseWords): string {
  let rest = text;
  for (let trade = trades.find((word) => rest.endsWith(word)); trade; trade = trades.find((word) => rest.endsWith(word))) {
    rest = rest.slice(0, -trade.length);
  }
  return rest;
}

/** Words that lead up to a name are not part of it: 「去」, 「家」, 「我们」. */
export function withoutOpeners(text: string, { openers, kept }: EnterpriseWords): string {
  if (kept.some((name) => text.startsWith(name))) return text;
  const opener = openers.find((word) => text.startsWith(word));
  return opener ? withoutOpeners(text.slice(opener.length), { openers, kept } as EnterpriseWords) : text;
}

/** 「听人讲罗溪永旺」 → 「罗溪永旺」; a brand may stand before its town: 「中石化双阳」. */
function fromTown(run: string, { names, places }: NameWords): string {
  const town = townIn(run, places);
  const at = town ? Math.min(...[town.name, ...town.aliases].map((name) => run.indexOf(name)).filter((index) => index >= 0)) : 0;
  return names.brands.some((brand) => run.slice(0, at).endsWith(brand)) ? run : run.slice(at);
}

function minimumFor(ending: string, bare: string, names: EnterpriseWords): number {
  const isWeak = ending.length === 1 || names.weakEndings.has(ending);
  return isWeak && bare.length < 2 ? Number.POSITIVE_INFINITY : 2;
}

function endOfOther(text: string): number {
  return text.search(/[^\p{Script=Han}A-Za-z0-9·&◆](?!.*[^\p{Script=Han}A-Za-z0-9·&◆])/u) + 1;
}

function endOfLast(text: string, stop: string): number {
  const at = text.lastIndexOf(stop);
  return at < 0 ? 0 : at + stop.length;
}
