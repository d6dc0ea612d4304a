import type { EnterpriseDraft } from "../../src/registry/enterprise.ts";
import type { PersonDraft } from "../../src/registry/people.ts";

/** An enterprise in Luojiang; state what matters. */
export function anEnterprise(parts: Partial<EnterpriseDraft> = {}): EnterpriseDraft {
  return {
    name: "老福记酒楼",
    aliases: [],
    creditCode: undefined,
    district: "洛江区",
    townId: undefined,
    industry: "catering",
    type: undefined,
    address: undefined,
    principal: undefined,
    safetyOfficer: undefined,
    phone: undefined,
    standardisation: "none",
    status: "operating",
    ...parts,
  };
}

export function aPerson(parts: Partial<PersonDraft> = {}): PersonDraft {
  return { openId: "ou_li", name: "李文清", title: undefined, unitId: undefined, phone: undefined, ...parts };
}
