import type { EnterpriseWords, PlaceWords } from "./lexicon.ts";
import { properName, runBefore } from "./name-run.ts";
import { mallName, pointedName, siteName } from "./site-clause.ts";

/**
 * Names of enterprises by their shape: a proper name, then what it trades in, then what it is (店, 馆, 超市, 加油站 …).
 * 「河市阿强牛肉馆」 names 「阿强牛肉馆」; 「那家牛肉馆」 names nobody.
 */
export type NamedEnterprise = {
  name: string;
  /** An event stands in for its organiser, who is still to be asked for. */
  isEvent: boolean;
};

export type NameWords = { names: EnterpriseWords; places: PlaceWords };

/** So large that its name tells where it is. */
export function isMall(name: string): boolean {
  return MALL.test(name);
}

const MALL =
  /(?:广场|购物中心|综合体|商城|商厦|大厦|万象城|万达|宝龙|吾悦|天地|[\p{Script=Han}]{2}(?:商贸城|商业中心|家具城|建材城|服装城)|农贸市场|批发市场|菜市场)$|^[\p{Script=Han}]{1,4}(?<!火锅|美食|烧烤|网|鞋|服装|家具|建材|影|全|古|县|省|进|老)城$/u;
const DETERMINER_END = /(?:这|那|一|某|有|哪|每|两|几|各|本|该|整)(?:一|几)?(?:家|个|间|处|座)?$/u;

/** @param isQuiet  whether a clause tells of no hazard, so that it may be nothing but a name */
export function enterpriseIn(texts: readonly string[], words: NameWords, isQuiet: (text: string) => boolean): NamedEnterprise | undefined {
  const found = texts.map((text) => nameIn(text, words, isQuiet)).filter((named) => named !== undefined);
  return found.find(({ isEvent }) => !isEvent) ?? found[0];
}

function nameIn(clause: string, words: NameWords, isQuiet: (text: string) => boolean): NamedEnterprise | undefined {
  const name =
    shapedName(clause, words) ??
    mallName(clause, words) ??
    pointedName(clause, words, isQuiet) ??
    siteName(clause, words, isQuiet) ??
    brandIn(clause, words);
  if (name) return { name, isEvent: false };
  const event = eventIn(clause, words);
  return event === undefined ? undefined : { name: event, isEvent: true };
}

function shapedName(clause: string, words: NameWords): string | undefined {
  const lower = clause.toLowerCase();
  let mall: string | undefined;
  for (let at = 1; at < clause.length; at++) {
    const ending = words.names.endings.find((word) => lower.startsWith(word, at));
    if (!ending || isNoName(clause, at, ending, words)) continue;
    const before = clause.slice(0, at);
    const name = properName(before, clause.slice(at, at + ending.length) + furtherEnding(clause, at + ending.length, ending, words), words);
    if (name && MALL.test(name)) mall = name;
    else if (name) return name;
    // 「悦城广场四楼烤肉店」: a shop without a name of its own is told by its mall.
    else if (mall && ending.length > 1) return `${mall}${words.names.trades.find((word) => before.endsWith(word)) ?? ""}${ending}`;
    at += ending.length - 1;
  }
  return mall;
}

/** 「阿水海鲜酒楼」: what it trades in ends a name by itself, and is said before what it is. */
function furtherEnding(clause: string, from: number, ending: string, words: NameWords): string {
  if (!words.names.weakEndings.has(ending)) return "";
  const further = words.names.endings.find((word) => (word.length > 1 || word === WORKS) && clause.startsWith(word, from));
  return further && !isNoName(clause, from, further, words) ? further : "";
}

const WORKS = "厂";

/** The character goes on to another word: 「记录」, 「馆子」, 「铺满」. */
const GOES_ON: Readonly<Record<string, RegExp>> = {
  记: /^[录得者在住着账一下]/u,
  馆: /^子/u,
  铺: /^[着在满了面设一得上开]/u,
  厂: /^[房区]/u,
};

/** The character belongs to another word, or the word to a landmark: 「体育馆家装展」. */
function isNoName(clause: string, at: number, ending: string, words: NameWords): boolean {
  const end = at + ending.length;
  const landmark = words.places.landmarks.find((name) => clause.slice(0, end).endsWith(name));
  if (landmark && runBefore(clause.slice(0, end - landmark.length), words).bare === "") return true;
  // 「文化中心广场」 is where, not who.
  if (words.places.landmarks.some((name) => clause.slice(0, at).endsWith(name))) return true;
  return GOES_ON[ending]?.test(clause.slice(end)) ?? false;
}

/** A chain needs no word for what it is. */
function brandIn(clause: string, { names, places }: NameWords): string | undefined {
  const brand = names.brands.find((word) => clause.includes(word) && !DETERMINER_END.test(clause.slice(0, clause.indexOf(word))));
  if (brand === undefined) return undefined;
  const before = clause.slice(0, clause.indexOf(brand));
  const kind = names.endings.find((word) => word.length > 1 && clause.startsWith(word, before.length + brand.length)) ?? "";
  return [...places.districts.map((district) => district.slice(0, -1)), ""].find((district) => before.endsWith(district)) + brand + kind;
}

function eventIn(clause: string, words: NameWords): string | undefined {
  const event = words.names.events.find((word) => clause.includes(word));
  if (!event) return undefined;
  const before = clause.slice(0, clause.indexOf(event));
  const isAtLandmark = words.places.landmarks.some((landmark) => before.endsWith(landmark));
  return (isAtLandmark ? "" : runBefore(before, words).bare) + event;
}
