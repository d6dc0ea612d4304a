import { contactOf, forgetContact } from "../registry/contacts.ts";
import { notePerson, personOfAccount } from "../registry/people.ts";
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
  if (change === "left") return void (await resignPerson(db, openId, SYSTEM, now()));
  if (!(await personOfAccount(db, openId))) return;
  const facts = await contactOf(needs, openId);
  if (facts?.resigned) return void (await resignPerson(db, openId, SYSTEM, now()));
  if (facts && facts.name.trim() !== "") await notePerson(db, { openId, name: facts.name.trim() }, now());
}
