import type { Enterprise } from "../registry/enterprise.ts";
import type { Grant } from "../registry/role.ts";
import type { Unit } from "../registry/units.ts";

/** Who owes a duty: those of whom it is counted who has delivered and who has not. */

/** `enterprises`: those in operation · `towns`: the enterprise offices 企业办 · `offices`: the bureau and its 股室. */
export type BearerGroup = "enterprises" | "towns" | "offices";

export type Bearer = {
  kind: "enterprise" | "unit";
  id: string;
  name: string;
  district: string;
  /** Of units: the town of an enterprise; a town's own id. */
  townId: string | undefined;
  /** Of enterprises. */
  industry: string | undefined;
};

const TOWNS = /企业办|乡镇|街道|镇街|镇（街/u;
const OFFICES = /[商应]务?急?局|股|科室|处室|中心|大队|领导小组|专班|本局|我局/u;
const ENTERPRISES = /企业|公司|商场|超市|市场|综合体|酒店|宾馆|餐饮|场所|商户|门店|加油站|经营者|经营单位|生产经营|承办|主办|举办/u;

/**
 * Whom the words name that say who is to do it. Undefined: nobody whom the registry knows as a group.
 * @param who  as in the plan: 「各乡镇（街道）企业办」, 「商贸企业主要负责人」
 */
export function bearersNamed(who: string): BearerGroup | undefined {
  if (TOWNS.test(who)) return "towns";
  if (ENTERPRISES.test(who)) return "enterprises";
  return OFFICES.test(who) ? "offices" : undefined;
}

/** Those of a group in a district; of all districts where none is given. In the order of the registry. */
export function bearersOf(
  group: BearerGroup,
  { district, enterprises, units }: { district: string | undefined; enterprises: readonly Enterprise[]; units: readonly Unit[] },
): Bearer[] {
  const isHere = (one: { district: string }) => district === undefined || one.district === district;
  if (group === "enterprises") return enterprises.filter((one) => one.status === "operating" && isHere(one)).map(enterpriseBearer);
  const kinds: readonly Unit["kind"][] = group === "towns" ? ["town"] : ["bureau", "office"];
  return units.filter((unit) => kinds.includes(unit.kind) && isHere(unit)).map(unitBearer);
}

/** Those enterprises, and the towns that the tags 「乡镇:河市」 name. */
export function bearersWith(
  { enterprises, units }: { enterprises: readonly Enterprise[]; units: readonly Unit[] },
  { enterpriseIds, tags }: { enterpriseIds: readonly string[]; tags: readonly string[] },
): Bearer[] {
  const towns = tags.flatMap((tag) => TOWN_TAG.exec(tag)?.[1] ?? []);
  const isNamed = (unit: Unit) => unit.kind === "town" && [unit.name, ...unit.aliases].some((name) => towns.includes(name));
  return [
    ...enterprises.filter(({ id, status }) => enterpriseIds.includes(id) && status === "operating").map(enterpriseBearer),
    ...units.filter(isNamed).map(unitBearer),
  ];
}

const TOWN_TAG = /^乡镇[:：](.+)$/u;

function enterpriseBearer({ id, name, district, townId, industry }: Enterprise): Bearer {
  return { kind: "enterprise", id, name, district, townId, industry };
}

function unitBearer({ id, name, district, kind }: Unit): Bearer {
  return { kind: "unit", id, name, district, townId: kind === "town" ? id : undefined, industry: undefined };
}

/**
 * For whom of them a person delivers: their enterprise, their town, the unit in which they sit.
 * @param unitId  in which the person sits
 */
export function bearersFor(
  bearers: readonly Bearer[],
  { grants, unitId }: { grants: readonly Grant[]; unitId: string | undefined },
): Bearer[] {
  const enterprises = grants.flatMap(({ enterpriseId }) => enterpriseId ?? []);
  const units = [...grants.flatMap((grant) => grant.unitId ?? []), ...(unitId === undefined ? [] : [unitId])];
  return bearers.filter(({ kind, id }) => (kind === "enterprise" ? enterprises : units).includes(id));
}
