/** An enterprise as the bureau registers it. */

/** 标准化: 未创建 · 创建中 · 小微企业达标 · 三级 · 二级 · 一级. */
type Standardisation = "none" | "in_progress" | "small_enterprise" | "level_3" | "level_2" | "level_1";

/** 在营 · 停业 · 注销. */
type EnterpriseStatus = "operating" | "suspended" | "closed";

export type Enterprise = {
  id: string;
  /** Goes up with every change; whoever changes what they saw says which version that was. */
  version: number;
  name: string;
  aliases: readonly string[];
  /** Checked, in capitals. */
  creditCode: string | undefined;
  district: string;
  /** Of units: the town that it belongs to. */
  townId: string | undefined;
  /** Of industries.yaml. */
  industry: string;
  type: string | undefined;
  address: string | undefined;
  /** Names, as entered; who of them has an account stands in people and person_roles. */
  principal: string | undefined;
  safetyOfficer: string | undefined;
  phone: string | undefined;
  standardisation: Standardisation;
  status: EnterpriseStatus;
};

export type EnterpriseDraft = Omit<Enterprise, "id" | "version">;

/** The fields of a draft, in the order in which they are shown and written. */
const ENTERPRISE_FIELDS = [
  "name",
  "aliases",
  "creditCode",
  "district",
  "townId",
  "industry",
  "type",
  "address",
  "principal",
  "safetyOfficer",
  "phone",
  "standardisation",
  "status",
] as const satisfies readonly (keyof EnterpriseDraft)[];

/** Which fields `draft` would change. Empty: it says what is known. */
export function changedFields(known: EnterpriseDraft, draft: EnterpriseDraft): (keyof EnterpriseDraft)[] {
  return ENTERPRISE_FIELDS.filter((field) => JSON.stringify(known[field] ?? null) !== JSON.stringify(draft[field] ?? null));
}

export function draftOf({ id: _id, version: _version, ...draft }: Enterprise): EnterpriseDraft {
  return draft;
}
