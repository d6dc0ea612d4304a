import { DAY_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { GrantedRole } from "./role.ts";
import { hashOfCode, newSecretCode } from "./secret-code.ts";

/** The only file that touches the table invitations: codes by which a person comes to stand for an enterprise, once. */

export const INVITATION_DAYS = 7;

export type InvitedRole = Extract<GrantedRole, "enterprise_safety_officer" | "enterprise_principal">;
export type Invitation = { id: string; enterpriseId: string; role: InvitedRole; createdBy: string; expiresAt: Date };

const COLUMNS = `id::text as id, enterprise_id::text as "enterpriseId", role, created_by as "createdBy", expires_at as "expiresAt"`;

/** @returns the code, which is nowhere else: it is shown to whoever asked for it, and to nobody again */
export async function invite(
  db: Db,
  request: { enterpriseId: string; role: InvitedRole; createdBy: string },
  now: Date,
): Promise<{ code: string; invitation: Invitation }> {
  const code = newSecretCode();
  const { rows } = await db.query<Invitation>(
    `insert into invitations (code_hash, enterprise_id, role, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
     returning ${COLUMNS}`,
    [hashOfCode(code), request.enterpriseId, request.role, request.createdBy, now, new Date(now.getTime() + INVITATION_DAYS * DAY_MS)],
  );
  const [invitation] = rows;
  if (!invitation) throw new TypeError("an invitation was written and did not come back");
  return { code, invitation };
}

/** Undefined: there is no such code, it was used, or its time is over. Which of them is told to nobody. */
export async function redeemInvitation(db: Db, code: string, usedBy: string, now: Date): Promise<Invitation | undefined> {
  const { rows } = await db.query<Invitation>(
    `update invitations set used_by = $2, used_at = $3 where code_hash = $1 and used_at is null and expires_at > $3 returning ${COLUMNS}`,
    [hashOfCode(code), usedBy, now],
  );
  return rows[0];
}
