import { z } from "zod";
import { GRANTED_ROLES } from "./role.ts";

/** What the buttons of the registry's cards carry. It comes back from outside: parse it. */

/** Of a row: a bigint as text. */
const RowId = z.string().regex(/^[1-9]\d{0,17}$/);
const Role = z.enum(["enterprise_principal", "enterprise_safety_officer"]);

export const EditChatSetup = z.strictObject({ do: z.literal("edit_chat_setup") });
export const SaveChatSetup = z.strictObject({ do: z.literal("save_chat_setup") });

export const BindEnterprise = z.strictObject({ do: z.literal("bind_enterprise") });
/** The form below 「绑定企业」. */
export const Binding = z.object({ said: z.string().trim().min(1).max(100), role: Role });

export const DecideBinding = z.strictObject({
  do: z.literal("decide_binding"),
  requestId: RowId,
  verdict: z.enum(["confirmed", "rejected"]),
});
export type DecideBinding = z.infer<typeof DecideBinding>;

export const ShowEnterprise = z.strictObject({ do: z.literal("show_enterprise"), enterpriseId: RowId });
export type ShowEnterprise = z.infer<typeof ShowEnterprise>;

export const InvitePress = z.strictObject({ do: z.literal("invite"), enterpriseId: RowId, role: Role });
export type InvitePress = z.infer<typeof InvitePress>;

export const GrantPress = z.strictObject({ do: z.literal("grant_role") });
/** Somebody who is entered, or an account that is not yet. */
const Grantee = z.string().regex(/^(?:person:[1-9]\d{0,17}|account:ou_[A-Za-z0-9_-]{1,96})$/);
export const Granting = z.object({
  person: Grantee,
  role: z.enum(GRANTED_ROLES).exclude(["enterprise_principal", "enterprise_safety_officer"]),
  district: z.string().min(1).max(20),
  unit: z.string().max(64).default(""),
});
export type Granting = z.infer<typeof Granting>;
/** Of a select that may be left open: Feishu's options cannot be empty. */
export const NONE = "-";

export const RevokePress = z.strictObject({ do: z.literal("revoke_role"), grantId: RowId });
export type RevokePress = z.infer<typeof RevokePress>;
