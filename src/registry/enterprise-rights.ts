import type { Enterprise } from "./enterprise.ts";
import type { EnterpriseScope } from "./enterprises.ts";
import { type Action, mayI, rightOf, type What, type Where, type Who } from "./rights.ts";
import { ROLES } from "./role.ts";

/** What the table of rights is asked about an enterprise. */
export function whatOf({ id, district, townId }: Pick<Enterprise, "id" | "district" | "townId">): What {
  return { enterpriseId: id, district, townId };
}

/** Which enterprises are looked at, and of those the ones to which it may be done. */
export type EnterpriseReach = {
  /** Undefined: none at all. What lies outside is not even read: neither the answer nor the time it takes tells of it. */
  scope: EnterpriseScope | undefined;
  allows(enterprise: Enterprise): boolean;
};

/** The enterprises to which `who` may do it here. */
export function reachOf(who: Who, action: Action, where: Where): EnterpriseReach {
  const scope = narrowed(scopeOfRoles(who, action), action, where);
  return { scope: isEmpty(scope) ? undefined : scope, allows: (enterprise) => mayI(who, action, where, whatOf(enterprise)).allowed };
}

function scopeOfRoles({ status, grants }: Who, action: Action): EnterpriseScope {
  const { reaches } = rightOf(action);
  if (reaches[ROLES.indexOf("reporter")] === "any") return { districts: undefined, enterpriseIds: [] };
  const reaching = status === "active" ? grants.filter(({ role }) => reaches[ROLES.indexOf(role)] !== "-") : [];
  const officers = reaching.filter(({ enterpriseId }) => enterpriseId === undefined);
  const isEverywhere = officers.some(({ district }) => district === undefined);
  return {
    districts: isEverywhere ? undefined : officers.flatMap(({ district }) => district ?? []),
    enterpriseIds: reaching.flatMap(({ enterpriseId }) => enterpriseId ?? []),
  };
}

function isEmpty({ districts, enterpriseIds }: EnterpriseScope): boolean {
  return districts?.length === 0 && enterpriseIds.length === 0;
}

/** A group shows what all who sit there may see: its district's, or its one enterprise's. */
function narrowed(scope: EnterpriseScope, action: Action, { kind, districts, enterpriseId }: Where): EnterpriseScope {
  const { place } = rightOf(action);
  if (kind === "private" || place === "anywhere" || place === "tenant") return scope;
  if (kind === "inner") return { ...scope, districts: scope.districts?.filter((district) => districts.includes(district)) ?? districts };
  const isTheirs = kind === "enterprise" && place === "members" && enterpriseId !== undefined && !isEmpty(scope);
  return { districts: [], enterpriseIds: isTheirs ? [enterpriseId] : [] };
}
