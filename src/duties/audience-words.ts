/** Whom people mean: 「餐饮群」, 「各企业办」, 「王建福」, 「本群」. What fits none or several is asked back, never guessed. Pure. */
import type { Chat } from "../registry/chat.ts";
import { industries, industryCalled } from "../registry/industries.ts";
import type { Grant, GrantedRole } from "../registry/role.ts";
import { unitsIn } from "../registry/unit-names.ts";
import type { Unit } from "../registry/units.ts";
import type { DutyAudience } from "./stored-duty.ts";

type KnownPerson = {
  openId: string;
  name: string;
  unitId: string | undefined;
  grants: readonly Pick<Grant, "role" | "district" | "unitId">[];
};
/** Whom the asker may have reminded. */
export type KnownAudience = {
  chats: readonly Chat[];
  people: readonly KnownPerson[];
  units: readonly Unit[];
  districts: readonly string[];
};
/** @param chatId  of the group in which it was said; undefined in private */
export type Said = { speaker: string; chatId: string | undefined };

export type AudienceReading =
  | { kind: "found"; audience: DutyAudience }
  /** `names`: those that it may mean. */
  | { kind: "ambiguous"; word: string; names: readonly string[] }
  /** `names`: groups that there are. */
  | { kind: "unknown"; word: string; names: readonly string[] };

const GAPS = /[、，,；;\s]+|(?<=群|办|股|科)[和及与]/u;
const DRESS = /^(?:@|给|各个?|全体|所有|全部|一切)+|的$/gu;
const ME = /^(?:我|本人|自己|我自己)$/u;
const HERE = /^(?:我们|咱们|大家|所有人|本群|这个群|群里|大伙)$/u;
const GROUP = /群$/u;
const KINDS: readonly (readonly [RegExp, "enterprise" | "inner" | "external"])[] = [
  [/企业|商户|商家|经营者|店家/u, "enterprise"],
  [/工作|内部|局里?|成员单位|股室|科室|领导小组|专班/u, "inner"],
  [/外部/u, "external"],
];
const ROLES: readonly (readonly [RegExp, GrantedRole])[] = [
  [/^(?:乡镇)?(?:（?街道）?)?企业办(?:人员|同志|工作人员)?$|^乡镇(?:街道)?(?:人员)?$|^镇街$/u, "town_staff"],
  [/^值班(?:员|人员|同志)$/u, "duty_officer"],
];
const LEFT_OVER = /群|的|各|区|行业|类|们/gu;
const INDUSTRY_TAG = /^行业[:：]/u;
const TOWN_TAG = /^乡镇[:：]/u;
const DISTRICT_SUFFIX = /(?<=..)[区县市]$/u;
const NAMES_MAX = 8;

/** 「王建福换证」, 「各企业办上报台账」: the name of a person, a group or a unit that words begin with; undefined: none. */
export function leadingAddressee(words: string, { people, chats, units }: KnownAudience): string | undefined {
  const names = [
    ...people.map(({ name }) => name),
    ...chats.map(({ name }) => name),
    ...units.flatMap((unit) => [unit.name, ...unit.aliases]),
  ];
  const known = names
    .filter((name) => words.startsWith(name) && words.length > name.length)
    .toSorted((one, other) => other.length - one.length)[0];
  return known ?? EACH_OFFICE.exec(words)?.[0];
}

const EACH_OFFICE = /^各?(?:乡镇)?(?:（街道）)?企业办(?=.)/u;

/** Several, parted by 、. */
export function readAudience(words: string, known: KnownAudience, said: Said): AudienceReading {
  const readings = words
    .split(GAPS)
    .filter((word) => word !== "")
    .map((word) => readWord(word, known, said));
  const open = readings.find(({ kind }) => kind !== "found");
  if (open) return open;
  const found = readings.flatMap((reading) => (reading.kind === "found" ? [reading.audience] : []));
  if (found.length === 0) return unknown(words, known);
  return foundOf({ chatIds: found.flatMap(({ chatIds }) => chatIds), people: found.flatMap(({ people }) => people) });
}

function readWord(raw: string, known: KnownAudience, said: Said): AudienceReading {
  const word = raw.replace(DRESS, "");
  if (ME.test(word)) return foundOf({ chatIds: [], people: [said.speaker] });
  if (HERE.test(word)) return said.chatId === undefined ? unknown(raw, known) : foundOf({ chatIds: [said.chatId], people: [] });
  const named = known.chats.filter(({ name }) => name === word || name === raw);
  if (named.length > 0) return oneOf(raw, named);
  const people = known.people.filter(({ name }) => name === word);
  if (people.length === 1 && people[0]) return foundOf({ chatIds: [], people: [people[0].openId] });
  if (people.length > 1) return { kind: "ambiguous", word: raw, names: people.map(({ name }) => name) };
  return byRole(word, known) ?? byUnit(word, known) ?? byKind(word, known) ?? byPartOfName(raw, word, known);
}

function byRole(word: string, known: KnownAudience): AudienceReading | undefined {
  const { districts, rest } = withoutDistricts(word, known);
  const role = ROLES.find(([pattern]) => pattern.test(rest))?.[1];
  if (!role) return undefined;
  const holds = ({ role: own, district }: Pick<Grant, "role" | "district">) =>
    own === role && (district === undefined || districts.includes(district));
  return peopleFound(known.people.filter(({ grants }) => grants.some(holds)));
}

/** 「河市企业办」, 「商贸股」: the people who sit there; 「河市群」 a group. */
function byUnit(word: string, known: KnownAudience): AudienceReading | undefined {
  if (GROUP.test(word)) return undefined;
  const { districts, rest } = withoutDistricts(word, known);
  const units = unitsIn(known.units, rest).filter(({ kind, district }) => kind !== "district" && districts.includes(district));
  if (units.length === 0 || units.every((unit) => ![unit.name, ...unit.aliases].some((name) => rest === name))) return undefined;
  if (units.length > 1) return { kind: "ambiguous", word, names: units.map(({ name, district }) => `${district}${name}`) };
  const ids = units.map(({ id }) => id);
  return peopleFound(
    known.people.filter(({ unitId, grants }) => ids.includes(unitId ?? "") || grants.some((grant) => ids.includes(grant.unitId ?? ""))),
  );
}

/** By what groups are: their industry, town, kind and district; nothing of the word may be left over. */
function byKind(word: string, known: KnownAudience): AudienceReading | undefined {
  const { districts, rest } = withoutDistricts(word, known);
  let left = rest;
  let chats = known.chats.filter(({ district }) => district === undefined || districts.includes(district));
  const take = (said: string, fits: (chat: Chat) => boolean) => {
    left = left.replace(said, "");
    chats = chats.filter(fits);
  };
  const industry = industryIn(left);
  if (industry) take(industry.said, (chat) => industriesOf(chat).includes(industry.id));
  const [town] = unitsIn(known.units, left).filter(({ kind, district }) => kind === "town" && districts.includes(district));
  const said = town && [town.name, ...town.aliases].toSorted((one, other) => other.length - one.length).find((name) => left.includes(name));
  if (town && said)
    take(said, ({ tags }) => tags.some((tag) => TOWN_TAG.test(tag) && [town.name, ...town.aliases].includes(tag.replace(TOWN_TAG, ""))));
  const kind = KINDS.map(([pattern, of]) => ({ said: pattern.exec(left)?.[0], of })).find((one) => one.said !== undefined);
  if (kind?.said) take(kind.said, (chat) => chat.kind === kind.of);
  const isUnderstood = Boolean(industry ?? town ?? kind) && left.replace(LEFT_OVER, "") === "";
  return isUnderstood && chats.length > 0 ? foundOf({ chatIds: chats.map(({ chatId }) => chatId), people: [] }) : undefined;
}

function byPartOfName(raw: string, word: string, known: KnownAudience): AudienceReading {
  const part = word.replace(GROUP, "");
  const named = part.length < 2 ? [] : known.chats.filter(({ name }) => name.includes(part));
  return named.length === 0 ? unknown(raw, known) : oneOf(raw, named);
}

function industryIn(word: string): { id: string; said: string } | undefined {
  const names = industries().flatMap(({ id, name, aliases }) => [name, ...aliases].map((said) => ({ id, said })));
  return names.toSorted((one, other) => other.said.length - one.said.length).find(({ said }) => word.includes(said));
}

function industriesOf({ tags }: Chat): string[] {
  return tags.filter((tag) => INDUSTRY_TAG.test(tag)).flatMap((tag) => industryCalled(tag.replace(INDUSTRY_TAG, ""))?.id ?? []);
}

/** 「洛江区企业群」: the district that is named, else all of the asker's. */
function withoutDistricts(word: string, { districts }: KnownAudience): { districts: readonly string[]; rest: string } {
  for (const district of districts) {
    const said = [district, district.replace(DISTRICT_SUFFIX, "")].find((name) => word.startsWith(name));
    if (said && said !== word) return { districts: [district], rest: word.slice(said.length) };
  }
  return { districts, rest: word };
}

function peopleFound(people: readonly KnownPerson[]): AudienceReading | undefined {
  return people.length === 0 ? undefined : foundOf({ chatIds: [], people: people.map(({ openId }) => openId) });
}

function oneOf(word: string, chats: readonly Chat[]): AudienceReading {
  if (chats.length === 1) return foundOf({ chatIds: chats.map(({ chatId }) => chatId), people: [] });
  return { kind: "ambiguous", word, names: chats.map(({ name }) => name).slice(0, NAMES_MAX) };
}

function foundOf({ chatIds, people }: DutyAudience): AudienceReading {
  return { kind: "found", audience: { chatIds: [...new Set(chatIds)], people: [...new Set(people)] } };
}

function unknown(word: string, { chats }: KnownAudience): AudienceReading {
  return { kind: "unknown", word, names: chats.map(({ name }) => name).slice(0, NAMES_MAX) };
}
