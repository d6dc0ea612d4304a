import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { type Directory, MessengerError, type PersonFacts } from "../messenger.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table chat_members: who sits in a group, asked for when somebody needs to know it. */

const FRESH_MS = 6 * HOUR_MS;
/** Where it decides what may be shown: somebody who joined is not looked past for longer, should the event of it never reach us. */
const CERTAIN_MS = 10 * MINUTE_MS;
/** A press must be answered within three seconds. */
const PATIENCE_MS = 1.5 * SECOND_MS;

type Needs = { db: Db; messenger: Pick<Directory, "members">; now: Clock };

/** The people of a group, without the bots. While the platform cannot be reached, those of the last time; undefined: never asked. */
export async function membersOf(needs: Needs, chatId: string): Promise<readonly PersonFacts[] | undefined> {
  const known = await findRow(needs.db, chatId);
  if (known?.members && isYounger(known, FRESH_MS, needs.now())) return known.members;
  return (await askAndKeep(needs, chatId)) ?? known?.members ?? undefined;
}

/** Who sits in a group, for certain. Undefined: the platform does not tell, or not in time; then nobody may be taken for absent. */
export async function membersForCertain(needs: Needs, chatId: string): Promise<readonly PersonFacts[] | undefined> {
  const known = await findRow(needs.db, chatId);
  if (known?.members && isYounger(known, CERTAIN_MS, needs.now())) return known.members;
  return withinTime(askAndKeep(needs, chatId), PATIENCE_MS, () => new TooLate()).catch((error: unknown) => {
    if (error instanceof TooLate) return undefined;
    throw error;
  });
}

class TooLate extends Error {}

/** How long a platform that does not answer is trusted with what it said last. */
const KEPT_WITHOUT_ANSWER_MS = HOUR_MS;

/** Asks who sits in a group, unless that is known for certain. Where the platform does not tell, that is noted. */
export async function lookWhoSits(needs: Needs, chatId: string): Promise<void> {
  const { db, now } = needs;
  if (await membersForCertain(needs, chatId)) return;
  await db.query(
    `insert into chat_members (chat_id, members, checked_at) values ($1, 'null', 'epoch')
     on conflict (chat_id) do update set checked_at = 'epoch' where chat_members.checked_at < $2`,
    [chatId, new Date(now().getTime() - KEPT_WITHOUT_ANSWER_MS)],
  );
}

/**
 * Who sits in a group, without asking the platform. `unsure`: people came or went since it was asked, or it did not tell;
 * `nobody_looked`: it was not asked yet.
 */
export async function membersLastSeen(db: Db, chatId: string): Promise<readonly PersonFacts[] | "unsure" | "nobody_looked"> {
  const known = await findRow(db, chatId);
  if (!known) return "nobody_looked";
  return known.members && known.checkedAt.getTime() > 0 ? known.members : "unsure";
}

async function askAndKeep(needs: Needs, chatId: string): Promise<readonly PersonFacts[] | undefined> {
  const members = await ask(needs.messenger, chatId);
  if (!members) return undefined;
  await needs.db.query(
    `insert into chat_members (chat_id, members, checked_at) values ($1, $2, $3)
     on conflict (chat_id) do update set members = excluded.members, checked_at = excluded.checked_at`,
    [chatId, JSON.stringify(members), needs.now()],
  );
  return members;
}

/** Who sat in these groups when the platform was last asked; of a group that it was never asked about there is nothing. */
export async function knownMembers(db: Db, chatIds: readonly string[]): Promise<Map<string, readonly PersonFacts[]>> {
  const { rows } = await db.query<{ chatId: string; members: PersonFacts[] }>(
    `select chat_id as "chatId", members from chat_members where chat_id = any($1::text[]) and members <> 'null'`,
    [chatIds],
  );
  return new Map(rows.map(({ chatId, members }) => [chatId, members]));
}

/** Of these groups those that the platform has to be asked about again, never asked ones first. */
export async function staleMembers(db: Db, chatIds: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await db.query<{ chatId: string }>(
    `select wanted.chat_id as "chatId" from unnest($1::text[]) as wanted(chat_id) left join chat_members using (chat_id)
     where checked_at is null or checked_at <= $2 order by checked_at nulls first, wanted.chat_id`,
    [chatIds, new Date(now.getTime() - FRESH_MS)],
  );
  return rows.map(({ chatId }) => chatId);
}

/** The groups in which somebody sat when the platform was last asked. */
export async function chatsWithMember(db: Db, openId: string): Promise<string[]> {
  const { rows } = await db.query<{ chatId: string }>(`select chat_id as "chatId" from chat_members where members @> $1::jsonb`, [
    JSON.stringify([{ openId }]),
  ]);
  return rows.map(({ chatId }) => chatId);
}

/** People came or went, or we did: the next look asks the platform again. */
export async function forgetMembers(db: Db, chatId: string): Promise<void> {
  await db.query(`update chat_members set checked_at = 'epoch' where chat_id = $1`, [chatId]);
}

/** `members`: null where the platform never told. */
type Seated = { members: PersonFacts[] | null; checkedAt: Date };

function isYounger({ checkedAt }: Pick<Seated, "checkedAt">, ageMs: number, now: Date): boolean {
  return now.getTime() - checkedAt.getTime() < ageMs;
}

async function findRow(db: Db, chatId: string): Promise<Seated | undefined> {
  const { rows } = await db.query<Seated>(`select members, checked_at as "checkedAt" from chat_members where chat_id = $1`, [chatId]);
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
