import type { Enterprise } from "../registry/enterprise.ts";
import type { Grant, Role } from "../registry/role.ts";
import { type DraftContent, type DraftItem, described } from "./draft.ts";
import { factsOfEnterprise } from "./enterprise-facts.ts";
import type { HazardFacts } from "./hazard.ts";

/** What of a report goes into the ledger. Pure. */

export type Circumstances = {
  /** As registered; undefined: it is not. */
  enterprise: Enterprise | undefined;
  /** Of whoever reports. */
  grants: readonly Grant[];
  /** Of the chat, for what does not say itself whose it is. */
  district: string | undefined;
};

/** One for each hazard that was told. */
export function factsOf(content: DraftContent, around: Circumstances): HazardFacts[] {
  return described(content).map((item) => factsOfItem(content, item, around));
}

/** The district that has to see to it. */
export function districtOf(
  content: DraftContent,
  { enterprise, district }: Pick<Circumstances, "enterprise" | "district">,
): string | undefined {
  return enterprise?.district ?? content.district ?? district;
}

/** As whom somebody reports: their first role. */
export function reportingRole(grants: readonly Grant[]): Role {
  return grants[0]?.role ?? "reporter";
}

function factsOfItem(content: DraftContent, { description, suspectedMajor, isSeen }: DraftItem, around: Circumstances): HazardFacts {
  const { enterprise } = around;
  return {
    source: sourceOf(content, around.grants),
    description: description.trim(),
    describedBy: isSeen ? "model" : undefined,
    reportingUnit: content.isOwn ? enterprise?.name : undefined,
    industry: content.industry ?? enterprise?.industry,
    ...factsOfEnterprise(enterprise),
    enterpriseName: enterprise?.name ?? content.enterprise,
    district: districtOf(content, around),
    townId: enterprise?.townId ?? content.townId,
    place: content.place,
    location: content.location,
    suspectedMajor,
  };
}

const STAFF: readonly Role[] = ["town_staff", "bureau_staff", "duty_officer", "approver", "administrator"];

/** 企业自报, found by staff, or told by anybody else. */
function sourceOf({ enterpriseId }: DraftContent, grants: readonly Grant[]): HazardFacts["source"] {
  if (enterpriseId !== undefined && grants.some((grant) => grant.enterpriseId === enterpriseId)) return "enterprise";
  return grants.some(({ role }) => STAFF.includes(role)) ? "inspection" : "tip";
}
