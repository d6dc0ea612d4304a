import type { Database } from "../storage/db.ts";
import { audit } from "./audit.ts";
import { notePerson, personOfAccount } from "./people.ts";

/** Somebody of ours is called otherwise now, as the platform says. False: nobody of ours, or it is the name that we know. */
export async function renamePerson(db: Database, openId: string, name: string, now: Date): Promise<boolean> {
  return db.inTransaction(async (tx) => {
    const known = await personOfAccount(tx, openId);
    if (!known || known.name === name) return false;
    await notePerson(tx, { openId, name }, now);
    const subject = { kind: "person", id: known.id };
    await audit(tx, { actor: "system", action: "person_renamed", subject, before: { name: known.name }, after: { name } }, now);
    return true;
  });
}
