import type { NameWords } from "./enterprise-name.ts";
import { withoutOpeners, withoutTrades } from "./name-run.ts";
import { withoutTown } from "./place.ts";

/**
 * A clause that tells only where: 「虹山乡云上人家」, 「万虹路那家茶小屿」, 「海岸新天地四楼」. What is left when town, road and
 * floor are taken away is a name, though no word in it says of what.
 */
export function siteName(clause: string, words: NameWords, isQuiet: (text: string) => boolean): string | undefined {
  const { text, isPointed } = afterDeterminer(clause.replace(LOCATED, ""));
  const untowned = withoutTown(text, words.places);
  const unfloored = untowned.replace(FLOOR_TAIL, "");
  const isAnchored =
    isPointed || untowned !== text || (unfloored !== untowned && words.names.grand.some((word) => unfloored.endsWith(word)));
  if (!isAnchored || !isQuiet(unfloored)) return undefined;
  const name = withoutOpeners(unfloored.replace(ROAD_HEAD, ""), words.names);
  return isName(name, words) ? name : undefined;
}

/** 「那家重庆小面的煤气罐」: pointed at, and told apart by a name. */
export function pointedName(clause: string, words: NameWords, isQuiet: (text: string) => boolean): string | undefined {
  const name = clause.match(POINTED)?.[1];
  return name !== undefined && isQuiet(name) && isName(name, words) ? name : undefined;
}

const POINTED = /[这那](?:一)?(?:家|间)([\p{Script=Han}A-Za-z0-9]{2,8}?)(?=的|里|后厨|厨房|门口|楼|$)/u;
const NAME = /^[\p{Script=Han}A-Za-z0-9·&]{2,9}$/u;
const FLOOR_TAIL =
  /(?:[,，]?(?:负?[一二三四五六七八九十两\d]{1,3}(?:楼|层|号楼|栋|座|区|f)|[a-z]座|地下.{0,3}|门口|后厨|厨房|仓库|店?里面?|这边|那边|这里|那里|旁边|附近|隔壁|对面))+$/iu;
const ROAD_HEAD = /^.{1,5}?(?:大道|路|街|巷)(?:\d+号)?(?=.{2})/u;
const LOCATED = /^(?:就|人)?(?:在|位于)/u;
const DETERMINED = /^.{0,12}?(?:[这那有](?:一)?(?:家|间)|叫做|店名叫?|名叫|名称|单位)[是为]?/u;

function afterDeterminer(clause: string): { text: string; isPointed: boolean } {
  const text = clause.replace(DETERMINED, "");
  return { text, isPointed: text !== clause };
}

function isName(name: string, { names, places }: NameWords): boolean {
  if (places.landmarks.includes(name)) return false;
  if (!NAME.test(name) || names.stops.some((word) => name.includes(word) && !names.kept.some((kept) => name.includes(kept)))) return false;
  if ([...places.endings, ...names.nobody].some((word) => name.endsWith(word) && !names.grand.some((mall) => name.endsWith(mall))))
    return false;
  if ([...names.endings, ...places.landmarks].some((word) => word.length > 1 && name.length > word.length && name.startsWith(word)))
    return false;
  const ending = names.endings.find((word) => name.endsWith(word)) ?? "";
  return withoutTrades(name.slice(0, name.length - ending.length), names).length > 1;
}
