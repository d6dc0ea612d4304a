import { type Clock, HOUR_MS } from "../clock.ts";
import { type ChatFacts, type Messenger, MessengerError } from "../messenger.ts";
import type { Db } from "../storage/db.ts";

/** The groups we stand in. Their names are the bureau's own: 「洛江区商务安全工作群」 tells the district. */

const FRESH_MS = 24 * HOUR_MS;

/** A district's kind, which people leave out: 「洛江」 for 「洛江区」; never of 「城区」, whose 「城」 stands in many names. */
const DISTRICT_SUFFIX = /(?<=..)[区县市]$/;

type KnownChat = { name: string; checkedAt: Date };

/**
 * The district whose name stands in the group's name; undefined when none or several do.
 * The platform is asked once a day; when it cannot be reached, what was known before still holds.
 * @param districts  as catalogued: 「洛江区」
 */
export async function districtOfChat(
  needs: { db: Db; messenger: Messenger; now: Clock },
  chatId: string,
  districts: readonly string[],
): Promise<string | undefined> {
  const now = needs.now();
  const known = await knownChat(needs.db, chatId);
  if (known && now.getTime() - known.checkedAt.getTime() < FRESH_MS) return districtInName(known.name, districts);
  const facts = await factsOf(needs.messenger, chatId);
  if (!facts) return known && districtInName(known.name, districts);
  const district = districtInName(facts.name, districts);
  await rememberChat(needs.db, facts, district, now);
  return district;
}

/** The district that `name` speaks of; undefined when none or more than one is in it. */
export function districtInName(name: string, districts: readonly string[]): string | undefined {
  const named = districts.filter((district) => name.includes(district.replace(DISTRICT_SUFFIX, "")));
  return named.length === 1 ? named[0] : undefined;
}

/** Makes the next question ask the platform again: the group was renamed, or we were added to it. */
export async function refreshChat(db: Db, chatId: string): Promise<void> {
  await db.query(`update chats set checked_at = 'epoch', present = true where chat_id = $1`, [chatId]);
}

/** We were removed from the group, or it was dissolved. */
export async function leaveChat(db: Db, chatId: string): Promise<void> {
  await db.query(`update chats set checked_at = 'epoch', present = false where chat_id = $1`, [chatId]);
}

async function knownChat(db: Db, chatId: string): Promise<KnownChat | undefined> {
  const { rows } = await db.query<KnownChat>(`select name, checked_at as "checkedAt" from chats where chat_id = $1`, [chatId]);
  return rows[0];
}

async function rememberChat(db: Db, facts: ChatFacts, district: string | undefined, now: Date): Promise<void> {
  await db.query(
    `insert into chats (chat_id, name, external, district, present, checked_at) values ($1, $2, $3, $4, true, $5)
     on conflict (chat_id) do update
     set name = excluded.name, external = excluded.external, district = excluded.district, present = true, checked_at = excluded.checked_at`,
    [facts.chatId, facts.name, facts.external, district ?? null, now],
  );
}

async function factsOf(messenger: Messenger, chatId: string): Promise<ChatFacts | undefined> {
  try {
    return await messenger.chat(chatId);
  } catch (error) {
    // A question must be answered even when the platform does not say where it was asked.
    if (error instanceof MessengerError) return undefined;
    throw error;
  }
}
