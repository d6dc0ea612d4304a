import type { Clock } from "../clock.ts";
import type { Directory } from "../messenger.ts";
import type { Database } from "../storage/db.ts";
import { contactOf } from "./contacts.ts";
import { peopleWithIds } from "./people.ts";
import { resignPerson } from "./resign.ts";
import { holdersOf } from "./roles.ts";

/**
 * Asks the platform about everybody who has a role, one after another: whoever has left loses it, should the event of it never have
 * reached us. Whom the platform does not tell of keeps what they have.
 * @returns how many have left
 */
export async function recheckPeople(needs: { db: Database; messenger: Pick<Directory, "contact">; now: Clock }): Promise<number> {
  const { db, now } = needs;
  const holders = new Set((await holdersOf(db, {})).map(({ personId }) => personId));
  let left = 0;
  for (const { openId } of await peopleWithIds(db, [...holders])) {
    if (openId === undefined) continue;
    const contact = await contactOf(needs, openId);
    if (contact?.resigned && (await resignPerson(db, openId, "system", now()))) left += 1;
  }
  return left;
}
