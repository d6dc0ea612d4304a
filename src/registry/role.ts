/** What can be granted. Everybody is a reporter without it. */
export const GRANTED_ROLES = [
  "enterprise_safety_officer",
  "enterprise_principal",
  "town_staff",
  "bureau_staff",
  "duty_officer",
  "approver",
  "administrator",
  "auditor",
] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/** In the order of the columns of the table of rights. */
export const ROLES = ["reporter", ...GRANTED_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** Roles of people who work for a bureau or a town, and not for an enterprise. */
export const STAFF_ROLES: readonly Role[] = ["town_staff", "bureau_staff", "duty_officer", "approver", "administrator", "auditor"];

/** A role and where it holds. */
export type Grant = {
  role: GrantedRole;
  /** Undefined of an administrator or auditor: everywhere. Of enterprise people it is not asked. */
  district: string | undefined;
  /** The town of town staff; of others, the office they sit in, which limits nothing. */
  unitId: string | undefined;
  enterpriseId: string | undefined;
};
