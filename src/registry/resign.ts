import type { Database } from "../storage/db.ts";
import { audit } from "./audit.ts";
import { type Person, personOfAccount, setPersonStatus } from "./people.ts";
import { revokeAllRoles } from "./roles.ts";

/**
 * Somebody has left: they lose every role at once, and the audit says which. Undefined: nobody of ours, or they had left before.
 * @param actor  open_id, or 'system' when the platform told it
 */
export async function resignPerson(db: Database, openId: string, actor: string, now: Date): Promise<Person | undefined> {
  return db.inTransaction(async (tx) => {
    const person = await personOfAccount(tx, openId);
    if (!person) return undefined;
    const hasLeft = await setPersonStatus(tx, person.id, "resigned", now);
    const lost = await revokeAllRoles(tx, person.id, actor, now);
    if (!hasLeft && lost.length === 0) return undefined;
    const roles = lost.map(({ role, district, unitId, enterpriseId }) => ({ role, district, unitId, enterpriseId }));
    const change = { before: { status: person.status, roles }, after: { status: "resigned", roles: [] } };
    await audit(tx, { actor, action: "person_resigned", subject: { kind: "person", id: person.id }, ...change }, now);
    return { ...person, status: "resigned" };
  });
}
