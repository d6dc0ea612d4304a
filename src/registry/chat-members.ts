import { type Clock, HOUR_MS } from "../clock.ts";
import { type Directory, MessengerError, type PersonFacts } from "../messenger.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table chat_members: who sits in a group, asked for when somebody needs to know it, once in six hours. */

const FRESH_MS = 6 * HOUR_MS;

type Needs = { db: Db; messenger: Pick<Directory, "members">; now: Clock };

/** The people of a group, without the bots. While the platform cannot be reached, those of the last time; undefined: never asked. */
export async function membersOf(needs: Needs, chatId: string): Promise<readonly PersonFacts[] | undefined> {
  const now = needs.now();
  const known = await findRow(needs.db, chatId);
  if (known && now.getTime() - known.checkedAt.getTime() < FRESH_MS) return known.members;
  const members = await ask(needs.messenger, chatId);
  if (!members) return known?.members;
  await needs.db.query(
    `insert into chat_members (chat_id, members, checked_at) values ($1, $2, $3)
     on conflict (chat_id) do update set members = excluded.members, checked_at = excluded.checked_at`,
    [chatId, JSON.stringify(members), now],
  );
  return members;
}

/** People came or went, or we did. */
export async function forgetMembers(db: Db, chatId: string): Promise<void> {
  await db.query(`delete from chat_members where chat_id = $1`, [chatId]);
}

async function findRow(db: Db, chatId: string): Promise<{ members: PersonFacts[]; checkedAt: Date } | undefined> {
  const { rows } = await db.query<{ members: PersonFacts[]; checkedAt: Date }>(
    `select members, checked_at as "checkedAt" from chat_members where chat_id = $1`,
    [chatId],
  );
  return rows[0];
}

async function ask(messenger: Pick<Directory, "members">, chatId: string): Promise<PersonFacts[] | undefined> {
  try {
    return await messenger.members(chatId);
  } catch (error) {
    if (error instanceof MessengerError) return undefined;
    throw error;
  }
}
