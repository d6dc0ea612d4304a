import type { PlaceWords, Town } from "./lexicon.ts";

/** Where something is, as far as the words tell. */
export type Place = {
  /** "双阳街道（二楼）": what can be found on a map first, what is inside of it after. */
  text: string | null;
  district: string | null;
  /** A town, a road, a village, a named mall: one can drive there. 「二楼」 alone is not. */
  isFindable: boolean;
};

const FLOOR = "负?[一二三四五六七八九十两\\d]{1,3}(?:楼|层|号楼|栋|幢|座|期|f\\b)|地下(?:室|一层|二层|车库|停车场)|负[一二三](?:楼|层)?";
const ROOM =
  "后厨|厨房|灶脚|仓库|库房|楼道|走廊|过道|楼梯(?:间|口)|大厅|大堂|门厅|门口|停车场|车库|配电(?:房|室|间)|楼顶|天台|顶楼|后门|侧门|村口|路口|地下|收银台|包厢|车间|卸油(?:区|口)|加油(?:区|岛)|油罐区|消控室|机房|宿舍|阁楼|中庭|扶梯口|电梯口|入口处?|(?<!安全|疏散|紧急|逃生)出口处?|后院|院子";
const INSIDE = new RegExp(`(?:${FLOOR})(?:${ROOM})?|${ROOM}`, "giu");
const INSIDE_JOINT = "、";
const PAUSE = "，";
const OPEN = "（";
const CLOSE = "）";
const DISTRICT_SUFFIX = /区$/u;
const CITY_BEFORE = "(?:泉州市?)?";
const HAN_NAME = /^[\p{Script=Han}\d]{2,}$/u;
const TOWN_TAIL = "(?:街道办?|镇|乡)?";
/** What cannot stand inside the name of a road or a mall. */
const BREAK = /.*(?:[的了是着过把被从到去给让说看见报有没也都还就这那我你他她边旁里外个家和跟与及对面近住走停往于为请]|在|位于|附近)/u;
/** 「都在万安街道」 names a town, no street. */
const TOWN_KIND = "街道";
const NAME_MAX = 5;
const NUMBER_AFTER_ROAD = /^\d+(?:-\d+)?号/u;

/** @param mall  an enterprise so large that it is a place as well */
export function placeIn(texts: readonly string[], words: PlaceWords, mall: string | undefined): Place {
  const whole = texts.join(PAUSE);
  const town = townIn(whole, words);
  const district = town?.district ?? words.districts.find((name) => whole.includes(name.replace(DISTRICT_SUFFIX, ""))) ?? null;
  const named = [...new Set([...namedIn(whole, words), ...words.landmarks.filter((landmark) => whole.includes(landmark)).slice(0, 1)])];
  const outer = [town?.name ?? "", ...withoutParts(mall === undefined ? named : [...new Set([...named, mall])])].join("");
  const inner = [...new Set(whole.match(INSIDE) ?? [])].join(INSIDE_JOINT);
  const findable = outer || (district && whole.includes(district.replace(DISTRICT_SUFFIX, "")) ? district : "");
  const text = findable && inner ? `${findable}${OPEN}${inner}${CLOSE}` : findable || inner;
  return { text: text || null, district, isFindable: outer !== "" };
}

/** The town that is named first. */
export function townIn(text: string, { towns }: Pick<PlaceWords, "towns">): Town | undefined {
  const found = towns
    .flatMap((town) => [town.name, ...town.aliases].map((alias) => ({ town, at: text.indexOf(alias), length: alias.length })))
    .filter(({ at }) => at >= 0);
  return found.sort((one, other) => one.at - other.at || other.length - one.length)[0]?.town;
}

/** `text` without the town that it begins with. */
export function withoutTown(text: string, { towns, districts }: Pick<PlaceWords, "towns" | "districts">): string {
  const names = [
    ...towns.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...districts.flatMap((name) => [name, name.replace(DISTRICT_SUFFIX, "")]),
  ];
  const opening = new RegExp(`^${CITY_BEFORE}(?:${names.sort((one, other) => other.length - one.length).join("|")})${TOWN_TAIL}`, "u");
  const rest = text.replace(opening, "");
  return rest === text ? text : withoutTown(rest, { towns, districts });
}

/** Roads, villages, malls and landmarks by the shape of their names. */
function namedIn(whole: string, words: PlaceWords): string[] {
  return whole.split(PAUSE).flatMap((clause) => namesInClause(clause, words));
}

function namesInClause(clause: string, words: PlaceWords): string[] {
  const names: string[] = [];
  let from = 0;
  for (let at = 1; at < clause.length; at++) {
    const ending = words.endings.find((word) => clause.startsWith(word, at));
    if (!ending || clause.startsWith(TOWN_KIND, at)) continue;
    const isTownRoad = ending.length > 1 && withoutTown(clause.slice(from, at), words) === "";
    const before = (isTownRoad ? clause.slice(from, at) : withoutTown(clause.slice(from, at), words))
      .replace(BREAK, "")
      .replace(INSIDE, "")
      .slice(-NAME_MAX);
    const name = before + ending;
    const isReal =
      HAN_NAME.test(before) &&
      !words.notPlaces.has(name) &&
      ![...words.notPlaces].some((word) => word.length > ending.length && name.endsWith(word));
    if (!isReal) continue;
    const number = clause.slice(at + ending.length).match(NUMBER_AFTER_ROAD)?.[0] ?? "";
    names.push(name + number);
    at += ending.length + number.length - 1;
    from = at + 1;
  }
  return names;
}

function withoutParts(names: readonly string[]): string[] {
  return names.filter((name) => !names.some((other) => other !== name && other.includes(name)));
}
