import type { PersonFacts } from "../messenger.ts";
import type { GrantedRole } from "../registry/role.ts";

/** Decides who has not acknowledged: whoever sits there now and has not, those who answer for others first. */

/** What the registry knows of somebody. */
export type Bearing = { roles: readonly GrantedRole[]; title: string | undefined };

export type Missing = PersonFacts & {
  /** They answer for an enterprise or head a unit: what they have not read nobody below them was told. */
  answersFor: Answers | undefined;
};

/** 企业负责人 · 安全管理员 · 单位负责人. */
type Answers = "enterprise_principal" | "enterprise_safety_officer" | "head";

const ORDER: readonly (Answers | undefined)[] = ["enterprise_principal", "enterprise_safety_officer", "head", undefined];
/** How the head of a unit is called. */
const HEAD = /(?:局长|主任|书记|镇长|乡长|股长|科长|处长|所长|站长|队长|大队长|负责人|经理|老板|店长|主席|会长)$/u;
/** Whoever stands in for a head is none. */
const DEPUTY = /^副|副(?:局长|主任|书记|镇长|乡长|股长|科长|处长|所长|站长|队长|大队长|经理|老板|店长|主席|会长)/u;

/**
 * @param seated  who sits there now and has not left the service
 * @param bearing by open_id
 */
export function missingOf(
  seated: readonly PersonFacts[],
  acknowledged: ReadonlySet<string>,
  bearing: ReadonlyMap<string, Bearing>,
): Missing[] {
  return seated
    .filter(({ openId }) => !acknowledged.has(openId))
    .map(({ openId, name }) => ({ openId, name, answersFor: answersFor(bearing.get(openId)) }))
    .sort((a, b) => ORDER.indexOf(a.answersFor) - ORDER.indexOf(b.answersFor) || a.name.localeCompare(b.name, "zh"));
}

function answersFor(bearing: Bearing | undefined): Answers | undefined {
  if (!bearing) return undefined;
  const { roles, title } = bearing;
  for (const role of ["enterprise_principal", "enterprise_safety_officer"] as const) if (roles.includes(role)) return role;
  return title !== undefined && HEAD.test(title) && !DEPUTY.test(title) ? "head" : undefined;
}

/** Of many groups: each person once, in the same order. */
export function eachOnce(missing: readonly Missing[]): Missing[] {
  const people = new Map<string, Missing>();
  for (const person of missing) if (!people.has(person.openId)) people.set(person.openId, person);
  return [...people.values()].sort((a, b) => ORDER.indexOf(a.answersFor) - ORDER.indexOf(b.answersFor));
}
