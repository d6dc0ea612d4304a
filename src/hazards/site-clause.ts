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

/** 「泰和城」 alone, or with a floor behind it: a mall. */
export function mallName(clause: string, words: NameWords): string | undefined {
  const name = withoutTown(clause.replace(LOCATED, ""), words.places).match(MALL_ALONE)?.[1];
  return name !== undefined && withoutTrades(name.slice(0, -1), words.names).length > 1 && isName(name, words) ? name : undefined;
}

const MALL_ALONE =
  /^([\p{Script=Han}]{2,4}(?<![县古省进旧全老]|美食|服装|电影|游戏|小吃)城)(?=$|负?[一二三四五六七八九十\d]{1,2}[楼层f]|[a-z]区|地下|里面)/iu;
const POINTED = /[这那](?:一)?(?:家|间)([\p{Script=Han}A-Za-z0-9]{2,8}?)(?=的|里|后厨|厨房|门口|楼|$)/u;
const NAME = /^[\p{Script=Han}A-Za-z0-9·&]{2,9}$/u;
const FLOOR_TAIL =
  /(?:[,，]?(?:负?[一二三四五六七八九十两\d]{1,3}(?:楼|层|号楼|栋|座|区|f)|[a-z]座|地下.{0,3}|门口|后厨|厨房|仓库|店?里面?|这边|那边|这里|那里|旁边|附近|隔壁|对面))+$/iu;
const ROAD_HEAD = /^.{1,5}?(?:大道|路|街|巷)(?:\d+号)?(?=.{2})/u;
const LOCATED = /^(?:就|人)?(?:在|位于)/u;
const DETERMINED =
  /^.{0,12}?(?:[这那有](?:一)?(?:家|间)|叫做|店名叫?|名叫|名称|单位|(?:好像|应该|可能|名字|店|厂|公司|是|就)叫(?![人了他她我你过来不消救停什啥]))[是为]?/u;
/** 「今天抽查老灶头酱骨」: who is visited is named. */
const VISITED =
  /^(?:我们?|阮|咱们?|今天|今早|刚刚|刚才|昨天|上午|下午|早上|中午|又|再|先|也|一起|带队|组织)*(?:抽查|检查|走访|巡查|督导|督查|复查|暗访|查看|回访|来到|刚到|刚去|去|到)(?:了|过|到)?(?:一下|下|一圈|一趟|看)?(?!年)/u;
const VISITED_MIN = 4;
/** What is done, asked or met on a visit, and names nobody. */
const NO_HOST =
  /现场|单位|情况|工作|会议|办公|安全|隐患|企业|商户|各|里$|街道|局|时候|问题|地方|检查|整改|培训|开会|上班|吃饭|买|玩|逛|看|医院|学校|楼|[家处遍次天个]$|[一二三四五六七八九十几两]家/u;
/** What is done is part of no name. */
const TELLS =
  /^(?:店|馆|厂|超市|饭店|铺|公司)|天天|每天|一直|整天|[了着过把被没不给让烧锁]|[多几]少|什么|怎么|[一二两三四五六七八九十几][块个只台辆箱桶袋瓶张条位名批]|扣|分$/u;

function afterDeterminer(clause: string): { text: string; isPointed: boolean } {
  const text = clause.replace(DETERMINED, "");
  if (text !== clause) return { text, isPointed: true };
  const host = clause.replace(VISITED, "");
  return host !== clause && host.length >= VISITED_MIN && !NO_HOST.test(host)
    ? { text: host, isPointed: true }
    : { text: clause, isPointed: false };
}

function isName(name: string, { names, places }: NameWords): boolean {
  if (places.landmarks.includes(name) || (TELLS.test(name) && !names.kept.some((kept) => name.includes(kept)))) return false;
  if (!NAME.test(name) || names.stops.some((word) => name.includes(word) && !names.kept.some((kept) => name.includes(kept)))) return false;
  if ([...places.endings, ...names.nobody].some((word) => name.endsWith(word) && !names.grand.some((mall) => name.endsWith(mall))))
    return false;
  if ([...names.endings, ...places.landmarks].some((word) => word.length > 1 && name.length > word.length && name.startsWith(word)))
    return false;
  const ending = names.endings.find((word) => name.endsWith(word)) ?? "";
  return withoutTrades(name.slice(0, name.length - ending.length), names).length > 1;
}
