import { type Clock, HOUR_MS } from "../clock.ts";
import { type ChatFacts, type Messenger, MessengerError } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { type Chat, ChatSettings, type ChatSetup } from "./chat.ts";

/**
 * The only file that touches the table chats. The groups' names are the bureau's own: 「洛江区商务安全工作群」 tells the district,
 * as long as no person said which it is.
 */

const FRESH_MS = 24 * HOUR_MS;

/** A district's kind, which people leave out: 「洛江」 for 「洛江区」; never of 「城区」, whose 「城」 stands in many names. */
const DISTRICT_SUFFIX = /(?<=..)[区县市]$/;

type Needs = { db: Db; messenger: Pick<Messenger, "chat">; now: Clock };

/**
 * What is known of a chat. The platform is asked once a day; when it cannot be reached, what was known before still holds.
 * Undefined: it could never be asked.
 * @param districts  as catalogued: 「洛江区」
 */
export async function chatOf(needs: Needs, chatId: string, districts: readonly string[]): Promise<Chat | undefined> {
  const now = needs.now();
  const known = await findRow(needs.db, chatId);
  if (known && now.getTime() - known.checkedAt.getTime() < FRESH_MS) return chatFrom(known, districts);
  const facts = await factsOf(needs.messenger, chatId);
  if (!facts) return known && chatFrom(known, districts);
  return rememberChat(needs.db, facts, districtInName(facts.name, districts), now);
}

/** The district of a group: as a person said, else the one whose name stands in the group's name; undefined when none or several do. */
export async function districtOfChat(needs: Needs, chatId: string, districts: readonly string[]): Promise<string | undefined> {
  return (await chatOf(needs, chatId, districts))?.district;
}

/** The district that `name` speaks of; undefined when none or more than one is in it. */
export function districtInName(name: string, districts: readonly string[]): string | undefined {
  const named = districts.filter((district) => name.includes(district.replace(DISTRICT_SUFFIX, "")));
  return named.length === 1 ? named[0] : undefined;
}

/** What is known of a chat, without asking the platform. */
export async function findChat(db: Db, chatId: string): Promise<Chat | undefined> {
  const row = await findRow(db, chatId);
  return row && chatFrom(row, []);
}

/** The groups we stand in, by name. */
export async function listChats(db: Db, filter: { district?: string } = {}): Promise<Chat[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from chats
     where present and coalesce(kind, '') <> 'private' and ($1::text is null or district = $1) order by name, chat_id`,
    [filter.district ?? null],
  );
  return rows.map((row) => chatFrom(row, []));
}

/** District → the inner group in which its officers are on duty, as administrators said; of several the one that was set up last. */
export async function listDutyChats(db: Db): Promise<Record<string, string>> {
  const { rows } = await db.query<{ district: string; chatId: string }>(
    `select district, chat_id as "chatId" from chats
     where present and not external and kind = 'inner' and district is not null and settings @> '{"isDutyChat": true}' order by set_up_at, chat_id`,
  );
  return Object.fromEntries(rows.map(({ district, chatId }) => [district, chatId]));
}

/**
 * What an administrator said of a group. Undefined: the group is not known.
 * @param by.named  the district that its name tells: it holds where they left the district open
 */
export async function setUpChat(
  db: Db,
  chatId: string,
  setup: ChatSetup,
  by: { openId: string; at: Date; named?: string | undefined },
): Promise<Chat | undefined> {
  const { kind, district, enterpriseId, tags, settings, vouchedFor = [] } = setup;
  const { rows } = await db.query<Row>(
    `update chats set kind = $2, district = coalesce($3, $9), district_set = $3 is not null, enterprise_id = $4, tags = $5, settings = $6,
       set_up_by = $7, set_up_at = $8, vouched_for = $10
     where chat_id = $1 returning ${COLUMNS}`,
    [chatId, kind, district ?? null, enterpriseId ?? null, tags, JSON.stringify(settings), by.openId, by.at, by.named ?? null, vouchedFor],
  );
  return rows[0] && chatFrom(rows[0], []);
}

/** A private chat has no name and no settings: that it is one is all there is to know. */
export async function notePrivateChat(db: Db, chatId: string, now: Date): Promise<void> {
  await db.query(
    `insert into chats (chat_id, name, external, present, checked_at, kind) values ($1, '', false, true, $2, 'private')
     on conflict (chat_id) do nothing`,
    [chatId, now],
  );
}

/**
 * Writes what the platform says of a group; what a person said of it stays, and whether we stand in it: of that only coming and
 * going tells.
 */
export async function rememberChat(db: Db, facts: ChatFacts, named: string | undefined, now: Date): Promise<Chat> {
  const { rows } = await db.query<Row>(
    `insert into chats (chat_id, name, external, district, present, checked_at, kind) values ($1, $2, $3, $4, true, $5, $6)
     on conflict (chat_id) do update
     set name = excluded.name, external = excluded.external, checked_at = excluded.checked_at,
       kind = coalesce(chats.kind, excluded.kind), district = case when chats.district_set then chats.district else excluded.district end
     returning ${COLUMNS}`,
    [facts.chatId, facts.name, facts.external, named ?? null, now, facts.isPrivate ? "private" : null],
  );
  const [row] = rows;
  if (!row) throw new TypeError("a chat was written and did not come back");
  return chatFrom(row, []);
}

/** Makes the next question ask the platform again: the group was renamed. Word of that may come after we left. */
export async function refreshChat(db: Db, chatId: string): Promise<void> {
  await db.query(`update chats set checked_at = 'epoch' where chat_id = $1`, [chatId]);
}

/** We came into the group, or somebody spoke there: we stand in it, and what is known of it is asked anew. */
export async function enterChat(db: Db, chatId: string): Promise<void> {
  await db.query(`update chats set checked_at = 'epoch', present = true where chat_id = $1`, [chatId]);
}

/** We were removed from the group, or it was dissolved. False: we had left it before. */
export async function leaveChat(db: Db, chatId: string): Promise<boolean> {
  const { rowCount } = await db.query(`update chats set checked_at = 'epoch', present = false where chat_id = $1 and present`, [chatId]);
  return rowCount === 1;
}

type Row = Omit<Chat, "kind" | "district" | "enterpriseId" | "settings" | "setUpBy" | "setUpAt"> & {
  kind: Chat["kind"] | null;
  district: string | null;
  enterpriseId: string | null;
  settings: unknown;
  setUpBy: string | null;
  setUpAt: Date | null;
  checkedAt: Date;
};

const COLUMNS = `chat_id as "chatId", name, external, kind, district, district_set as "districtSet", enterprise_id::text as "enterpriseId",
  tags, settings, vouched_for as "vouchedFor", present, set_up_by as "setUpBy", set_up_at as "setUpAt", checked_at as "checkedAt"`;

async function findRow(db: Db, chatId: string): Promise<Row | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from chats where chat_id = $1`, [chatId]);
  return rows[0];
}

/** @param districts  those that may be read from the name; without them what was read before holds */
function chatFrom({ checkedAt: _checkedAt, ...row }: Row, districts: readonly string[]): Chat {
  const read = row.districtSet || districts.length === 0 ? (row.district ?? undefined) : districtInName(row.name, districts);
  return {
    ...row,
    kind: row.kind ?? undefined,
    district: read,
    enterpriseId: row.enterpriseId ?? undefined,
    settings: ChatSettings.parse(row.settings),
    setUpBy: row.setUpBy ?? undefined,
    setUpAt: row.setUpAt ?? undefined,
  };
}

async function factsOf(messenger: Pick<Messenger, "chat">, chatId: string): Promise<ChatFacts | undefined> {
  try {
    return await messenger.chat(chatId);
  } catch (error) {
    // A question must be answered even when the platform does not say where it was asked.
    if (error instanceof MessengerError) return undefined;
    throw error;
  }
}
