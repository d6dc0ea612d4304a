import type { Enterprise } from "../registry/enterprise.ts";
import { enterprisesKnownAs } from "../registry/enterprises.ts";
import type { Db } from "../storage/db.ts";
import type { HazardFacts } from "./hazard.ts";
import type { FactChanges } from "./step.ts";

/** What a case says of an enterprise stands and falls with it: another name never keeps the number, the people or the address of the one before. */

const OF_ENTERPRISE = [
  "enterpriseId",
  "enterpriseType",
  "creditCode",
  "townId",
  "address",
  "principal",
  "contact",
  "phone",
] as const satisfies readonly (keyof HazardFacts)[];

type EnterpriseFacts = Pick<HazardFacts, (typeof OF_ENTERPRISE)[number]>;

/** As registered; nothing of one that is not. */
export function factsOfEnterprise(enterprise: Enterprise | undefined): EnterpriseFacts {
  return {
    enterpriseId: enterprise?.id,
    enterpriseType: enterprise?.type,
    creditCode: enterprise?.creditCode,
    townId: enterprise?.townId,
    address: enterprise?.address,
    principal: enterprise?.principal,
    phone: enterprise?.phone,
  };
}

/** What changes when it is another enterprise. @param enterprise  as registered; undefined: `name` is all that is known of it */
export function anotherEnterprise(name: string | undefined, enterprise: Enterprise | undefined): FactChanges {
  const facts = factsOfEnterprise(enterprise);
  return {
    ...Object.fromEntries(OF_ENTERPRISE.map((field) => [field, facts[field] ?? null])),
    enterpriseName: enterprise?.name ?? name ?? null,
    ...(enterprise && { district: enterprise.district, industry: enterprise.industry }),
  };
}

/**
 * The enterprise that bears exactly this name or alias; of several the one of the district. Undefined: none, or nobody can tell which.
 * Whoever corrects a name has looked: one that is only similar is another enterprise.
 */
export async function enterpriseCalled(db: Db, name: string, district: string | undefined): Promise<Enterprise | undefined> {
  const found = await enterprisesKnownAs(db, { creditCodes: [], names: [name] });
  const named = found.filter((enterprise) => enterprise.name === name);
  const called = named.length > 0 ? named : found;
  const here = called.length > 1 ? called.filter((enterprise) => enterprise.district === district) : called;
  return here.length === 1 ? here[0] : undefined;
}
