import { contactOf, forgetContact } from "../registry/contacts.ts";
import { renamePerson } from "../registry/rename-person.ts";
import { resignPerson } from "../registry/resign.ts";
import type { AnxunContext } from "./context.ts";

/** The actor of what nobody did here. */
const SYSTEM = "system";

/** The platform says that somebody left, or is called otherwise. */
export async function noteContact(context: AnxunContext): Promise<void> {
  const { needs, contact } = context;
  const { db, now } = needs;
  const { openId, change } = contact;
  await forgetContact(db, openId);
  const facts = change === "left" ? undefined : await contactOf(needs, openId);
  if (change === "left" || facts?.resigned) {
    await resignPerson(db, openId, SYSTEM, now());
    return;
  }
  const name = facts?.name.trim();
  if (name) await renamePerson(db, openId, name, now());
}
